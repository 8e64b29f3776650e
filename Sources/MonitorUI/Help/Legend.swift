import MonitorCore

/// The signs of the screen and what each means, for the help.
enum Legend {
  typealias Line = (sign: String, meaning: String)

  static let title = "Signs"
  static func lines(_ glyphs: Glyphs) -> [Line] {
    let bar = glyphs == .ascii ? "| = -" : "┃ ╸ ╴"
    return [
      (">", "the entry that keys act on"), (glyphs.mark, "marked; below it a note"),
      (glyphs.newSign, "new since the last visit"), ("r2", "revised: its second version"),
      ("+12s", "came 12 seconds late"), (glyphs.times + "12", "12 entries share the row"),
      (glyphs.dot, "context around matches"), (String(Character(glyphs.continuation)), "the same entry goes on"),
      ("E 4 W 26", "errors with failures, and warnings"), ("\(glyphs.down) 37 new", "came below while you read"),
      ("\(glyphs.up) \(glyphs.down)", "more above, below"), ("\(glyphs.up) slipped", "the end was moved later"),
      ("\(Character(glyphs.cutLeft)) \(Character(glyphs.ellipsis))", "cut off here: sideways, or wrap"),
      (bar, "right edge: shown, an error, a match"), (glyphs.live, "live; what is on"),
      (glyphs.ended, "all have ended, all is here"),
      (glyphs.approximately, "our estimate, not the platform's"), (glyphs.none, "not known"),
    ]
  }

  /// The signs of the states that a task can have, two a line.
  static func states(_ glyphs: Glyphs) -> [Line] {
    let states =
      TaskStatus.known.map { (glyphs.sign(of: $0), $0.word) } + [(glyphs.sign(of: .other("")), "another word")]
    let pairs = stride(from: 0, to: states.count, by: 2).map { states[$0..<min($0 + 2, states.count)] }
    return pairs.map { pair in
      (pair.map { $0.0 }.joined(separator: " "), "task: " + pair.map { $0.1 }.joined(separator: ", "))
    } + [(glyphs.sign(of: nil), "task: not read yet"), (glyphs.lost, "task: gone, or refused")]
  }
}
