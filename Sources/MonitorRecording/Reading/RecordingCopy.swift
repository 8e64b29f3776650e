package import MonitorStream

/// Copies a recording byte for byte: its whole lines, a torn last one left out.
package struct RecordingCopy: ~Copyable {
  private static let portion = 256 << 10
  /// The beginning of a stream's first line is longer in none.
  private static let maxFirstLine = 1 << 20

  private var input: ByteInput
  /// What was read and not copied.
  private var rest: [UInt8]
  /// The last line that was copied.
  package private(set) var lastLine: [UInt8] = []

  /// What an input turned out to be.
  package enum Beginning: ~Copyable {
    case recording(RecordingCopy)
    /// Something else, of which this was read already.
    case other(ByteInput, [UInt8])
  }

  private init(_ input: consuming ByteInput, rest: [UInt8]) {
    self.input = input
    self.rest = rest
  }

  /// Reads as much of an input as says whether it begins with the start of a stream, in the version of this program.
  package static func begin(_ input: consuming ByteInput) throws(InputFailure) -> Beginning {
    var bytes: [UInt8] = []
    var end: Int?
    while end == nil, bytes.count < maxFirstLine {
      let read = try input.read(upTo: portion)
      if read.isEmpty { break }
      end = read.firstIndex(of: 0x0A).map { $0 + bytes.count }
      bytes += read
    }
    guard let end, EventReader.isStart(Array(bytes[..<end])) else { return .other(input, bytes) }
    return .recording(RecordingCopy(input, rest: bytes))
  }

  /// Copies all of it. Answers why it ends before it should have, to end a sentence about it.
  package mutating func run(
    to pipe: inout OutputPipe
  ) throws -> (damage: String?, isTorn: Bool) {
    while true {
      if let end = rest.lastIndex(of: 0x0A) {
        let lines = rest[...end]
        pipe.buffer.append(contentsOf: lines)
        let start = lines.dropLast().lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        lastLine = Array(lines[start..<end])
        rest.removeFirst(end + 1)
        try pipe.flush()
      }
      let read = try input.read(upTo: Self.portion)
      if read.isEmpty { return (input.damage, !rest.isEmpty) }
      rest += read
    }
  }
}

extension ByteInput {
  /// Reads as much as comes at once, up to a number of bytes; nothing at the end.
  fileprivate mutating func read(upTo limit: Int) throws(InputFailure) -> [UInt8] {
    var failure: InputFailure?
    let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
      do throws(InputFailure) {
        count = try read(into: buffer)
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return bytes
  }
}
