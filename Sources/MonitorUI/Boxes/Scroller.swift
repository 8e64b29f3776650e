/// The movements of panes and boxes: a line, half a page, a page, to the top, to the bottom, each by a count.
struct Scroller: Hashable, Sendable {
  /// The first line shown, from 0.
  private(set) var offset = 0

  /// What a turn of the wheel moves.
  static let wheelLines = 3
  /// What a movement sideways moves, in columns.
  static let columns = 8

  /// Where an action moves to.
  enum Movement: Hashable, Sendable {
    /// Lines down; up where negative.
    case by(Int)
    case top, bottom

    /// - Parameters:
    ///   - count: how often, at least 1.
    ///   - rows: how many lines are shown at once; a page leaves one of them on the screen.
    /// - Returns: `nil` where the action is no movement.
    init?(_ action: Action, count: Int, rows: Int) {
      let half = max(1, rows / 2)
      let page = max(1, rows - 1)
      switch action {
      case .lineDown: self = .by(count)
      case .lineUp: self = .by(-count)
      case .halfPageDown: self = .by(count * half)
      case .halfPageUp: self = .by(-count * half)
      case .pageDown: self = .by(count * page)
      case .pageUp: self = .by(-count * page)
      case .top: self = .top
      case .bottom: self = .bottom
      default: return nil
      }
    }

    /// Where it leads from a position among so many, clamped to them; 0 where there are none.
    func target(from position: Int, of count: Int) -> Int {
      switch self {
      case .by(let lines): max(0, min(count - 1, position + lines))
      case .top: 0
      case .bottom: max(0, count - 1)
      }
    }
  }

  /// Scrolls, so that no line is left empty below while there is something above.
  mutating func move(_ movement: Movement, lines: Int, rows: Int) {
    offset = movement.target(from: offset, of: max(0, lines - rows) + 1)
  }

  /// Brings a line into view.
  mutating func show(_ line: Int, rows: Int) { offset = max(line - rows + 1, min(offset, line)) }

  /// What is shown of so many lines, which may have become fewer.
  func offset(lines: Int, rows: Int) -> Int { max(0, min(offset, lines - rows)) }
}
