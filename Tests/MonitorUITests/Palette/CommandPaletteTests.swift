import MonitorCore
import Testing

@testable import MonitorUI

/// The palette: everything by name.
@Suite struct CommandPaletteTests {
  private func names(_ typed: String) -> [String] {
    CommandPalette(typed: typed).entries(in: .standard).map(\.name)
  }

  @Test func lettersInTheirOrderFind() {
    #expect(names("zoom") == ["zoom"])
    #expect(names("ne").first == "next error" || names("ne").first == "next match")
    #expect(names("nerr").first == "next error")
    #expect(names("pollnow") == ["poll now"])
    #expect(names("xyz").isEmpty)
    #expect(names("").count > 40)
  }

  @Test func everyActionOfThePanesIsInIt() {
    let listed = Set(CommandPalette().entries(in: .standard).map(\.action))
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

  @Test func everyEntryCanBeDone() {
    for action in CommandPalette().entries(in: .standard).map(\.action) {
      var fixture = Fixture(tasks: 2, width: 100, height: 30)
      fixture.fill(50)
      fixture.type(":" + action.name)
      let first = CommandPalette.Entry(
        action: action, name: action.name, keys: KeyMap.standard.label(of: action), hits: [])
      guard let palette = fixture.model.box(CommandPalette.self) else {
        Issue.record("no palette for \(action.name)")
        continue
      }
      #expect(palette.entries(in: .standard).first?.action == first.action)
      fixture.press(.enter)
      _ = view(fixture.model)
    }
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
          let found = Set((0..<8).map { _ in CommandPalette.match(query, name)?.hits })
          #expect(found.count == 1, "\(query) in \(action.name)")
        }
      }
    }
  }
}
