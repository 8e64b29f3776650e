/// A regular expression as steps over bytes: what the automaton runs.
///
/// Its size is bounded, so that neither compiling nor matching can take long.
struct ExpressionProgram: Hashable, Sendable {
  enum Step: Hashable, Sendable {
    /// One of these bytes, then on at `next`.
    case bytes(ByteSet, next: Int)
    case fork(Int, Int)
    case assertion(ExpressionSyntax.Assertion, next: Int)
    case match
  }

  static let maxSteps = 4000
  private static let maxWork = 100_000

  private(set) var steps: [Step] = [.match]
  private(set) var start = 0
  private var work = 0

  init(_ root: ExpressionSyntax.Node, ignoresCase: Bool) throws(PatternError) {
    start = try compile(root, next: 0, ignoresCase)
    work = 0
  }

  /// Adds the steps for a node that go on at `next`, and says where they begin.
  private mutating func compile(
    _ node: ExpressionSyntax.Node, next: Int, _ ignoresCase: Bool
  ) throws(PatternError) -> Int {
    work += 1
    guard work <= Self.maxWork else { throw PatternError("The pattern is too large.") }
    switch node {
    case .nothing: return next
    case .assertion(let assertion): return try add(.assertion(assertion, next: next))
    case .scalars(let ranges, let isInverted):
      let ranges = ignoresCase ? withCases(ranges) : ranges
      return try compile(isInverted ? CharacterClass.inverted(ranges) : ranges, next: next)
    case .sequence(let nodes):
      var start = next
      for node in nodes.reversed() { start = try compile(node, next: start, ignoresCase) }
      return start
    case .either(let nodes):
      var starts: [Int] = []
      for node in nodes { starts.append(try compile(node, next: next, ignoresCase)) }
      return try join(starts)
    case .repeated(let node, let least, let most): return try compile(node, least, most, next: next, ignoresCase)
    }
  }

  private mutating func compile(
    _ node: ExpressionSyntax.Node, _ least: Int, _ most: Int?, next: Int, _ ignoresCase: Bool
  ) throws(PatternError) -> Int {
    var start = next
    if let most {
      for _ in 0..<max(0, most - least) {
        let inside = try compile(node, next: start, ignoresCase)
        start = try add(.fork(inside, next))
      }
    } else {
      let fork = try add(.fork(next, next))
      let inside = try compile(node, next: fork, ignoresCase)
      steps[fork] = .fork(inside, next)
      start = fork
    }
    for _ in 0..<least { start = try compile(node, next: start, ignoresCase) }
    return start
  }

  private mutating func compile(_ ranges: [ClosedRange<UInt32>], next: Int) throws(PatternError) -> Int {
    var single = ByteSet()
    var starts: [Int] = []
    for range in ranges {
      for sequence in UTF8Ranges.sequences(of: range) {
        if sequence.count == 1 {
          single.insert(sequence[0])
          continue
        }
        var start = next
        for bytes in sequence.reversed() {
          var set = ByteSet()
          set.insert(bytes)
          start = try add(.bytes(set, next: start))
        }
        starts.append(start)
      }
    }
    if starts.isEmpty || !single.isEmpty { starts.append(try add(.bytes(single, next: next))) }
    return try join(starts)
  }

  private mutating func join(_ starts: [Int]) throws(PatternError) -> Int {
    guard var joined = starts.last else { return try add(.bytes(ByteSet(), next: 0)) }
    for start in starts.dropLast().reversed() { joined = try add(.fork(start, joined)) }
    return joined
  }

  private mutating func add(_ step: Step) throws(PatternError) -> Int {
    guard steps.count < Self.maxSteps else { throw PatternError("The pattern is too large.") }
    steps.append(step)
    return steps.count - 1
  }

  /// The ranges with the other case of each of their letters; large ranges hold all cases anyway.
  private func withCases(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
    var all = ranges
    for range in ranges where range.count <= 1024 {
      for value in range {
        for variant in ScalarCase.variants(of: value) where variant != value { all.append(variant...variant) }
      }
    }
    return all
  }
}

/// A set of bytes.
struct ByteSet: Hashable, Sendable {
  private var words: SIMD4<UInt64> = .zero

  var isEmpty: Bool { words == .zero }

  mutating func insert(_ bytes: ClosedRange<UInt8>) {
    for byte in bytes { words[Int(byte >> 6)] |= 1 << UInt64(byte & 63) }
  }

  func contains(_ byte: UInt8) -> Bool {
    words[Int(byte >> 6)] >> UInt64(byte & 63) & 1 != 0
  }
}

/// Ranges of scalar values as sequences of ranges of UTF-8 bytes.
enum UTF8Ranges {
  static func sequences(of range: ClosedRange<UInt32>) -> [[ClosedRange<UInt8>]] {
    var found: [[ClosedRange<UInt8>]] = []
    for bounds in [0...0x7F, 0x80...0x7FF, 0x800...0xD7FF, 0xE000...0xFFFF, 0x10000...0x10FFFF] as [ClosedRange<UInt32>]
    where range.overlaps(bounds) {
      split(range.clamped(to: bounds), into: &found)
    }
    return found
  }

  /// Splits until the bytes of both ends differ in whole trailing positions only.
  private static func split(_ range: ClosedRange<UInt32>, into found: inout [[ClosedRange<UInt8>]]) {
    let (low, high) = (range.lowerBound, range.upperBound)
    if low > 0x7F {
      for shift in [6, 12, 18] as [UInt32] {
        let mask: UInt32 = 1 << shift - 1
        guard low & ~mask != high & ~mask else { continue }
        if low & mask != 0 {
          split(low...(low | mask), into: &found)
          return split((low | mask) + 1...high, into: &found)
        }
        if high & mask != mask {
          split(low...(high & ~mask) - 1, into: &found)
          return split((high & ~mask)...high, into: &found)
        }
      }
    }
    found.append(zip(bytes(low), bytes(high)).map { $0...$1 })
  }

  private static func bytes(_ value: UInt32) -> [UInt8] {
    Unicode.Scalar(value).map { Array(String($0).utf8) } ?? []
  }
}
