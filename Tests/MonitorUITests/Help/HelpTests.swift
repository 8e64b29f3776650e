import MonitorCore
import Testing

@testable import MonitorUI

/// The help says what keys mean where it is asked for, and goes back there.
@Suite struct HelpTests {
  @Test(arguments: ["?", .function(1)] as [Key])
  func theHelpOfTheDetailsGoesBackToThem(key: Key) {
    for closing in [.escape, "q", "?"] as [Key] {
      var fixture = Scenes.details()
      let before = fixture.text
      fixture.press(key)
      let text = fixture.text
      #expect(text.contains(" Keys in the details ") && text.contains("next, previous entry"))
      #expect(text.contains("only entries with this value") && !text.contains("follow, or stay here"))
      #expect(fixture.press(closing).isEmpty)
      #expect(fixture.text == before)
    }
  }

  @Test func theTimelineHasHelpAndCommands() {
    var fixture = Scenes.one(100, 30).after("i")
    let before = fixture.text
    fixture.press("?")
    #expect(fixture.text.contains(" Keys in the timeline ") && fixture.text.contains("go to that moment"))
    fixture.send(.resized(Size(width: 60, height: 12)))
    fixture.logs(0, .init(1, .info, "new"))
    fixture.send(.resized(Size(width: 100, height: 30)))
    fixture.press(.escape)
    #expect(fixture.text.contains("─ Timeline") || fixture.text.contains(" Timeline "))
    fixture = Scenes.one(100, 30).after("i", ":")
    #expect(fixture.text.contains("go there") && !fixture.text.contains("zoom"))
    fixture.press(.escape)
    #expect(fixture.text == before)
  }

  @Test func theTableHasThemToo() {
    var fixture = Scenes.one(100, 30).after("|", "?")
    #expect(fixture.text.contains(" Keys in the table "))
    fixture.press(.escape)
    #expect(fixture.model.box(TemplateTable.self) != nil && fixture.model.topBox == nil)
    fixture.press(":")
    #expect(fixture.text.contains(" Commands ") && !fixture.text.contains("toggle pause"))
  }

  @Test func aCommandInTheDetailsIsAboutThem() {
    var fixture = Scenes.details().after(":")
    fixture.type("focus next")
    fixture.press(.enter)
    #expect(fixture.model.keyContext == .details && fixture.text.contains("─ TLR-1 ─"))
  }

  @Test func theHelpSaysHowToScroll() {
    var fixture = Scenes.help()
    #expect(fixture.text.contains(" ▼ more: j "))
    fixture.press("j")
    #expect(fixture.text.contains(" ▲ k  ▼ more: j "))
    fixture.press("G")
    #expect(fixture.text.contains(" ▲ k ") && !fixture.text.contains("more: j"))
  }

  @Test func twoColumnsWhereTheyFit() {
    #expect(Scenes.one(120, 30).after("?").lines.contains { $0.contains("│ To begin with ") && $0.contains(" Keep ") })
    for width in 1...130 { _ = Scenes.one(width, 24).after("?").text }
  }

  /// Ten keys are enough to begin with, also on a small screen; what is on is marked.
  @Test func itBeginsWithTenKeysAndSaysWhatIsOn() {
    var fixture = Scenes.two(80).after("z", "3", "?")
    let lines = fixture.lines.map { $0.drop { $0 != "│" } }
    let begin = lines.firstIndex { $0.hasPrefix("│ To begin with ") } ?? 0
    let keys = lines[(begin + 1)...].prefix { !$0.dropFirst().allSatisfy { $0 == " " || $0 == "│" } }
    #expect(keys.count == 10 && keys.allSatisfy { !$0.hasPrefix("│  ") })
    #expect(fixture.text.contains("│ 1 2 3 4 5            minimum severity; again: only this severity ● ≥Warning "))
    #expect(fixture.text.contains("│ z                    zoom: this pane alone ● "))
    fixture.press("q", "w", "t", "?", "G")
    fixture.send(.resized(Size(width: 160, height: 50)))
    #expect(fixture.text.contains(" wrap long lines ● ") && fixture.text.contains(" age ● utc"))
  }

  @Test func itHasALegendOfTheSigns() {
    let fixture = Scenes.one(160, 50).after("?")
    #expect(fixture.text.contains(" Signs ") && fixture.text.contains(" ◆          marked"))
    let signs = (Legend.lines(.unicode) + Legend.states(.unicode)).map(\.sign).joined(separator: " ")
    #expect("○◐‖⊘✔✖⊖?◌•◆▲≈▼╎".allSatisfy(signs.contains) && signs.contains("r2") && signs.contains("+12s"))
    for (sign, meaning) in Legend.lines(.unicode) + Legend.states(.unicode) {
      #expect(fixture.lines.contains { $0.contains(" \(sign) ") && $0.contains("  \(meaning)") }, "\(meaning)")
    }
    #expect((Legend.lines(.ascii) + Legend.states(.ascii)).allSatisfy { $0.sign.utf8.allSatisfy { $0 < 0x80 } })
  }
}
