/// The signs of the screen and what each means, for the help.
enum Legend {
  static let title = "Signs"

  static func lines(_ glyphs: Glyphs) -> [(sign: String, meaning: String)] {
    [
      (">", "the entry that keys act on"), (glyphs.mark, "marked"), (glyphs.newSign, "new since the last visit"),
      ("r2", "revised: its second version"), ("+12s", "came 12 seconds late"),
      (glyphs.times + "12", "12 entries share the row"), (glyphs.dot, "context around matches"),
      (String(Character(glyphs.continuation)), "the same entry goes on"),
      ("\(glyphs.up) \(glyphs.down)", "more above, below"),
      ("\(Character(glyphs.cutLeft)) \(Character(glyphs.ellipsis))", "cut off here: sideways, or wrap"),
      (glyphs.approximately, "our estimate, not the platform's"), (glyphs.none, "not known"),
    ]
  }
}
