import MonitorCore

/// The signs of the screen and what each means, for the help.
enum Legend {
  typealias Line = (sign: String, meaning: String)

  static let title = "Signs"
  static let titleOfStates = "States of a task"

  static func lines(_ glyphs: Glyphs) -> [Line] {
    let bar = glyphs == .ascii ? "| = -" : "┃ ╸ ╴"
    return [
      (">", "the entry that keys act on"), (glyphs.mark, "marked; below it a note"),
      (glyphs.newSign, "new since the last visit"), ("r2", "revised: its second version"),
      ("+12s", "came 12 seconds late"), (glyphs.times + "12", "12 entries share the row"),
      (glyphs.dot, "context around matches"), (String(Character(glyphs.continuation)), "the same entry goes on"),
      ("E 4  W 26", "errors with failures, and warnings"), ("\(glyphs.down) 37 new", "came below while you read"),
      ("\(glyphs.up) \(glyphs.down)", "more above, below"), ("\(glyphs.up) slipped", "the end was moved later"),
      ("\(Character(glyphs.cutLeft)) \(Character(glyphs.ellipsis))", "cut off here: sideways, or wrap"),
      (bar, "right edge: what shows, errors, matches"), (glyphs.live, "live: the last poll was answered; on"),
      (glyphs.approximately, "our estimate, not the platform's"), (glyphs.none, "not known"),
    ]
  }

  /// The sign of each state that a task can have.
  static func states(_ glyphs: Glyphs) -> [Line] {
    let known = TaskStatus.known.map { (glyphs.sign(of: $0), $0.word) }
    return known + [
      (glyphs.sign(of: .other("")), "another word, which is shown"), (glyphs.sign(of: nil), "not read yet"),
    ]
  }
}
