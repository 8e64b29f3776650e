/// What stands for the screen's signs where there is only ASCII.
package enum ASCIIStandIn {
  /// The stand-in, one column wide; `?` for what has none.
  package static func `for`(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    case _ where scalar.isASCII: scalar
    case "✖", "✗", "✘", "×": "x"
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
    default: "?"
    }
  }
}
