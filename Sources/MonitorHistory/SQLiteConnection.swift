import CSQLite

/// A value in a statement.
package enum SQLiteValue: Sendable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case blob([UInt8])

  package init(_ value: Double?) { self = value.map(SQLiteValue.real) ?? .null }
}

/// One connection to a database file; closed when it goes away. For one thread at a time.
package struct SQLiteConnection: ~Copyable {
  /// How long a statement waits for another program that writes.
  private static let patience: Int32 = 1_000
  /// Nothing of this program is longer.
  private static let maxBytes: Int32 = 1 << 20

  private let handle: OpaquePointer

  /// Opens a file that is there. Links are not followed.
  init(_ path: String, isReadOnly: Bool = false) throws(SQLiteFailure) {
    var flags = SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE
    flags |= isReadOnly ? SQLITE_OPEN_READONLY | SQLITE_OPEN_URI : SQLITE_OPEN_READWRITE
    // In a folder that cannot be written there is no index of the journal; but a file there does not change.
    let name = isReadOnly ? "file:\(Self.encoded(path))?immutable=1" : path
    var opened: OpaquePointer?
    var code = sqlite3_open_v2(name, &opened, flags, nil)
    if code == SQLITE_OK {
      sqlite3_busy_timeout(opened, Self.patience)
      sqlite3_limit(opened, SQLITE_LIMIT_LENGTH, Self.maxBytes)
      // What a damaged or foreign file says of its own structure is not believed.
      code = sqlite3_exec(opened, "PRAGMA trusted_schema = 0; PRAGMA cell_size_check = 1", nil, nil, nil)
    }
    guard let opened, code == SQLITE_OK else {
      let text = opened.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
      sqlite3_close_v2(opened)
      throw SQLiteFailure(code: code, text: text)
    }
    handle = opened
  }

  deinit { sqlite3_close_v2(handle) }

  /// Runs a statement; `each` is called for each row of its answer.
  package func run(
    _ sql: String, _ values: [SQLiteValue] = [], each: (borrowing SQLiteRow) -> Void = { _ in }
  ) throws(SQLiteFailure) {
    var prepared: OpaquePointer?
    let code = sqlite3_prepare_v2(handle, sql, -1, &prepared, nil)
    guard code == SQLITE_OK, let statement = prepared else { throw failure(code) }
    defer { sqlite3_finalize(statement) }
    for (index, value) in values.enumerated() { Self.bind(value, to: statement, at: Int32(index + 1)) }
    while true {
      switch sqlite3_step(statement) {
      case SQLITE_ROW: each(SQLiteRow(statement))
      case SQLITE_DONE: return
      case let code: throw failure(code)
      }
    }
  }

  /// The integer that a statement answers first; 0 where it answers none.
  package func integer(_ sql: String, _ values: [SQLiteValue] = []) throws(SQLiteFailure) -> Int64 {
    var result: Int64?
    try run(sql, values) { row in result = result ?? row.integer(0) }
    return result ?? 0
  }

  /// Does all of something, or nothing of it, while nobody else writes.
  package func transaction<Value>(
    _ body: (borrowing SQLiteConnection) throws(SQLiteFailure) -> Value
  ) throws(SQLiteFailure) -> Value {
    try run("BEGIN IMMEDIATE")
    do throws(SQLiteFailure) {
      let value = try body(self)
      try run("COMMIT")
      return value
    } catch {
      // Where it rolled back by itself there is nothing to roll back.
      try? run("ROLLBACK")
      throw error
    }
  }

  private func failure(_ code: Int32) -> SQLiteFailure {
    SQLiteFailure(code: code, text: String(cString: sqlite3_errmsg(handle)))
  }

  private static func bind(_ value: SQLiteValue, to statement: OpaquePointer, at index: Int32) {
    switch value {
    case .null: sqlite3_bind_null(statement, index)
    case .integer(let number): sqlite3_bind_int64(statement, index, number)
    case .real(let number): sqlite3_bind_double(statement, index, number)
    case .text(var text):
      text.withUTF8 { bytes in
        _ = bytes.withMemoryRebound(to: CChar.self) {
          csqlite_bind_text(statement, index, $0.baseAddress, Int32(clamping: $0.count))
        }
      }
    case .blob(let bytes):
      bytes.withUnsafeBytes { _ = csqlite_bind_blob(statement, index, $0.baseAddress, Int32(clamping: $0.count)) }
    }
  }

  /// The path of a URI.
  private static func encoded(_ path: String) -> String {
    let digits = Array("0123456789ABCDEF")
    return path.utf8.reduce(into: "") { text, byte in
      switch byte {
      case 0x2D...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A, 0x7E: text.unicodeScalars.append(Unicode.Scalar(byte))
      default: text += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
      }
    }
  }
}

/// A row of an answer, valid while it is looked at. A value of another kind, or a text that is no UTF-8, is `nil`.
package struct SQLiteRow: ~Copyable {
  private let statement: OpaquePointer

  fileprivate init(_ statement: OpaquePointer) { self.statement = statement }

  package func integer(_ column: Int32) -> Int64? {
    sqlite3_column_type(statement, column) == SQLITE_INTEGER ? sqlite3_column_int64(statement, column) : nil
  }

  /// A finite number.
  package func number(_ column: Int32) -> Double? {
    switch sqlite3_column_type(statement, column) {
    case SQLITE_INTEGER, SQLITE_FLOAT:
      let number = sqlite3_column_double(statement, column)
      return number.isFinite ? number : nil
    default: return nil
    }
  }

  package func text(_ column: Int32) -> String? {
    guard sqlite3_column_type(statement, column) == SQLITE_TEXT, let text = sqlite3_column_text(statement, column)
    else { return nil }
    let bytes = UnsafeBufferPointer(start: text, count: Int(sqlite3_column_bytes(statement, column)))
    return String(validating: bytes, as: UTF8.self)
  }

  package func blob(_ column: Int32) -> [UInt8]? {
    guard sqlite3_column_type(statement, column) == SQLITE_BLOB else { return nil }
    guard let bytes = sqlite3_column_blob(statement, column) else { return [] }
    return Array(UnsafeRawBufferPointer(start: bytes, count: Int(sqlite3_column_bytes(statement, column))))
  }
}
