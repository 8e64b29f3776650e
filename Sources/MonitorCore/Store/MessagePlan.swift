/// How the message of entries with the same template and the same skeleton of parameters is put together.
///
/// Found by filling the template with marked values and looking where they went, so that it cannot differ from what
/// `FilledMessage.fill` does.
struct MessagePlan: Sendable {
  enum Piece: Sendable, Equatable {
    case text([UInt8])
    /// The value with this number, counted in the order of the parameters.
    case value(Int)
    /// Words of the parameters that are the same in all entries, such as `true`.
    case constant([UInt8])
  }

  let pieces: [Piece]
  let valueCount: Int
  /// Whether each value stands in the message at least once.
  let usesAllValues: Bool

  /// With more bytes of values `FilledMessage` may stop filling in, so that it has to be asked itself.
  static let mostBytes = 4096
  private static let mostValues = 64

  /// `nil` where the parameters hold values whose form in the message is not their form in JSON.
  init?(template: [UInt8], skeleton: [UInt8]) {
    let kinds = skeleton.filter { $0 <= ParameterSkeleton.unsplit }
    guard kinds.count <= Self.mostValues,
      kinds.allSatisfy({ $0 == ParameterSkeleton.plainString || $0 == ParameterSkeleton.plainNumber })
    else { return nil }
    let fixed = template + [0] + skeleton
    let probes = [(Array("zqXJ".utf8), 719_283_640_000_000), (Array("kwVH".utf8), 846_317_950_000_000)].map {
      word, number in
      kinds.indices.map { index in
        kinds[index] == ParameterSkeleton.plainString
          ? word + Array("\(1000 + index)J".utf8) : Array("\(number + index)".utf8)
      }
    }
    for mark in ["zqXJ", "kwVH", "71928364", "84631795"] {
      let finder = LiteralFinder(Array(mark.utf8), ignoresCase: false)
      if fixed.withUnsafeBufferPointer(finder.isIn) { return nil }
    }
    guard let pieces = Self.pieces(template, skeleton, values: probes[0]),
      Self.pieces(template, skeleton, values: probes[1]) == pieces
    else { return nil }
    self.pieces = pieces
    valueCount = kinds.count
    usesAllValues = kinds.indices.allSatisfy { pieces.contains(.value($0)) }
    // A value that is empty must not change the rest.
    let least = kinds.map { $0 == ParameterSkeleton.plainString ? [] : [0x30] as [UInt8] }
    var planned = FilledMessage()
    Self.flat(least).withUnsafeBufferPointer { fill($0, into: &planned) }
    guard Self.filled(template, skeleton, values: least).text == planned.text else { return nil }
  }

  /// Puts the message together from the values as `ParameterSkeleton` keeps them.
  func fill(_ values: UnsafeBufferPointer<UInt8>, into message: inout FilledMessage) {
    message.text.removeAll(keepingCapacity: true)
    message.values.removeAll(keepingCapacity: true)
    withUnsafeTemporaryAllocation(of: Int.self, capacity: valueCount + 1) { ends in
      Self.findEnds(values, into: ends)
      for piece in pieces {
        let start = message.text.count
        switch piece {
        case .text(let bytes):
          message.text.append(contentsOf: bytes)
          continue
        case .constant(let bytes):
          message.text.append(contentsOf: bytes)
        case .value(let index):
          let first = index == 0 ? 0 : ends[index - 1] + 1
          message.text.append(contentsOf: UnsafeBufferPointer(rebasing: values[first..<max(first, ends[index])]))
        }
        if message.text.count > start { message.values.append(start..<message.text.count) }
      }
    }
  }

  /// Where each value ends; those that are missing end where the last one does.
  @inline(__always)
  private static func findEnds(_ values: UnsafeBufferPointer<UInt8>, into ends: UnsafeMutableBufferPointer<Int>) {
    ends.initialize(repeating: max(0, values.count - 1))
    var index = 0
    for place in values.indices where values[place] == 0 && index < ends.count {
      ends[index] = place
      index += 1
    }
  }

  private static func pieces(_ template: [UInt8], _ skeleton: [UInt8], values: [[UInt8]]) -> [Piece]? {
    let message = filled(template, skeleton, values: values)
    var pieces: [Piece] = []
    var place = 0
    for range in message.values {
      guard range.lowerBound >= place, range.upperBound <= message.text.count else { return nil }
      if range.lowerBound > place { pieces.append(.text(Array(message.text[place..<range.lowerBound]))) }
      let filled = Array(message.text[range])
      if let index = values.firstIndex(of: filled) {
        pieces.append(.value(index))
      } else {
        pieces.append(.constant(filled))
      }
      place = range.upperBound
    }
    if place < message.text.count { pieces.append(.text(Array(message.text[place...]))) }
    return pieces
  }

  private static func filled(_ template: [UInt8], _ skeleton: [UInt8], values: [[UInt8]]) -> FilledMessage {
    var parameters: [UInt8] = []
    flat(values).withUnsafeBufferPointer { ParameterSkeleton.join(skeleton, $0, to: &parameters) }
    var message = FilledMessage()
    message.fill(template: template, parameters: parameters)
    return message
  }

  private static func flat(_ values: [[UInt8]]) -> [UInt8] {
    values.flatMap { $0 + [0] }
  }
}
