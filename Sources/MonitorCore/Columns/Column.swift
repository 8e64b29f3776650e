/// One value for every row, in chunks, so that growth never copies what is already held.
///
/// A chunk in which every row has the fallback value takes no memory.
struct Column<Value: Equatable & Sendable>: Sendable {
  static var rowsPerChunk: Int { 4096 }

  private let fallback: Value
  /// An empty chunk stands for one full of `fallback`.
  private var chunks: [[Value]] = []
  private(set) var count = 0

  init(fallback: Value) {
    self.fallback = fallback
  }

  /// Adds a row.
  @inline(__always)
  mutating func append(_ value: Value) {
    if count % Self.rowsPerChunk == 0 { chunks.append([]) }
    count += 1
    let last = chunks.count - 1
    if chunks[last].isEmpty {
      if value == fallback { return }
      chunks[last].reserveCapacity((count - 1) % Self.rowsPerChunk + 1)
      chunks[last].append(contentsOf: repeatElement(fallback, count: (count - 1) % Self.rowsPerChunk))
    }
    // Exactly as much as there is room for in the end, where an array would take up to twice that.
    if chunks[last].count == chunks[last].capacity {
      chunks[last].reserveCapacity(min(Self.rowsPerChunk, max(64, chunks[last].count * 4)))
    }
    chunks[last].append(value)
  }

  @inline(__always)
  subscript(row: Int) -> Value {
    get {
      let index = row % Self.rowsPerChunk
      return chunks[row / Self.rowsPerChunk].isEmpty ? fallback : chunks[row / Self.rowsPerChunk][index]
    }
    set {
      let chunk = row / Self.rowsPerChunk
      if chunks[chunk].isEmpty {
        if newValue == fallback { return }
        let rows = min(Self.rowsPerChunk, count - chunk * Self.rowsPerChunk)
        chunks[chunk] = Array(repeating: fallback, count: rows)
      }
      chunks[chunk][row % Self.rowsPerChunk] = newValue
    }
  }

  /// Lends the values chunk by chunk with the number of the first row; `nil` for a chunk full of the fallback value.
  func forEachChunk(_ body: (_ firstRow: Int, _ rows: Int, _ values: UnsafeBufferPointer<Value>?) -> Void) {
    for (number, chunk) in chunks.enumerated() {
      let first = number * Self.rowsPerChunk
      let rows = min(Self.rowsPerChunk, count - first)
      if chunk.isEmpty {
        body(first, rows, nil)
      } else {
        chunk.withUnsafeBufferPointer { body(first, rows, $0) }
      }
    }
  }
}

/// A revision for every row, in one byte where it is one of 0…254.
struct RevisionColumn: Sendable {
  private static let isUnusual: UInt8 = 255

  private var bytes = Column<UInt8>(fallback: 0)
  private var unusual: [Int: Int32] = [:]

  /// Adds a row.
  @inline(__always)
  mutating func append(_ revision: Int32) {
    bytes.append(0)
    self[bytes.count - 1] = revision
  }

  @inline(__always)
  subscript(row: Int) -> Int32 {
    get {
      let short = bytes[row]
      return short == Self.isUnusual ? unusual[row] ?? 0 : Int32(short)
    }
    set {
      if newValue >= 0, newValue < Int32(Self.isUnusual) {
        bytes[row] = UInt8(newValue)
        if !unusual.isEmpty { unusual[row] = nil }
      } else {
        bytes[row] = Self.isUnusual
        unusual[row] = newValue
      }
    }
  }
}
