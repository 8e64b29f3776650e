/// Where an automaton gets to from a state with a fixed piece of a message: many messages share such a piece.
struct PieceMemo: Sendable {
  private static let states = 32
  private static let mostPieces = 16

  private var known: [[ExpressionAutomaton.State]] = []
  private var epoch = 0

  @inline(__always)
  subscript(shape: Int, piece: Int, state: ExpressionAutomaton.State) -> ExpressionAutomaton.State? {
    guard shape < known.count, piece < Self.mostPieces, Int(state) < Self.states else { return nil }
    let place = piece * Self.states + Int(state)
    guard place < known[shape].count, known[shape][place] >= 0 else { return nil }
    return known[shape][place]
  }

  mutating func keep(
    _ shape: Int, _ piece: Int, from state: ExpressionAutomaton.State, to next: ExpressionAutomaton.State
  ) {
    guard piece < Self.mostPieces, Int(state) < Self.states else { return }
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
