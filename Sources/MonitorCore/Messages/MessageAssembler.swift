/// Assembles messages by their plans, many in a row: the plans lie flat in memory, and a message costs no reference
/// counting (three quarters of the time of a search otherwise).
struct MessageAssembler: Sendable {
  /// A value of the message, or with -1 a range of the words.
  struct Step: Sendable {
    let value: Int32
    let start: Int32
    let end: Int32

    /// A piece of a plan whose words begin at `base`.
    init(_ piece: MessagePlan.Piece, base: Int = 0) {
      if case .value(let index) = piece.kind {
        (value, start, end) = (Int32(index), 0, 0)
      } else {
        (value, start, end) = (-1, Int32(base + piece.words.lowerBound), Int32(base + piece.words.upperBound))
      }
    }
  }

  fileprivate struct Plan: Sendable {
    var steps = 0..<0
    var wordCount = 0
    var valueCount = 0
    /// Negative where the shape has no plan here.
    var maxUses = -1
  }

  private var plans: [Plan] = []
  private var steps: [Step] = []
  private var words: [UInt8] = []

  /// Of all shapes that have a plan, and are wanted.
  init(_ shapes: [MessageShapes.Shape], where isWanted: (Int) -> Bool) {
    plans = Array(repeating: Plan(), count: shapes.count)
    for index in shapes.indices where isWanted(index) {
      guard let plan = shapes[index].plan else { continue }
      let first = steps.count
      steps += plan.pieces.map { Step($0, base: words.count) }
      words += plan.words
      plans[index] = Plan(
        steps: first..<steps.count, wordCount: plan.words.count, valueCount: plan.valueCount, maxUses: plan.maxUses)
    }
  }

  /// Lends the plans for the time of the call.
  @inline(__always)
  func withPlans<Result>(_ body: (Plans) -> Result) -> Result {
    plans.withUnsafeBufferPointer { plans in
      steps.withUnsafeBufferPointer { steps in
        words.withUnsafeBufferPointer { body(Plans(plans: plans, steps: steps, words: $0)) }
      }
    }
  }

  struct Plans {
    fileprivate let plans: UnsafeBufferPointer<Plan>
    fileprivate let steps: UnsafeBufferPointer<Step>
    fileprivate let words: UnsafeBufferPointer<UInt8>

    /// Lends the text of a message; `nil` where its shape has no plan here.
    @inline(__always)
    func withText<Result>(
      _ values: UnsafeBufferPointer<UInt8>, shape: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result? {
      let plan = plans[shape]
      guard plan.maxUses >= 0 else { return nil }
      return MessageAssembler.withText(
        values, steps: UnsafeBufferPointer(rebasing: steps[plan.steps]), words: words, valueCount: plan.valueCount,
        maxCount: plan.wordCount + values.count * plan.maxUses, body)
    }
  }

  /// Lends a text of at most `maxCount` bytes, assembled for the time of the call.
  @inline(__always)
  static func withText<Result>(
    _ values: UnsafeBufferPointer<UInt8>, steps: UnsafeBufferPointer<Step>, words: UnsafeBufferPointer<UInt8>,
    valueCount: Int, maxCount: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    withUnsafeTemporaryAllocation(of: Int.self, capacity: valueCount + 1) { ends in
      findEnds(values, into: ends)
      return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: maxCount + 1) { text in
        var count = 0
        for step in steps {
          let isValue = step.value >= 0
          let range = isValue ? self.range(of: Int(step.value), ends) : Int(step.start)..<Int(step.end)
          guard let source = isValue ? values.baseAddress : words.baseAddress, let target = text.baseAddress,
            !range.isEmpty
          else { continue }
          (target + count).initialize(from: source + range.lowerBound, count: range.count)
          count += range.count
        }
        return body(UnsafeBufferPointer(rebasing: text[..<count]))
      }
    }
  }

  @inline(__always)
  static func range(of index: Int, _ ends: UnsafeMutableBufferPointer<Int>) -> Range<Int> {
    let first = index == 0 ? 0 : ends[index - 1] + 1
    return first..<max(first, ends[index])
  }

  /// Where each value ends; those that are missing end where the last one does.
  @inline(__always)
  static func findEnds(_ values: UnsafeBufferPointer<UInt8>, into ends: UnsafeMutableBufferPointer<Int>) {
    ends.initialize(repeating: max(0, values.count - 1))
    let raw = UnsafeRawBufferPointer(values)
    var (index, offset) = (0, 0)
    // Eight bytes at a time: the top bit of each that is 0 is set.
    while index < ends.count, offset + 8 <= raw.count {
      let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      var zeros = (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
      while zeros != 0, index < ends.count {
        let position = offset + zeros.trailingZeroBitCount >> 3
        zeros &= zeros &- 1
        // Above the lowest zero a byte of 1 may look like one.
        guard raw[position] == 0 else { continue }
        ends[index] = position
        index += 1
      }
      offset += 8
    }
    while index < ends.count, offset < raw.count {
      if raw[offset] == 0 {
        ends[index] = offset
        index += 1
      }
      offset += 1
    }
  }
}
