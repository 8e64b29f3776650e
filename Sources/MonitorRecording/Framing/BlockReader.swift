/// Reads an input in blocks of whole records. Holds no more of it than one block, or one record where that is longer.
package struct BlockReader: ~Copyable {
  /// Bytes that are read for a block, where they come at once.
  private static let blockBytes = 1 << 20
  private static let pipeBytes = 64 << 10
  /// What has no value in so many bytes is no log: packed, a million times as much may follow.
  private static let maxHeading = 64 << 20
  /// Room for what a block's reader writes behind its bytes.
  private static let tailBytes = 64 << 10

  package private(set) var input: ByteInput
  private var framer = RecordFramer()
  /// What was read and is not done with.
  private var rest: [UInt8] = []
  /// Where `rest` begins in the unpacked input.
  private var offset = 0
  private var isAtEnd = false
  private var hasValues = false
  /// Why nothing more is read although there is more, to end a sentence about the input; `nil` where that is not so.
  package private(set) var surrender: String?
  /// Whether more may come behind the end of the input.
  private let isGrowing: Bool

  /// - Parameters:
  ///   - isGrowing: whether the input may be asked again after it ended: its last line is not torn, but unfinished.
  ///   - beginning: bytes of it that were read already.
  package init(_ input: consuming ByteInput, beginning: [UInt8] = [], isGrowing: Bool = false) {
    self.input = input
    rest = beginning
    self.isGrowing = isGrowing
  }

  /// The next block; `nil` at the end, which for a growing input may be one for now. Waits until something comes.
  package mutating func next() throws(InputFailure) -> RawBlock? {
    while !isAtEnd {
      let (bytes, count) = try readBehindRest()
      isAtEnd = count == 0 && !isGrowing
      if count == 0, isGrowing { return nil }
      var pieces: [RawBlock.Piece] = []
      let done = bytes.withUnsafeBufferPointer { framer.frame($0, isAtEnd: isAtEnd, into: &pieces) }
      rest = Array(bytes[done...])
      hasValues = hasValues || pieces.contains { [.values, .lastValues].contains($0.kind) }
      if !hasValues, offset + bytes.count > Self.maxHeading {
        rest = []
        isAtEnd = true
        surrender = "no entry stands in its first \(Self.maxHeading >> 20) MB"
      }
      defer { offset += done }
      guard !pieces.isEmpty else { continue }
      return RawBlock(bytes: bytes, pieces: pieces, offset: offset, fileOffset: input.offset)
    }
    return nil
  }

  /// What is not done with, and behind it what comes next: a block where it comes at once, otherwise what there is.
  private mutating func readBehindRest() throws(InputFailure) -> (bytes: [UInt8], count: Int) {
    // What comes in small portions is shown as it comes: only files are read until a block is full.
    let readsOn = input.size != nil
    let room = min(Self.blockBytes, input.size.map { max(Self.tailBytes, $0 - input.offset + 1) } ?? Self.pipeBytes)
    let rest = rest
    var total = 0
    var failure: InputFailure?
    let bytes = [UInt8](unsafeUninitializedCapacity: rest.count + room + Self.tailBytes) { buffer, count in
      count = buffer.update(fromContentsOf: rest)
      do throws(InputFailure) {
        repeat {
          let read = try input.read(into: UnsafeMutableBufferPointer(rebasing: buffer[count..<rest.count + room]))
          count += read
          total += read
          if read == 0 { break }
        } while readsOn && total < room
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return (bytes, total)
  }
}
