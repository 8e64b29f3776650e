/// One value for every row, in chunks, so that growth never copies what is already held, and chunks can be released.
///
/// A chunk in which every row has the fallback value takes no memory; so do released ones, whose rows read as it.
struct Column<Value: Equatable & Sendable>: Sendable {
  static var rowsPerChunk: Int { 4096 }

  private let fallback: Value
  /// From the chunk with the number `firstChunk` on. An empty one stands for one full of `fallback`.
  private var chunks: [[Value]] = []
  private var firstChunk = 0
  /// How many rows were appended, released ones included.
  private(set) var count = 0

  init(fallback: Value) {
    self.fallback = fallback
  }

  /// The first row that memory is held for.
  var firstRow: Int { firstChunk * Self.rowsPerChunk }

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
    // Exactly the capacity of a full chunk in the end, where an array would take up to twice that.
    if chunks[last].count == chunks[last].capacity {
      chunks[last].reserveCapacity(min(Self.rowsPerChunk, max(64, chunks[last].count * 4)))
    }
    chunks[last].append(value)
  }

  /// Released rows read as the fallback value, and ignore what is set.
  @inline(__always)
  subscript(row: Int) -> Value {
    get {
      let chunk = row / Self.rowsPerChunk - firstChunk
      guard chunk >= 0 else { return fallback }
      return chunks[chunk].isEmpty ? fallback : chunks[chunk][row % Self.rowsPerChunk]
    }
    set {
      let chunk = row / Self.rowsPerChunk - firstChunk
      guard chunk >= 0 else { return }
      if chunks[chunk].isEmpty {
        if newValue == fallback { return }
        let rows = min(Self.rowsPerChunk, count - (row - row % Self.rowsPerChunk))
        chunks[chunk] = Array(repeating: fallback, count: rows)
      }
      chunks[chunk][row % Self.rowsPerChunk] = newValue
    }
  }

  /// Gives back the memory of the full chunk that a row is in. Nothing may be set in it any more.
  mutating func releaseChunk(of row: Int) {
    let chunk = row / Self.rowsPerChunk - firstChunk
    if chunk >= 0 { chunks[chunk] = [] }
  }

  /// Forgets the chunks before the one that a row is in; they must have been released.
  mutating func forgetChunks(before row: Int) {
    let released = row / Self.rowsPerChunk - firstChunk
    guard released > 0 else { return }
    chunks.removeFirst(released)
    firstChunk += released
  }

  /// Lends the values chunk by chunk with the number of the first row; `nil` for a chunk full of the fallback value.
  func forEachChunk(_ body: (_ firstRow: Int, _ rows: Int, _ values: UnsafeBufferPointer<Value>?) -> Void) {
    for (number, chunk) in chunks.enumerated() {
      let first = (firstChunk + number) * Self.rowsPerChunk
      let rows = min(Self.rowsPerChunk, count - first)
      if chunk.isEmpty {
        body(first, rows, nil)
      } else {
        chunk.withUnsafeBufferPointer { body(first, rows, $0) }
      }
    }
  }

  /// Bytes allocated for values.
  var byteCount: Int { chunks.reduce(0) { $0 + $1.capacity * MemoryLayout<Value>.stride } }
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

  mutating func releaseChunk(of row: Int) { bytes.releaseChunk(of: row) }
  mutating func forgetChunks(before row: Int) { bytes.forgetChunks(before: row) }
  var byteCount: Int { bytes.byteCount + unusual.capacity * 16 }
}

/// Counts the rows of each chunk that are of no use any more, and says when all of them are.
struct ReleasedRows: Sendable {
  private static var rowsPerChunk: Int { Column<UInt8>.rowsPerChunk }

  private var counts: [UInt16] = []
  private var firstChunk = 0

  /// Counts a row that is released, each once. True where its chunk can be released with it.
  mutating func insert(_ row: Int) -> Bool {
    let chunk = row / Self.rowsPerChunk - firstChunk
    if chunk >= counts.count {
      counts.append(contentsOf: repeatElement(0, count: chunk - counts.count + 1))
    }
    counts[chunk] += 1
    return counts[chunk] == UInt16(Self.rowsPerChunk)
  }

  /// The first row of the first chunk that is not released as a whole. Forgets those before.
  mutating func forgetReleasedChunks() -> Int {
    let released = counts.prefix { $0 == UInt16(Self.rowsPerChunk) }.count
    counts.removeFirst(released)
    firstChunk += released
    return firstChunk * Self.rowsPerChunk
  }
}
