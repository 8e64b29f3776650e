/// What stands for a character where output is 7-bit: the one table, for the screen and for lines.
package enum ASCIIStandIn {
  /// The stand-in, one column wide: a letter's base (`Ł` is `L`), or the nearest sign; `nil` where there is none.
  package static func `for`(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    baseLetter(of: scalar.value).map { Unicode.Scalar($0) } ?? sign(scalar)
  }

  /// The base of a Latin letter; `nil` for every other scalar. Text uses these alone: a sign that becomes another one
  /// could change what it says.
  static func baseLetter(of scalar: UInt32) -> UInt8? {
    let base: UInt8 =
      switch scalar {
      case 0xC0..<0x250: latin[Int(scalar - 0xC0)]
      case 0x1E00..<0x1F00: latinAdditional[Int(scalar - 0x1E00)]
      default: none
      }
    return base == none ? nil : base
  }

  /// Whether a scalar is a mark that changes the Latin letter before it, as decomposed text has them.
  static func isLetterMark(_ scalar: UInt32, on letter: UInt8?) -> Bool {
    guard 0x300..<0x370 ~= scalar, let letter else { return false }
    return UInt8(ascii: "a")...UInt8(ascii: "z") ~= letter | 0x20
  }

  private static func sign(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar {
    case _ where scalar.isASCII: scalar
    case "✖", "✗", "✘": "x"
    case "✓", "✔": "v"
    case "█", "▉", "▊", "▋", "▌", "▓", "▐": "#"
    // Less than half a cell is not yet filled.
    case "▍", "▎", "▏", "░", "▒": "-"
    case "▁", "▂", "▃", "▄": "_"
    case "▅", "▆", "▇": "#"
    case "▼", "▽", "↓", "⇣", "▾": "v"
    case "▲", "△", "↑", "⇡", "▴": "^"
    case "▶", "▸", "→", "›", "»", "⇒": ">"
    case "◀", "◂", "←", "‹", "«", "⇐": "<"
    case "●", "◉", "•", "★", "◆": "*"
    case "○", "◌", "◦": "o"
    case "·", "…", "⋯": "."
    case "≥": ">"
    case "≤": "<"
    case "≈", "∼": "~"
    case "─", "━", "–", "—", "―", "‐", "‑", "−", "╌", "┄", "═": "-"
    case "│", "┃", "║", "╎", "┆": "|"
    case "┌", "┐", "└", "┘", "├", "┤", "┬", "┴", "┼", "╭", "╮", "╯", "╰", "╔", "╗", "╚", "╝": "+"
    case "‘", "’", "′": "'"
    case "“", "”", "″": "\""
    case "\u{a0}": " "
    case "⏎", "↵": "$"
    default: nil
    }
  }

  private static let none = UInt8(ascii: "?")

  /// The base letters of U+00C0–U+024F.
  private static let latin = Array(
    ("AAAAAAACEEEEIIIIDNOOOOOxOUUUUYTsaaaaaaaceeeeiiiidnooooo?ouuuuyty"
      + "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiIiJjKkkLlLlLlL"
      + "lLlNnNnNnnNnOoOoOoOoRrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs"
      + "bBBb???Cc?DDd??E?FfG???IKkl??NnOOo??Pp?????tTtTUu?VYyZz?????????"
      + "????DDdLLlNNnAaIiOoUuUuUuUuUu?AaAa??GgGgKkOoOo??jDDdGg??NnAa??Oo"
      + "AaAaEeEeIiIiOoOoRrRrUuUuSsTt??HhNd??ZzAaEeOoOoOoOoYylnt???ACcLTs"
      + "z??B??EeJj?qRrYy").utf8)

  /// The base letters of U+1E00–U+1EFF.
  private static let latinAdditional = Array(
    ("AaBbBbBbCcDdDdDdDdDdEeEeEeEeEeFfGgHhHhHhHhHhIiIiKkKkKkLlLlLlLlMm"
      + "MmMmNnNnNnNnOoOoOoOoPpPpRrRrRrRrSsSsSsSsSsTtTtTtTtUuUuUuUuUuVvVv"
      + "WwWwWwWwWwXxXxYyZzZzZzhtwyasssSdAaAaAaAaAaAaAaAaAaAaAaAaEeEeEeEe"
      + "EeEeEeEeIiIiOoOoOoOoOoOoOoOoOoOoOoOoUuUuUuUuUuUuUuYyYyYyYyLlVvYy").utf8)
}
