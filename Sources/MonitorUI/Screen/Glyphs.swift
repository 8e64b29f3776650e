/// The signs the screen is drawn with, for terminals and fonts that have them and for those that have not.
package struct Glyphs: Hashable, Sendable {
  package var dot: String
  package var ellipsis: Unicode.Scalar
  package var live: String
  package var ended: String
  package var connecting: String
  package var down: String
  package var up: String
  package var cross: String
  package var approximately: String
  package var mark: String
  package var times: String
  package var continuation: Unicode.Scalar
  package var horizontal: Unicode.Scalar
  package var vertical: Unicode.Scalar
  package var corners: [Unicode.Scalar]
  /// A filled cell in eighths, from one to eight; and an empty one.
  package var eighths: [Unicode.Scalar]
  package var empty: Unicode.Scalar
  /// A cell filled from below in eighths, from one to eight.
  package var risingEighths: [Unicode.Scalar]
  /// Stands for a number that nobody knows.
  package var none: String

  package static let unicode = Glyphs(
    dot: "·", ellipsis: "…", live: "●", ended: "■", connecting: "○", down: "▼", up: "▲", cross: "✖",
    approximately: "≈", mark: "◆", times: "×", continuation: "╎", horizontal: "─", vertical: "│",
    corners: ["╭", "╮", "╰", "╯"],
    eighths: ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"], empty: "░",
    risingEighths: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"], none: "–")

  package static let ascii = Glyphs(
    dot: "-", ellipsis: "~", live: "*", ended: "#", connecting: "o", down: "v", up: "^", cross: "x",
    approximately: "~", mark: "*", times: "x", continuation: ":", horizontal: "-", vertical: "|",
    corners: ["+", "+", "+", "+"],
    eighths: [".", ".", ".", "=", "=", "=", "#", "#"], empty: ".",
    risingEighths: [".", ".", ":", ":", "|", "|", "#", "#"], none: "-")

  var markScalar: Unicode.Scalar { mark.unicodeScalars.first ?? "*" }

  /// `≥Info`, or `>=Info` without the sign.
  package var atLeast: String { self == .ascii ? ">=" : "≥" }
}
