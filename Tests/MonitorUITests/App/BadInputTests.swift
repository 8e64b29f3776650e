import MonitorCore
import TestSupport
import Testing

@testable import MonitorUI

/// Input of any kind does no harm: what is pasted is text and never a key, and no chance hit destroys anything.
@Suite struct BadInputTests {
  private static func situations() -> [(name: String, fixture: Fixture)] {
    var asked = Scenes.one(80, 20).after("s")
    asked.send(.fileExists(SaveRequest(path: "a.log", slots: [0])))
    return [
      ("panes", Scenes.two()), ("merged", Scenes.merged()), ("scrolled", Scenes.scrolled()),
      ("tiny", Scenes.one(19, 3)),
      ("help", Scenes.help()), ("details", Scenes.details()), ("timeline", Scenes.one(80, 20).after("i")),
      ("replace?", asked), ("palette", Scenes.palette()), ("search", Scenes.one(80, 20).after("/")),
      ("filter", Scenes.one(80, 20).after("&")), ("save", Scenes.one(80, 20).after("s")),
      ("picker", Scenes.one(80, 20).after("A")),
    ]
  }

  /// Those where something is typed.
  private static let typing: Set<String> = ["palette", "search", "filter", "save", "picker"]

  @Test(arguments: [
    "q", "Q", "y", "y\n", "Y\nq\n", ":quit\n", "1\n2\n3\n", "\n\n\n", "", "\u{202E}漢\u{301}", "TSK-1 TSK-2",
    String(repeating: "q\ny\n", count: 16_000), String(repeating: "(a+)+", count: 12_000),
  ])
  func whatIsPastedIsTextAndNeverAKey(text: String) {
    for (name, situation) in Self.situations() {
      var fixture = situation
      let commands = fixture.press(.paste(text)).filter { if case .listTasks = $0 { false } else { true } }
      #expect(commands.isEmpty, "in \(name)")
      #expect((fixture.model.topBox == nil) == (situation.model.topBox == nil), "\(name) stays")
      #expect(fixture.model.panes.count == situation.model.panes.count)
      if !Self.typing.contains(name) { #expect(fixture.text == situation.text, "in \(name)") }
    }
  }

  private static func key(_ random: inout SplitMix64) -> Key {
    let odd: [Unicode.Scalar] = [
      "\u{0}", "\u{7F}", "\u{9B}", "\u{301}", "\u{202E}", "\u{FEFF}", "\u{10FFFF}", "漢", "é",
    ]
    let named: [Key] = [
      .up, .down, .left, .right, .pageUp, .pageDown, .home, .end, .enter, .tab, .backTab, .escape, .backspace, .delete,
      .insert,
    ]
    switch random.next(12) {
    case 0: return .control(Unicode.Scalar(UInt8(0x61 + random.next(26))))
    case 1: return .alt(Unicode.Scalar(UInt8(0x20 + random.next(95))))
    case 2: return .function(random.next(30))
    case 3: return named[random.next(named.count)]
    case 4: return .character(odd[random.next(odd.count)])
    case 5:
      return .paste(String(String.UnicodeScalarView((0..<random.next(200)).map { _ in odd[random.next(odd.count)] })))
    case 6:
      let places = [-1, 0, 1, 5, 40, 200, 9_999]
      let actions: [MouseEvent.Kind] = [.press, .wheelUp, .wheelDown]
      return .mouse(
        MouseEvent(
          actions[random.next(3)], x: places[random.next(places.count)], y: places[random.next(places.count)]))
    default: return .character(Unicode.Scalar(UInt8(0x20 + random.next(95))))
    }
  }

  @Test(arguments: situations().indices)
  func randomKeysNeitherCrashNorDestroy(number: Int) {
    var random = SplitMix64(seed: UInt64(number))
    var fixture = Self.situations()[number].fixture
    // What was asked before would be answered with a y by chance.
    if fixture.model.box(SavePrompt.self) != nil { fixture.press(.escape) }
    for step in 0..<Thoroughness.rounds(200, of: 1_000) {
      for command in fixture.press(Self.key(&random)) {
        guard case .save(let request) = command else { continue }
        #expect(!request.replaces && !request.path.isEmpty)
      }
      if step % 50 == 0 { fixture.tick(1) }
      if step % 100 == 0 { fixture.send(.resized(Size(width: random.next(130), height: random.next(40)))) }
      if step % 20 == 0 { #expect(view(fixture.model).size == fixture.model.size) }
    }
    #expect(!fixture.model.panes.isEmpty)
  }

  @Test func aSaveThatFailedKeepsEverythingAndSaysWhy() {
    var fixture = Scenes.one(100, 20).typing("&quota").after(.enter)
    let before = fixture.lines
    fixture.press("s")
    let commands = fixture.press(.enter)
    guard case .save(let request) = commands.first else {
      Issue.record("not save: \(String(describing: commands.first))")
      return
    }
    #expect(fixture.model.topBox == nil)
    fixture.send(.alarm("\(request.path) was not saved: No space left on device"))
    #expect(fixture.lines.last?.contains("was not saved: No space left on device") == true)
    #expect(fixture.lines.dropLast() == before.dropLast())
    #expect(fixture.press("s").isEmpty && fixture.text.contains("Save as:"))
  }
}
