/// A text for each row of a `LogRows` that many rows share, two bytes a row.
///
/// Bounded: a text beyond the bounds gets the number `inText`, and the caller keeps it with the row.
struct SharedTexts: Sendable {
  /// The number of a text that is not held here.
  static let inText = UInt16.max

  private let maxCount: Int
  private let maxLength: Int
  private let maxBytes: Int
  /// For each row 0 for no text, otherwise one more than the number in `table`; less what is in `bases`, so that a chunk
  /// in which all rows share one text takes no memory.
  private var numbers = Column<UInt16>(fallback: 0)
  /// For each chunk of the column, from the chunk `firstChunk` on, the number of its first row.
  private var bases: [UInt16] = []
  private var firstChunk = 0
  private var table = IDTable()
  private var byteCount = 0
  /// The text that was interned last: runs of rows share it.
  private var last: (text: [UInt8], number: UInt16) = ([], 0)
  /// Where that stands in the batch that is being added; empty where it does not.
  private var lastRange: ByteRange = 0..<0

  /// - Parameters:
  ///   - maxCount: distinct texts, below 65 535.
  ///   - maxLength: bytes of one text.
  ///   - maxBytes: bytes of all texts together.
  init(maxCount: Int, maxLength: Int, maxBytes: Int) {
    self.maxCount = min(maxCount, Int(Self.inText) - 1)
    self.maxLength = maxLength
    self.maxBytes = maxBytes
  }

  /// To be called before the texts of each batch.
  mutating func startBatch() { lastRange = 0..<0 }

  /// The same as `intern(_:)`, of a part of the batch's bytes: the entries of a batch share them as they do their texts.
  @inline(__always)
  mutating func intern(_ range: ByteRange, of bytes: UnsafeBufferPointer<UInt8>) -> UInt16 {
    if range == lastRange, !range.isEmpty { return last.number }
    let number = intern(UnsafeBufferPointer(rebasing: bytes[range.clamped(to: 0..<bytes.count)]))
    lastRange = number == Self.inText ? 0..<0 : range
    return number
  }

  /// The number of a text, which is remembered; 0 for an empty one.
  mutating func intern(_ text: UnsafeBufferPointer<UInt8>) -> UInt16 {
    if text.isEmpty { return 0 }
    guard text.count <= maxLength else { return Self.inText }
    if last.text.withUnsafeBufferPointer({ ByteHash.areEqual($0, text) }) { return last.number }
    var number = table.find(text)
    if number == nil, table.count < maxCount, byteCount + text.count <= maxBytes {
      byteCount += text.count
      number = table.insert(text).ordinal
    }
    guard let number else { return Self.inText }
    last = (Array(text), UInt16(number + 1))
    return last.number
  }

  /// Adds a row.
  mutating func append(_ number: UInt16) {
    if numbers.count % Column<UInt16>.rowsPerChunk == 0 { bases.append(number) }
    numbers.append(number &- bases[bases.count - 1])
  }

  /// The number of a row's text.
  @inline(__always)
  subscript(row: Int) -> UInt16 {
    get {
      let chunk = row / Column<UInt16>.rowsPerChunk - firstChunk
      return chunk < 0 ? 0 : numbers[row] &+ bases[chunk]
    }
    set { numbers[row] = newValue &- bases[row / Column<UInt16>.rowsPerChunk - firstChunk] }
  }

  /// Gives back the memory of the full chunk that a row is in; the texts stay, as other rows may share them.
  mutating func releaseChunk(of row: Int) { numbers.releaseChunk(of: row) }

  /// Forgets the chunks before the one that a row is in; they must have been released.
  mutating func forgetChunks(before row: Int) {
    let released = row / Column<UInt16>.rowsPerChunk - firstChunk
    guard released > 0 else { return }
    numbers.forgetChunks(before: row)
    bases.removeFirst(released)
    firstChunk += released
  }

  /// Bytes allocated.
  var allocatedBytes: Int { numbers.byteCount + table.byteCount }

  /// The text with a number that is not `inText`.
  func text(_ number: UInt16) -> [UInt8] { number == 0 ? [] : table.id(Int(number) - 1) }
}
