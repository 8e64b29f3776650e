/// The signs the screen is drawn with, for terminals and fonts that have them and for those that have not.
package enum Glyphs: Hashable, Sendable {
  case unicode, ascii

  package var dot: String { choose("·", "-") }
  package var ellipsis: Unicode.Scalar { choose("…", "~") }
  package var live: String { choose("●", "*") }
  package var ended: String { choose("■", "#") }
  /// A task that is gone, or refused.
  package var lost: String { choose("∅", "[!]") }
  package var playing: String { choose("▶", ">") }
  package var connecting: String { choose("○", "o") }
  /// Stands left of the header of the focused pane.
  package var accentBar: String { choose("▌", "|") }
  package var down: String { choose("▼", "v") }
  package var up: String { choose("▲", "^") }
  /// Stands left of a line whose beginning is hidden.
  package var cutLeft: Unicode.Scalar { choose("‹", "<") }
  package var approximately: String { choose("≈", "~") }
  package var mark: String { choose("◆", "*") }
  package var times: String { choose("×", "x") }
  package var continuation: Unicode.Scalar { choose("╎", ":") }
  package var horizontal: Unicode.Scalar { choose("─", "-") }
  package var vertical: Unicode.Scalar { choose("│", "|") }
  /// A mark on a vertical axis.
  package var tick: Unicode.Scalar { choose("┤", "+") }
  package var corners: [Unicode.Scalar] { choose(Self.roundCorners, Self.plainCorners) }
  /// A filled cell in eighths, from one to eight; and an empty one.
  package var eighths: [Unicode.Scalar] { choose(Self.blocks, Self.plainBlocks) }
  /// A cell of time that is over, where no work is known to be done.
  package var hatch: String { choose("╱", "/") }
  package var empty: Unicode.Scalar { choose("░", ".") }
  /// A cell filled from below in eighths, from one to eight.
  package var risingEighths: [Unicode.Scalar] { choose(Self.risingBlocks, Self.plainRisingBlocks) }
  /// Stands for a number that nobody knows.
  package var none: String { choose("–", "-") }
  /// `≥Info`, or `>=Info` without the sign.
  package var atLeast: String { choose("≥", ">=") }

  package var atMost: String { choose("≤", "<=") }

  var markScalar: Unicode.Scalar { choose("◆", "*") }

  private static let roundCorners: [Unicode.Scalar] = ["╭", "╮", "╰", "╯"]
  private static let plainCorners: [Unicode.Scalar] = ["+", "+", "+", "+"]
  private static let blocks: [Unicode.Scalar] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"]
  private static let plainBlocks: [Unicode.Scalar] = [".", ".", ".", "=", "=", "=", "#", "#"]
  private static let risingBlocks: [Unicode.Scalar] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
  private static let plainRisingBlocks: [Unicode.Scalar] = [".", ".", ":", ":", "|", "|", "#", "#"]

  @inline(__always)
  private func choose<Sign>(_ sign: Sign, _ standIn: Sign) -> Sign { self == .unicode ? sign : standIn }
}
