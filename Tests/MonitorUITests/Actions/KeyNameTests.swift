import Testing

@testable import MonitorUI

@Suite struct KeyNameTests {
  @Test(arguments: [
    ("j", Key.character("j")), ("G", "G"), ("?", "?"), ("Space", " "), ("ctrl-d", .control("d")),
    ("Ctrl-D", .control("d")), ("^L", .control("l")), ("Alt-1", .alt("1")), ("Alt-v", .alt("v")), ("PgDn", .pageDown),
    ("F2", .function(2)), ("Shift-Tab", .backTab), ("Esc", .escape), ("↓", .down), ("-", "-"), ("ż", "ż"),
  ]) func reads(name: String, key: Key) {
    #expect(KeyName.key(name) == key)
  }

  @Test(arguments: ["", "jk", "Ctrl-", "Ctrl-DD", "F0", "F99", "Fx", "\u{1B}", " ", "Hyper-x", "\n"])
  func refuses(name: String) {
    #expect(KeyName.key(name) == nil)
  }

  @Test func readsWhatTheHelpShows() {
    for row in KeyMap.standard.rows {
      for key in row.bindings.flatMap(\.keys) { #expect(KeyName.key(key.label) == key, "\(key.label)") }
    }
  }
}
