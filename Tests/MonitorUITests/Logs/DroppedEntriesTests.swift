import MonitorCore
import TestSupport
import Testing

@testable import MonitorUI

/// The store lets entries go that panes, marks and boxes still know.
@Suite struct DroppedEntriesTests {
  private func drop(_ fixture: inout Fixture, keeping count: Int) {
    let changes = fixture.model.store.dropOldest(keeping: count)
    let store = fixture.model.store
    for index in fixture.model.panes.indices { fixture.model.panes[index].take(changes, of: store) }
    fixture.model.mergedPane?.take(changes, of: store)
  }

  @Test func aFollowedPaneShowsWhatIsLeft() {
    var fixture = Fixture(width: 80, height: 14)
    fixture.fill(200)
    let before = fixture.lines.dropFirst(3)
    drop(&fixture, keeping: 20)
    #expect(fixture.lines.dropFirst(3) == before && fixture.model.panes[0].index.count == 20)
    fixture.press("g")
    #expect(fixture.lines[3].contains("entry 180"))
  }

  @Test func aReaderOfWhatIsGoneIsAtTheOldestEntry() {
    var fixture = Fixture(width: 80, height: 14)
    fixture.fill(200)
    fixture.press("g", "j", "j")
    fixture.logs(0, .init(0, .info, "held back"))
    drop(&fixture, keeping: 50)
    #expect(fixture.lines[3].contains("entry 151") && !fixture.model.panes[0].viewport.isFollowing)
    fixture.press("G")
    #expect(fixture.text.contains("held back"))
  }

  /// Whatever is open when entries go, every key finds its way.
  @Test(arguments: ["", "m", "E", "E\r", "&entry\r", "/entry\r", "c", "t", "T", "+", "p", "M"])
  func noKeyTrips(opening: String) {
    var fixture = Fixture(tasks: 2, width: 90, height: 24)
    for task in 0..<2 { fixture.fill(120, task: task) }
    fixture.press("g")
    func type(_ text: String, _ fixture: inout Fixture) {
      for scalar in text.unicodeScalars { fixture.press(scalar == "\r" ? .enter : .character(scalar)) }
    }
    type(opening, &fixture)
    drop(&fixture, keeping: 10)
    #expect(!fixture.text.isEmpty)
    let typed = (0x20...0x7E).compactMap { Unicode.Scalar($0 as UInt32) }
    for scalar in Thoroughness.some(typed, oneOf: 4, number: opening.utf8.reduce(0) { $0 + Int($1) }) {
      var copy = fixture
      copy.press(.character(scalar), .down, .up, .enter, .escape, .escape)
      #expect(!copy.text.isEmpty)
    }
    drop(&fixture, keeping: 0)
    #expect(!fixture.text.isEmpty)
    fixture.press("j", "k", "G", "n", .enter, .escape)
    fixture.fill(30)
    fixture.press("G")
    #expect(fixture.text.contains("entry 29"))
  }
}
