import MonitorCore
import TestSupport
import Testing

@testable import MonitorUI

/// The palette: everything by name.
@Suite struct CommandPaletteTests {
  private func names(_ typed: String) -> [String] {
    CommandPalette(typed: typed).entries(in: .standard).map(\.name)
  }

  @Test func lettersInTheirOrderFind() {
    #expect(names("zoom").first == "zoom")
    #expect(names("ne").first == "next error" || names("ne").first == "next match")
    #expect(names("nerr").first == "next error")
    #expect(names("pollnow") == ["poll now"])
    #expect(names("xyz").isEmpty)
    #expect(names("").count > 40)
  }

  /// What people of less, vim, k9s and lnav type first.
  @Test(arguments: [
    ("severity", "severity debug"), ("level", "severity debug"), ("warn", "severity warning"), ("zoom", "zoom"),
    ("fullscreen", "zoom"), ("maximize", "zoom"), ("context", "context"), ("wrap", "wrap"), ("set wrap", "wrap"),
    ("chop", "wrap"), ("follow", "toggle follow"), ("tail", "toggle follow"), ("autoscroll", "toggle follow"),
    ("quit", "quit"), ("q", "quit"), ("exit", "quit"), ("wq", "quit"), ("help", "help"), ("keys", "help"),
    ("search", "search"), ("find", "search"), ("grep", "filter"), ("filter", "filter"), ("exclude", "filter"),
    ("hide", "filter"), ("noh", "clear"), ("nohlsearch", "clear"), ("reset", "clear"), ("pause", "toggle pause"),
    ("freeze", "toggle pause"), ("columns", "table"), ("layout", "layout"), ("vsplit", "layout"), ("merge", "merge"),
    ("yank", "copy"), ("copy", "copy"), ("clipboard", "copy"), ("json", "copy json"), ("write", "save"),
    ("export", "save"), ("w", "save"), ("browser", "open portal"), ("url", "open portal"), ("bookmark", "mark"),
    ("histogram", "timeline"), ("timeline", "timeline"), ("describe", "details"), ("inspect", "details"),
    ("refresh", "poll now"), ("reload", "poll now"), ("redraw", "redraw"), ("mouse", "mouse"), ("shell", "suspend"),
    ("add", "add task"), ("tasks", "add task"), ("close pane", "remove task"), ("kill", "remove task"),
    ("top", "top"), ("end", "bottom"), ("goto", "top"), ("window", "focus next"), ("next pane", "focus next"),
    ("errors", "next error"), ("elapsed", "elapsed"), ("time", "timestamps"), ("utc", "timestamps"),
    // less
    ("forward", "page down"), ("backward", "page down"), ("pattern", "search"), ("repaint", "redraw"),
    ("next match", "next match"), ("first", "top"), ("last", "bottom"), ("pager", "open in pager"),
    ("less", "open in pager"), ("log file", "save"), ("mark", "mark"), ("jump", "go to time"), ("date", "go to time"),
    // vim
    ("set nowrap", "wrap"), ("nowrap", "wrap"), ("ls", "pane list"), ("buffers", "pane list"), ("bd", "remove task"),
    ("only", "zoom"), ("vs", "layout"), ("sp", "layout"), ("tabnew", "add task"), ("e", "add task"), ("qa", "quit"),
    ("x", "quit"), ("q!", "quit"), ("marks", "next mark"), ("undo", "clear"), ("egrep", "filter"),
    ("scrollbind", "lock in time"), ("man", "help"),
    // k9s
    ("yaml", "details"), ("pods", "pane list"), ("ctx", "context"), ("full-screen", "zoom"), ("wide", "zoom"),
    ("pulses", "timeline"), ("delete", "remove task"), ("cp", "copy"), ("warnings", "next warning"),
    ("toggle wrap", "wrap"), ("status", "task details"), ("progress", "task details"), ("owner", "task details"),
    // lnav
    ("filter-in", "filter"), ("filter-out", "filter"), ("set-min-log-level", "severity debug"), ("comment", "note"),
    ("annotate", "note"), ("tag", "mark"), ("write-to", "save"), ("pretty-print", "details"),
    ("spectrogram", "timeline"), ("next-mark", "next mark"), ("loglevel", "severity debug"),
    ("clear-filter", "clear"), ("priority", "severity debug"), ("resize", "grow pane"), ("balance", "share rows"),
    ("select", "mouse"), ("bigger", "grow pane"), ("update", "poll now"), ("interleave", "merge"),
    ("sync", "lock in time"), ("stdout", "plain stream"), ("group", "collapse"), ("fold", "collapse"),
  ]) func theWordsThatPeopleKnowFind(typed: String, name: String) {
    let found = names(typed).prefix(4)
    #expect(found.contains(name), "'\(typed)' finds \(found)")
  }

  @Test(arguments: [
    ("goto", "go to time"), ("jump", "go to time"), ("failed", "newest error"), ("failure", "newest error"),
    ("sort", "pane list"), ("only errors", "severity error"), ("utc", "timestamps: utc"),
  ]) func theFirstIsWhatIsMeant(typed: String, name: String) {
    var fixture = Fixture(tasks: 2, width: 120, height: 40)
    fixture.type(":" + typed)
    let found = fixture.model.box(CommandPalette.self)?.entries(in: .standard).map(\.name) ?? []
    #expect(found.first == name, "\(found.prefix(4))")
    if typed == "utc" { #expect(found == ["timestamps: utc", "timestamps"]) }
  }

  @Test func severalOfAThingAreThatThing() {
    #expect(Set(names("errors")) == Set(names("error")))
    #expect(names("errors").contains("severity error") && names("errors").contains("newest error"))
  }

  @Test func aTimeGoesThere() {
    for typed in ["13:51:40", "goto 13:51:40", "@13:51:40", "go to -27s"] {
      var fixture = Fixture(tasks: 1, width: 100, height: 14)
      fixture.fill(100)
      fixture.type(":" + typed)
      #expect(fixture.text.contains("> go to "), "\(typed)")
      fixture.press(.enter)
      #expect(fixture.model.boxes.isEmpty && fixture.text.contains("13:51:40.000"), "\(typed)")
      #expect(!fixture.model.panes[0].viewport.isFollowing)
    }
    #expect(!names("10m").contains { $0.hasPrefix("go to 10") })
    var fixture = Fixture(tasks: 1, width: 100, height: 14)
    fixture.fill(100)
    fixture.press("i")
    fixture.type(":13:51:00")
    fixture.press(.enter)
    #expect(fixture.model.box(Timeline.self) != nil && fixture.model.boxes.count == 1)
  }

  @Test(arguments: [80, 120]) func noSentenceIsCut(width: Int) {
    var fixture = Fixture(tasks: 2, width: width, height: 160)
    fixture.press(":")
    #expect(fixture.lines.filter { $0.contains("│ ") && $0.contains("…") }.isEmpty)
  }

  @Test func aWordOfTheHelpFinds() {
    #expect(names("surround").first == "context")
    #expect(names("matches").contains("context"))
  }

  @Test func everyActionOfThePanesIsInIt() {
    let listed = Set(CommandPalette().entries(in: .standard).compactMap(\.action))
    #expect(Set(KeyMap.standard.actions(in: .log)).subtracting([.palette]) == listed)
  }

  @Test func enterDoesIt() {
    var fixture = Fixture(tasks: 2, width: 100, height: 30)
    fixture.type(":zoom")
    #expect(fixture.text.contains("╭─ Commands "))
    #expect(fixture.text.contains("> zoom"))
    fixture.press(.enter)
    #expect(fixture.model.isZoomed)
    fixture.type(":poll")
    #expect(fixture.press(.enter) == [.pollNow(task: 0)])
    fixture.type(":severity err")
    fixture.press(.enter)
    #expect(fixture.model.panes[0].filter.level == .atLeast(.error))
  }

  @Test func whatWasRunLastStandsFirst() {
    var fixture = Fixture(tasks: 2, width: 100, height: 30)
    for name in ["zoom", "wrap", "zoom"] {
      fixture.type(":" + name)
      fixture.press(.enter)
    }
    fixture.press(":")
    let lines = fixture.lines
    #expect(lines.firstIndex { $0.contains("Recent") } == 3)
    #expect(lines[4].contains("> zoom") && lines[5].contains("  wrap ●"))
    #expect(lines.firstIndex { $0.contains("│ Often") } == 6 && lines[7].contains("newest error"))
  }

  @Test func valuesAreCommands() {
    var fixture = Fixture(tasks: 2, width: 120, height: 40)
    fixture.model.themes = ["default", "dark", "light"]
    fixture.model.theme = "default"
    fixture.type(":utc")
    #expect(fixture.text.contains("> timestamps: utc"))
    fixture.press(.enter)
    #expect(fixture.model.timestamps == .utc)
    fixture.type(":layout col")
    fixture.press(.enter)
    #expect(fixture.model.arrangement == .columns)
    fixture.type(":theme")
    #expect(fixture.lines.contains { $0.contains("theme: default ●") } && fixture.model.shownTheme == "default")
    fixture.press(.down, .down)
    // It is shown while it is chosen, and is gone with the palette.
    #expect(fixture.model.shownTheme == "light" && fixture.model.theme == "default")
    fixture.press(.escape)
    #expect(fixture.model.shownTheme == "default")
    fixture.type(":light")
    fixture.press(.enter)
    #expect(fixture.model.theme == "light" && fixture.text.contains(#"theme = "light" in the configuration keeps it"#))
  }

  @Test func itIsAsTallAsWhatItLists() {
    var fixture = Fixture(width: 100, height: 40)
    fixture.press(":")
    #expect(fixture.lines[1].contains("╭─ Commands ") && fixture.lines[38].contains("╰"))
    fixture.type("zoo")
    #expect(fixture.lines[4].contains("╰"))
  }

  @Test func everyEntryCanBeDone() {
    for action in Thoroughness.some(CommandPalette().entries(in: .standard).compactMap(\.action), oneOf: 4) {
      var fixture = Fixture(tasks: 2, width: 100, height: 30)
      fixture.fill(50)
      fixture.type(":" + action.name)
      guard let palette = fixture.model.box(CommandPalette.self) else {
        Issue.record("no palette for \(action.name)")
        continue
      }
      #expect(palette.entries(in: .standard).first?.action == action)
      fixture.press(.enter)
      _ = view(fixture.model)
    }
  }

  @Test(arguments: [
    ("information", "severity info"), ("level warn", "severity warning"), ("err", "severity error"),
    ("level fatal", "severity failure"),
  ]) func severitiesAreFoundAsPeopleWriteThem(typed: String, name: String) {
    var fixture = Fixture(tasks: 1, width: 100, height: 30)
    fixture.type(":" + typed)
    let found = fixture.model.box(CommandPalette.self)?.entries(in: .standard).first?.name
    #expect(found == name || typed == "err" && found?.contains("error") == true, "\(found ?? "nothing")")
  }

  @Test func whatIsLongerThanAnyNameFindsNothing() {
    let palette = PaletteSearch(String(repeating: "a", count: 100_000))
    #expect(!palette.isEmpty && palette.found(among: CommandPalette().entries(in: .standard)).isEmpty)
  }

  @Test func aClickRunsALine() {
    var fixture = Fixture(tasks: 2, width: 100, height: 30)
    fixture.press(.function(2))
    fixture.type(":zoom")
    fixture.press(.mouse(MouseEvent(.press, x: 30, y: 3)))
    #expect(fixture.model.isZoomed && fixture.model.topBox == nil)
  }

  @Test func arrowsChooseAndEscapeLeaves() {
    var fixture = Fixture(width: 80, height: 24)
    fixture.press(":", .down, .down)
    guard let palette = fixture.model.box(CommandPalette.self) else {
      Issue.record("not palette: \(String(describing: fixture.model.topBox))")
      return
    }
    #expect(palette.selected == 2)
    fixture.press(.up, .up, .up)
    guard let wrapped = fixture.model.box(CommandPalette.self) else {
      Issue.record("not palette: \(String(describing: fixture.model.topBox))")
      return
    }
    #expect(wrapped.selected == wrapped.entries(in: .standard).count - 1)
    fixture.press(.escape)
    #expect(fixture.model.topBox == nil)
    fixture.press(":", .paste("qQ\nQ"))
    #expect(fixture.model.topBox != nil)
    #expect(fixture.press(.enter).isEmpty)
    fixture.type(":z")
    fixture.press(.backspace, .backspace)
    #expect(fixture.model.topBox == nil)
  }

  /// Where several ways to match fit as well: which one is shown must not hang on the order of a table.
  @Test func theSameLettersAreFoundEveryTime() {
    for action in KeyMap.standard.actions(in: .log) {
      let name = Array(action.name.unicodeScalars)
      for first in name.indices {
        for last in name.indices where last > first + 1 {
          let query = [name[first], name[(first + last) / 2], name[last]].filter { $0 != " " }
          let found = Set((0..<8).map { _ in PaletteSearch.match(query, name)?.hits })
          #expect(found.count == 1, "\(query) in \(action.name)")
        }
      }
    }
  }
}
