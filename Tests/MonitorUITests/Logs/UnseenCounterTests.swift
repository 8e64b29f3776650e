import MonitorCore
import Testing

@testable import MonitorUI

/// What arrived and was not on the screen yet is told until it was.
@Suite struct UnseenCounterTests {
  private func scrolled(by keys: Key..., height: Int = 14) -> Fixture {
    var fixture = Fixture(width: 80, height: height)
    fixture.fill(60)
    for key in keys { fixture.press(key) }
    return fixture
  }

  private func arrivals(_ count: Int) -> [Fixture.Entry] {
    (0..<count).map { Fixture.Entry(Double($0 + 1), $0 == 6 ? .error : .info, "arrived \($0)") }
  }

  @Test func movingAwayForgetsNothing() {
    var fixture = scrolled(by: "k", "k", "k", "k", "k")
    fixture.logs(0, arrivals(8))
    #expect(fixture.text.contains("▼ 8 new (1 ✖)"))
    for key: Key in ["k", "j", "b", "E", "w", "t", "m", "g"] {
      fixture.press(key)
      fixture.tick(2)
      #expect(fixture.text.contains("▼ 8 new (1 ✖)"), "after \(key.label)")
    }
    // The only error comes into view, the others stay to be seen.
    fixture.press("4")
    fixture.tick(2)
    fixture.press("0")
    #expect(fixture.text.contains("▼ 7 new "))
    fixture.logs(0, .init(20, .warning, "one more"))
    #expect(fixture.text.contains("▼ 8 new (1 !)"))
  }

  @Test func whatComesIntoViewIsTakenOff() {
    var fixture = scrolled(by: "p")
    fixture.logs(0, arrivals(6))
    #expect(fixture.text.contains("paused · ▼ 6 new"))
    // The first line down shows what the line about reading lay over.
    fixture.press("j")
    #expect(fixture.text.contains("paused · ▼ 6 new"))
    fixture.press("j", "j")
    #expect(fixture.text.contains("paused · ▼ 4 new"))
    // Seen once is seen.
    fixture.press("k", "k", "k")
    #expect(fixture.text.contains("paused · ▼ 4 new"))
    fixture.type("jjjjjjjjjj")
    #expect(fixture.text.contains("paused") && !fixture.text.contains("new"))
  }

  @Test func theEndClearsIt() {
    var fixture = scrolled(by: "b")
    fixture.logs(0, arrivals(3))
    fixture.press("G", "k")
    #expect(!fixture.text.contains(" new"))
    #expect(fixture.text.contains("scrolled"))
  }

  @Test func aFilterCountsWhatItShows() {
    var fixture = scrolled(by: "b")
    fixture.logs(0, arrivals(8))
    fixture.press("5")
    fixture.tick(2)
    #expect(!fixture.text.contains(" new"))
    fixture.press("4")
    fixture.tick(2)
    fixture.press("0")
    #expect(!fixture.text.contains(" 9 new"))
  }

  @Test func aTallerScreenShowsMoreOfIt() {
    var fixture = scrolled(by: "k")
    fixture.logs(0, arrivals(8))
    fixture.press("k", "j")
    let before = fixture.text.contains("▼ 8 new")
    fixture.send(.resized(Size(width: 80, height: 17)))
    #expect(before)
    #expect(fixture.text.contains("▼ 7 new"))
  }
}
