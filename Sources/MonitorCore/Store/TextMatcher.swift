/// A pattern at work on texts; reused from text to text, as it learns. Patterns of values and templates match no text.
package struct TextMatcher: Sendable {
  private enum Way {
    case literal(LiteralFinder)
    case expression(ExpressionProgram)
    case none
  }

  private let way: Way
  private var automaton: ExpressionAutomaton?
  private var memo = PieceMemo()

  package init(_ pattern: TextPattern) {
    switch pattern.kind {
    case .literal(let text, let ignoresCase): way = .literal(LiteralFinder(text, ignoresCase: ignoresCase))
    case .expression(let program):
      way = .expression(program)
      automaton = ExpressionAutomaton(program)
    case .value, .template: way = .none
    }
  }

  /// Whether the pattern is found in a message; `isExcluding` does not matter here.
  package mutating func isIn(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    if case .literal(let finder) = way { return finder.isIn(text) }
    return automaton?.isIn(text) ?? false
  }

  /// Whether the pattern is found in a message.
  package mutating func isIn(_ text: [UInt8]) -> Bool {
    text.withUnsafeBufferPointer { isIn($0) }
  }

  /// Whether an expression is found in the message that a plan makes of values, without putting it together. `shape`
  /// is the plan's number.
  mutating func isIn(_ plan: MessagePlan, shape: Int, _ values: UnsafeBufferPointer<UInt8>) -> Bool {
    guard var state = automaton?.initial else { return false }
    plan.forEachPiece(values) { piece, bytes, isFixed in
      if isFixed {
        memo.follow(automaton?.epoch ?? 0)
        if let known = memo[shape, piece, state] {
          state = known
        } else {
          let from = state
          let epoch = automaton?.epoch
          state = automaton?.feed(bytes, to: from) ?? from
          if automaton?.epoch == epoch { memo.keep(shape, piece, from: from, to: state) }
        }
      } else {
        state = automaton?.feed(bytes, to: state) ?? state
      }
      return state != ExpressionAutomaton.matched
    }
    return automaton?.finish(state) ?? false
  }

  /// Where the pattern is found, to set it off: ascending, disjoint, never empty, at most `limit`.
  package func ranges(in text: [UInt8], limit: Int = 1000) -> [Range<Int>] {
    text.withUnsafeBufferPointer { text in
      switch way {
      case .literal(let finder):
        var found: [Range<Int>] = []
        var start = 0
        while !finder.needle.isEmpty, found.count < limit, let place = finder.find(in: text, from: start) {
          start = place + finder.needle.count
          found.append(place..<start)
        }
        return found
      case .expression(let program): return ExpressionRanges.find(program, in: text, limit: limit)
      case .none: return []
      }
    }
  }
}

/// Where an automaton gets to from a state with a fixed piece of a message: many messages share such a piece.
struct PieceMemo: Sendable {
  private static let states = 32
  private static let maxPieces = 16

  private var known: [[ExpressionAutomaton.State]] = []
  private var epoch = 0

  @inline(__always)
  subscript(shape: Int, piece: Int, state: ExpressionAutomaton.State) -> ExpressionAutomaton.State? {
    guard shape < known.count, piece < Self.maxPieces, Int(state) < Self.states else { return nil }
    let place = piece * Self.states + Int(state)
    guard place < known[shape].count, known[shape][place] >= 0 else { return nil }
    return known[shape][place]
  }

  mutating func keep(
    _ shape: Int, _ piece: Int, from state: ExpressionAutomaton.State, to next: ExpressionAutomaton.State
  ) {
    guard piece < Self.maxPieces, Int(state) < Self.states else { return }
    while known.count <= shape { known.append([]) }
    while known[shape].count < (piece + 1) * Self.states { known[shape].append(-1) }
    known[shape][piece * Self.states + Int(state)] = next
  }

  /// Forgets all when the automaton has forgotten its states since, which its epoch tells.
  @inline(__always)
  mutating func follow(_ epoch: Int) {
    if epoch != self.epoch {
      known = []
      self.epoch = epoch
    }
  }
}
