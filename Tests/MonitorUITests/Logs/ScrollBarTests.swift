import MonitorCore
import Testing

@testable import MonitorUI

/// The right edge says where one is in a log, and where what matters is.
@Suite struct ScrollBarTests {
  private func bar(_ fixture: Fixture, width: Int = 80) -> String {
    guard let area = fixture.model.layout.areas.first else { return "" }
    let frame = view(fixture.model)
    return String(
      String.UnicodeScalarView(
        (area.logs.y..<area.logs.maxY).map { frame[width - 1, $0]?.scalar ?? "?" }))
  }

  private func long(_ entries: Int = 200) -> Fixture {
    var fixture = Fixture(width: 80, height: 14)
    fixture.logs(
      0,
      (0..<entries).map { .init(Double($0 - entries), $0 == entries / 2 ? .error : .info, "entry \($0)") })
    return fixture
  }

  @Test func showsWhichPartOfTheLogIsOnTheScreenAndWhereErrorsAre() {
    var fixture = long()
    #expect(bar(fixture).allSatisfy { $0 == " " }, "the newest entries run by")
    fixture.press("k")
    #expect(bar(fixture) == "    ╸   ┃ ")
    fixture.press("g")
    #expect(bar(fixture).hasPrefix("┃   ╸"))
    fixture.type("/entry 100")
    fixture.press(.enter)
    #expect(bar(fixture).contains("┫") && !bar(fixture).contains("┃"))
  }

  @Test func showsWhereMatchesAre() {
    var fixture = long()
    fixture.type("/entry 15$")
    fixture.press(.enter, "G")
    #expect(bar(fixture) == "╴    ╸   ┃")
    fixture.press(.escape, .escape)
    #expect(bar(fixture).allSatisfy { $0 == " " })
  }

  @Test func isNotThereWhileAllShows() {
    #expect(bar(long(8)).allSatisfy { $0 == " " })
  }

  @Test func plainTerminalsHavePlainSigns() {
    var fixture = long()
    fixture.model.glyphs = .ascii
    fixture.press("k")
    #expect(bar(fixture) == "    =   | ")
  }

  @Test func textDoesNotMoveWhenItComes() {
    func format(_ fixture: Fixture) -> Int? { fixture.model.layout.areas.first?.logs.width }
    #expect(format(long(8)) == 79 && format(long()) == 79)
    var narrow = long()
    narrow.send(.resized(Size(width: 60, height: 14)))
    #expect(format(narrow) == 60)
  }

  @Test func errorsOfTheFilterAloneShow() {
    var fixture = long()
    fixture.press("k", "3")
    #expect(bar(fixture).allSatisfy { $0 == " " })
    fixture.press("0")
    fixture.type("&!quota")
    fixture.press(.enter, "G", "k")
    #expect(bar(fixture) == "    ╸   ┃ ")
  }
}
