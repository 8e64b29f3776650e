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
    #expect(fixture.text.contains("▼ 8 new (E 1)"))
    for key: Key in ["k", "j", "b", "E", "w", "t", "m", "g"] {
      fixture.press(key)
      fixture.tick(2)
      #expect(fixture.text.contains("▼ 8 new (E 1)"), "after \(key.label)")
    }
    // The only error comes into view, the others stay to be seen.
    fixture.press("4")
    fixture.tick(2)
    fixture.press("0")
    #expect(fixture.text.contains("▼ 7 new "))
    fixture.logs(0, .init(20, .warning, "one more"))
    #expect(fixture.text.contains("▼ 8 new (W 1)"))
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

  @Test func aRevisionCountsAsWhatItIsNow() {
    var fixture = scrolled(by: "b")
    fixture.logs(0, .init(1, .info, "first", id: "A"), .init(2, .error, "second", id: "B"))
    #expect(fixture.text.contains("▼ 2 new (E 1)"))
    fixture.logs(0, .init(1, .error, "first", revision: 2, id: "A"), .init(2, .info, "second", revision: 2, id: "B"))
    #expect(fixture.text.contains("▼ 2 new (E 1)"))
    fixture.logs(0, .init(2, .warning, "second", revision: 3, id: "B"))
    #expect(fixture.text.contains("▼ 2 new (E 1  W 1)"))
    // Through a filter: one comes to match, the other does no more.
    fixture.press("4")
    fixture.logs(0, .init(1, .info, "first", revision: 3, id: "A"), .init(2, .error, "second", revision: 4, id: "B"))
    fixture.press("0")
    fixture.tick(2)
    #expect(!fixture.text.contains("new (E 2"))
  }

  @Test func onlyRevisionsThatThePaneShowsAreCounted() {
    var fixture = Fixture(tasks: 2, width: 80, height: 30)
    fixture.logs(0, .init(-50, .info, "quiet", id: "A"), .init(-49, .error, "loud", id: "B"))
    fixture.fill(40)
    fixture.logs(1, .init(-50, .error, "other", id: "C"))
    fixture.press("4")
    fixture.tick(2)
    fixture.press("k")
    fixture.logs(0, .init(-50, .info, "quieter", revision: 2, id: "A"))
    fixture.logs(1, .init(-50, .error, "other task", revision: 2, id: "C"))
    #expect(fixture.text.contains("\n scrolled ") && !fixture.text.contains("\n 1 revised "))
    fixture.logs(0, .init(-49, .error, "louder", revision: 2, id: "B"))
    #expect(fixture.text.contains("\n 1 revised "))
  }

  /// The entries of a collapsed template are seen when their row is, wherever they would stand themselves.
  @Test func collapsedEntriesAreSeenWithTheirRow() {
    var fixture = Fixture(width: 80, height: 14)
    fixture.fill(30)
    fixture.logs(0, (0..<3).map { .init(Double($0), .info, "Row {{N}}", parameters: #"{"N":\#($0)}"#) })
    fixture.fill(20)
    fixture.press("g", "G", "k", "k")
    let slot = fixture.model.store.order.first { fixture.model.store.message(of: $0) == Array("Row {{N}}".utf8) }
    if let slot { fixture.model.toggleCollapse(template: fixture.model.store.template(of: slot)) }
    fixture.press("g")
    fixture.logs(
      0, (0..<40).map { .init(Double(100 + $0), .info, "Row {{N}}", parameters: #"{"N":\#(100 + $0)}"#) })
    fixture.logs(0, (0..<5).map { .init(Double(110 + $0), .warning, "arrived \($0)") })
    #expect(fixture.text.contains("▼ 45 new (W 5)"))
    // The row of the forty is the last one.
    fixture.type("jjjjjjjjjjjjjjjjjjjjjjjjjjjjjj")
    #expect(fixture.text.contains("▼ 45 new (W 5)"))
    fixture.press("G", "k")
    #expect(!fixture.text.contains("new"))
  }

  /// However many have arrived, a key costs what it shows: the entries that arrived are gone through once.
  @Test func aKeyDoesNotGoThroughAllThatArrived() {
    var store = LogStore()
    var counter = UnseenCounter()
    var batch = EntryBatch()
    for number in 0..<20_000 {
      var entry = LogEntry(id: batch.append("TLR-\(100_000 + number)".utf8))
      entry.timestamp = Fixture.at(Double(number))
      entry.severity = .info
      batch.entries.append(entry)
    }
    let changes = store.merge(batch, of: 0, receivedAt: Fixture.start)
    for slot in changes.added { counter.add(slot, isShown: true, sharesRow: false, of: store) }
    var rows = 0
    for slot in changes.added.prefix(10_000) {
      counter.see(through: slot, of: store) { slot in
        rows += 1
        return slot
      }
    }
    #expect(counter.count == 10_000 && rows == 0)
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
