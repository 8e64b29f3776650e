/// Runs an `ExpressionProgram` over bytes: a state machine that is worked out as far as the texts ask for it.
///
/// Time grows with the length of the text alone; memory is bounded, as all states are forgotten when they become many.
struct ExpressionAutomaton: Sendable {
  typealias State = Int32

  static let dead: State = 0
  /// Found, whatever follows.
  static let matched: State = 1
  private static let unknown: State = -1
  private static let maxStates = 2000

  private struct Content: Hashable {
    /// Where the program stands, ascending; not yet beyond forks and assertions.
    var places: [Int]
    var before: ExpressionSurroundings.Side
  }

  private let program: ExpressionProgram
  private let classes: ByteClasses
  private let hasAssertions: Bool
  private var contents: [Content] = []
  private var numbers: [Content: State] = [:]
  private var table: [State] = []
  private(set) var initial: State = 0
  /// How often all states were forgotten: those given before mean nothing then.
  private(set) var epoch = 0

  init(_ program: ExpressionProgram) {
    self.program = program
    classes = ByteClasses(program)
    hasAssertions = program.steps.contains { if case .assertion = $0 { true } else { false } }
    forget()
  }

  /// Whether the expression is found anywhere in the text.
  mutating func isIn(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    finish(feed(text, to: initial))
  }

  /// Goes on from a state that `initial` or `feed` gave last.
  @inline(__always)
  mutating func feed(_ text: UnsafeBufferPointer<UInt8>, to state: State) -> State {
    var state = state
    var place = 0
    while place < text.count, state > Self.matched {
      classes.classOf.withUnsafeBufferPointer { classOf in
        table.withUnsafeBufferPointer { table in
          while place < text.count, state > Self.matched {
            let next = table[Int(state) * classes.width + Int(classOf[Int(text[place])])]
            if next < 0 { return }
            state = next
            place += 1
          }
        }
      }
      if place < text.count, state > Self.matched {
        state = step(state, Int(classes.classOf[Int(text[place])]))
        place += 1
      }
    }
    return state
  }

  /// Whether the expression was found, now that the text has ended.
  mutating func finish(_ state: State) -> Bool {
    if state == Self.matched { return true }
    let next = table[Int(state) * classes.width + classes.end]
    return (next >= 0 ? next : step(state, classes.end)) == Self.matched
  }

  private mutating func forget() {
    epoch += 1
    contents = []
    numbers = [:]
    table = []
    for _ in [Self.dead, Self.matched] {
      contents.append(Content(places: [], before: .other))
      table += Array(repeating: State(contents.count - 1), count: classes.width)
    }
    initial = number(of: Content(places: [program.start], before: hasAssertions ? .textEdge : .other))
  }

  private mutating func number(of content: Content) -> State {
    if let known = numbers[content] { return known }
    let number = State(contents.count)
    contents.append(content)
    numbers[content] = number
    table += Array(repeating: Self.unknown, count: classes.width)
    return number
  }

  /// Works out one transition.
  @inline(never)
  private mutating func step(_ state: State, _ symbol: Int) -> State {
    let content = contents[Int(state)]
    let byte = symbol == classes.end ? nil : classes.examples[symbol]
    let after = ExpressionSurroundings.side(byte)
    var visited = Set<Int>()
    var waiting = content.places
    var reached: Set<Int> = [program.start]
    while let place = waiting.popLast() {
      guard visited.insert(place).inserted else { continue }
      switch program.steps[place] {
      case .match:
        table[Int(state) * classes.width + symbol] = Self.matched
        return Self.matched
      case .fork(let first, let second): waiting += [first, second]
      case .assertion(let assertion, let next):
        if ExpressionSurroundings.holds(assertion, content.before, after) { waiting.append(next) }
      case .bytes(let set, let next):
        if let byte, set.contains(byte) { reached.insert(next) }
      }
    }
    guard byte != nil else {
      table[Int(state) * classes.width + symbol] = Self.dead
      return Self.dead
    }
    let next = Content(places: reached.sorted(), before: hasAssertions ? after : .other)
    if contents.count >= Self.maxStates, numbers[next] == nil {
      forget()
      return number(of: next)
    }
    let number = number(of: next)
    table[Int(state) * classes.width + symbol] = number
    return number
  }
}

/// What stands on the sides of a place in a text, as far as assertions ask.
enum ExpressionSurroundings {
  enum Side: UInt8, Hashable, Sendable {
    case textEdge, newline, word, other
  }

  static func side(_ byte: UInt8?) -> Side {
    switch byte {
    case nil: .textEdge
    case 0x0A: .newline
    case .some(0x30...0x39), .some(0x41...0x5A), .some(0x61...0x7A), .some(0x5F), .some(0x80...0xFF): .word
    default: .other
    }
  }

  static func holds(_ assertion: ExpressionSyntax.Assertion, _ before: Side, _ after: Side) -> Bool {
    switch assertion {
    case .lineStart: before == .textEdge || before == .newline
    case .lineEnd: after == .textEdge || after == .newline
    case .textStart: before == .textEdge
    case .textEnd: after == .textEdge
    case .wordEdge: (before == .word) != (after == .word)
    case .noWordEdge: (before == .word) == (after == .word)
    }
  }
}

/// Bytes that no step of a program tells apart fall in one class.
struct ByteClasses: Sendable {
  private(set) var classOf: [UInt8] = []
  /// One byte of each class.
  private(set) var examples: [UInt8] = []
  /// The symbol for the end of the text, after those of the classes; and how many symbols there are.
  var end: Int { examples.count }
  var width: Int { examples.count + 1 }

  init(_ program: ExpressionProgram) {
    var sets: [ByteSet] = []
    var known = Set<ByteSet>()
    for case .bytes(let set, _) in program.steps where known.insert(set).inserted { sets.append(set) }
    var numbers: [[UInt64]: UInt8] = [:]
    for byte in UInt8.min...UInt8.max {
      var signature = [UInt64(ExpressionSurroundings.side(byte).rawValue)]
      for (index, set) in sets.enumerated() {
        if index % 64 == 0 { signature.append(0) }
        if set.contains(byte) { signature[signature.count - 1] |= 1 << UInt64(index % 64) }
      }
      if let number = numbers[signature] {
        classOf.append(number)
      } else {
        let number = UInt8(truncatingIfNeeded: examples.count)
        numbers[signature] = number
        classOf.append(number)
        examples.append(byte)
      }
    }
  }
}
