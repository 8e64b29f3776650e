import MonitorCore
import Testing

@testable import MonitorUI

/// Which entry keys mean is to be seen, and every row on the screen can be it.
@Suite struct ChoosingTests {
  private func log(_ count: Int, height: Int = 14) -> Fixture {
    var fixture = Fixture(width: 80, height: height)
    fixture.state { _ in }
    fixture.fill(count)
    return fixture
  }

  /// The numbers of the entries whose rows have the sign.
  private func meant(_ fixture: Fixture) -> [Int] {
    fixture.lines.filter { $0.hasPrefix(">") }.compactMap { $0.split(separator: " ").last.flatMap { Int($0) } }
  }

  private func details(_ fixture: Fixture) -> String {
    var fixture = fixture
    fixture.press(.enter)
    guard let details = fixture.model.box(Details.self) else { return "" }
    return String(decoding: fixture.model.store.message(of: details.slot), as: UTF8.self)
  }

  @Test func theTopRowHasTheSignWhileScrolled() {
    var fixture = log(60)
    #expect(meant(fixture).isEmpty)
    fixture.press("k", "k")
    #expect(meant(fixture) == [48])
    #expect(details(fixture) == "entry 48")
    // It is no current one: nothing is drawn the other way round.
    #expect(fixture.texts(.selection).isEmpty)
    fixture.press("e")
    #expect(meant(fixture).count == 1 && !fixture.texts(.selection).isEmpty)
  }

  @Test func onlyTheFocusedPaneHasIt() {
    var fixture = Scenes.two()
    fixture.press("k", .tab, "k")
    #expect(meant(fixture).count == 1)
  }

  @Test func theSignLeavesTheMark() {
    var fixture = log(60)
    fixture.press("k", "m")
    fixture.tick(5)
    #expect(fixture.lines.contains { $0.hasPrefix(">") && $0.contains("◆ ERROR") })
    fixture.press("j", "k", "k")
    #expect(fixture.lines.contains { $0.hasPrefix("◆") })
  }

  @Test func whereEverythingFitsEveryRowCanBeChosen() {
    var fixture = log(5)
    fixture.press("k")
    #expect(meant(fixture) == [3] && details(fixture) == "entry 3")
    fixture.press("k", "k")
    #expect(meant(fixture) == [1] && details(fixture) == "entry 1")
    fixture.press("j")
    #expect(meant(fixture) == [2])
    fixture.press("g")
    #expect(meant(fixture) == [0] && details(fixture) == "entry 0")
    fixture.press("k", "k")
    #expect(meant(fixture) == [0])
    fixture.type("jjjj")
    #expect(meant(fixture) == [4])
    #expect(!fixture.model.panes[0].viewport.isFollowing)
    fixture.press("j")
    #expect(fixture.model.panes[0].viewport.isFollowing && meant(fixture).isEmpty)
    fixture.press("u")
    #expect(meant(fixture) == [0])
    fixture.press("d")
    #expect(meant(fixture) == [4])
    fixture.press("k", "G")
    #expect(fixture.model.panes[0].viewport.isFollowing)
  }

  @Test func aCountChoosesSoManyFurther() {
    var fixture = log(8)
    fixture.type("6k")
    #expect(meant(fixture) == [1])
    fixture.type("10k")
    #expect(meant(fixture) == [0])
  }

  @Test func whatArrivesWhileChoosingMovesNothing() {
    var fixture = log(10)
    fixture.press("k", "k")
    let before = fixture.lines[3..<12]
    fixture.logs(0, (0..<4).map { .init(Double($0 + 1), .info, "entry \(10 + $0)") })
    #expect(fixture.lines[3..<12] == before)
    #expect(meant(fixture) == [7])
    fixture.press("j")
    #expect(meant(fixture) == [8])
    #expect(fixture.lines[3] == before.first)
    #expect(fixture.text.contains("▼ 4 new"))
    // One after the other they come into view; past the newest one it is followed again.
    fixture.type("jjjjj")
    #expect(meant(fixture) == [13] && !fixture.text.contains(" new"))
    fixture.press("j")
    #expect(fixture.model.panes[0].viewport.isFollowing)
  }

  @Test func onTheLastScreenToo() {
    var fixture = log(60)
    fixture.press("F", "j", "j")
    #expect(meant(fixture) == [52])
    fixture.press("k")
    #expect(meant(fixture) == [51])
    // From the top row on it scrolls.
    fixture.press("k", "k")
    #expect(meant(fixture) == [49] && fixture.texts(.selection).isEmpty)
    fixture.press("F", "p", "j")
    #expect(meant(fixture) == [51])
    fixture.type("jjjjjjjjjjjjjjjj")
    #expect(meant(fixture) == [59] && fixture.model.panes[0].viewport.isPaused)
  }

  @Test func theWheelChoosesNothing() {
    var fixture = log(5)
    fixture.press(.function(2), .mouse(MouseEvent(.wheelUp, x: 3, y: 5)))
    #expect(fixture.model.panes[0].viewport.isFollowing && meant(fixture).isEmpty)
  }

  /// A million lines are copied as they are, and named by what a notice has room for.
  @Test func whatIsNamedOfALongTextIsShort() {
    var fixture = Fixture(width: 80, height: 14)
    fixture.logs(
      0, .init(-1, .info, String(repeating: "a\n", count: 100_000)),
      .init(0, .info, String(repeating: "b", count: 100_000)))
    for key in ["G", "k"] {
      fixture.press(.character(Unicode.Scalar(key) ?? "G"))
      guard case .copy(let text, let what)? = fixture.press("y").first else {
        Issue.record("not copied")
        continue
      }
      #expect(text.utf8.count >= 100_000 && what.unicodeScalars.count <= 400 && !what.contains("\n"))
    }
  }

  @Test func copyingMeansTheSignedRow() {
    var fixture = log(5)
    fixture.press("k", "k")
    let commands = fixture.press("y")
    #expect(commands.contains { if case .copy(let text, _) = $0 { text.contains("entry 2") } else { false } })
  }

  @Test func longEntriesAreShownWhole() {
    var fixture = Fixture(width: 80, height: 14)
    fixture.logs(
      0, (0..<6).map { .init(Double($0 - 60), .info, "entry \($0)\nmore\nend") })
    fixture.press("F", "j", "j", "j", "j", "j", "j")
    #expect(fixture.lines.filter { $0.contains("end") }.count >= 2)
    for width in 1...30 {
      fixture.send(.resized(Size(width: width, height: width / 2 + 1)))
      fixture.press("k", "j", "g", "u", "d")
    }
  }
}
