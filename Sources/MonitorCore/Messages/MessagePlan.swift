/// How the message of entries with the same template and the same skeleton of parameters is assembled.
///
/// Found by filling the template with marked values and searching for them, so that it cannot differ from what
/// `FilledMessage.fill` does.
struct MessagePlan: Sendable {
  /// A run of `words`, or a value.
  struct Piece: Sendable, Equatable {
    enum Kind: Sendable, Equatable {
      case text
      /// Words of the parameters that are the same in all entries, such as `true`.
      case constant
      /// The value with this number, counted in the order of the parameters.
      case value(Int)
    }

    let kind: Kind
    let words: Range<Int>
  }

  let pieces: [Piece]
  /// The fixed pieces' bytes, end to end.
  let words: [UInt8]
  let valueCount: Int
  /// Whether each value stands in the message at minimal once.
  let usesAllValues: Bool
  /// Whether no value stands in the message, which then is `words` in all entries.
  let isFixed: Bool
  private let steps: [MessageAssembler.Step]
  /// How often the value is used that is used most.
  let maxUses: Int

  /// With more bytes of values `FilledMessage` may stop filling in, so that it has to be asked itself.
  static let maxBytes = 4096
  private static let maxValues = 64

  /// `nil` where the parameters hold values whose form in the message is not their form in JSON.
  init?(template: [UInt8], skeleton: [UInt8]) {
    let kinds = skeleton.filter { $0 <= ParameterSkeleton.unsplit }
    guard kinds.count <= Self.maxValues,
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
    guard let (pieces, words) = Self.pieces(template, skeleton, values: probes[0]),
      let (others, otherWords) = Self.pieces(template, skeleton, values: probes[1]),
      pieces == others, words == otherWords
    else { return nil }
    self.pieces = pieces
    self.words = words
    valueCount = kinds.count
    usesAllValues = kinds.indices.allSatisfy { index in pieces.contains { $0.kind == .value(index) } }
    isFixed = pieces.allSatisfy { if case .value = $0.kind { false } else { true } }
    steps = pieces.map { MessageAssembler.Step($0) }
    maxUses = kinds.indices.map { index in pieces.count { $0.kind == .value(index) } }.max() ?? 0
    // A value that is empty must not change the rest.
    let minimal = kinds.map { $0 == ParameterSkeleton.plainString ? [] : [0x30] as [UInt8] }
    var planned = FilledMessage()
    Self.flat(minimal).withUnsafeBufferPointer { fill($0, into: &planned) }
    guard Self.filled(template, skeleton, values: minimal).text == planned.text else { return nil }
  }

  /// Assembles the message from the values as `ParameterSkeleton` keeps them.
  func fill(_ values: UnsafeBufferPointer<UInt8>, into message: inout FilledMessage) {
    message.removeAll()
    defer { message.cut() }
    withUnsafeTemporaryAllocation(of: Int.self, capacity: valueCount + 1) { ends in
      MessageAssembler.findEnds(values, into: ends)
      words.withUnsafeBufferPointer { words in
        for piece in pieces {
          let start = message.text.count
          switch piece.kind {
          case .text:
            message.text.append(contentsOf: UnsafeBufferPointer(rebasing: words[piece.words]))
            continue
          case .constant: message.text.append(contentsOf: UnsafeBufferPointer(rebasing: words[piece.words]))
          case .value(let index):
            message.text.append(
              contentsOf: UnsafeBufferPointer(rebasing: values[MessageAssembler.range(of: index, ends)]))
          }
          if message.text.count > start { message.values.append(start..<message.text.count) }
        }
      }
    }
  }

  /// Lends the message's text, assembled for the time of the call.
  func withText<Result>(
    _ values: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    steps.withUnsafeBufferPointer { steps in
      words.withUnsafeBufferPointer { words in
        MessageAssembler.withText(
          values, steps: steps, words: words, valueCount: valueCount, maxCount: words.count + values.count * maxUses,
          body)
      }
    }
  }

  /// Whether one of the values is exactly this one. Words such as `true` are no values here.
  func hasValue(_ wanted: [UInt8], _ values: UnsafeBufferPointer<UInt8>) -> Bool {
    var start = 0
    return wanted.withUnsafeBufferPointer { wanted in
      for offset in values.indices where values[offset] == 0 {
        if ByteHash.areEqual(UnsafeBufferPointer(rebasing: values[start..<offset]), wanted) { return true }
        start = offset + 1
      }
      return false
    }
  }

  private static func pieces(
    _ template: [UInt8], _ skeleton: [UInt8], values: [[UInt8]]
  ) -> (pieces: [Piece], words: [UInt8])? {
    let message = filled(template, skeleton, values: values)
    var pieces: [Piece] = []
    var words: [UInt8] = []
    func add(_ kind: Piece.Kind, _ range: Range<Int>) {
      let start = words.count
      words += message.text[range]
      pieces.append(Piece(kind: kind, words: start..<words.count))
    }
    var offset = 0
    for range in message.values {
      guard range.lowerBound >= offset, range.upperBound <= message.text.count else { return nil }
      if range.lowerBound > offset { add(.text, offset..<range.lowerBound) }
      if let index = values.firstIndex(of: Array(message.text[range])) {
        pieces.append(Piece(kind: .value(index), words: words.count..<words.count))
      } else {
        add(.constant, range)
      }
      offset = range.upperBound
    }
    if offset < message.text.count { add(.text, offset..<message.text.count) }
    return (pieces, words)
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
