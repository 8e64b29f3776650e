import MonitorCore
import Testing

@testable import MonitorUI

@Suite struct LogTailTests {
  /// A log of one task of which some entries were read, and its end.
  private func opened(read: Int = 3, tail: ClosedRange<Int> = 100...130) throws -> Fixture {
    var fixture = Fixture(tasks: 0, height: 10, host: "run.ndjson")
    fixture.model.playback = Playback()
    let task = try #require(TaskID(Fixture.ids[0]))
    var serial = 1_000
    let entries = tail.map { Fixture.Entry(Double($0), $0 % 10 == 0 ? .error : .info, "end \($0)") }
    fixture.send(
      .playback(
        .tail(
          LogTail(
            [(task, Fixture.batch(of: entries, serial: &serial), Fixture.start)],
            oldest: Fixture.at(Double(tail.lowerBound)), latest: Fixture.at(Double(tail.upperBound))))))
    fixture.send(.playback(.joins(task)))
    fixture.logs(0, (0..<read).map { Fixture.Entry(Double($0), .info, "read \($0)") })
    fixture.send(.playback(.phase(.loading(0.3))))
    return fixture
  }

  @Test func theEndIsShownWhileTheRestIsRead() throws {
    var fixture = try opened()
    #expect(fixture.text.contains("end 130") && !fixture.text.contains("read "))
    #expect(fixture.lines[0].contains("loading 30 %"))
    #expect(fixture.model.store.count == 3, "it is drawn, and not held")
    fixture.send(.playback(.phase(.loaded(isGrowing: false))))
    #expect(!fixture.text.contains("end ") && fixture.text.contains("read 2"))
  }

  @Test func aTaskThatJoinedBeforeHasItToo() throws {
    var fixture = Fixture(tasks: 0, height: 10)
    fixture.model.playback = Playback()
    let task = try #require(TaskID(Fixture.ids[0]))
    fixture.send(.playback(.joins(task)))
    var serial = 0
    let entries = (0..<20).map { Fixture.Entry(Double($0), .info, "end \($0)") }
    let batch = Fixture.batch(of: entries, serial: &serial)
    fixture.send(
      .playback(.tail(LogTail([(task, batch, Fixture.start)], oldest: Fixture.start, latest: Fixture.at(20)))))
    #expect(fixture.text.contains("end 19"))
  }

  @Test func aKeyIsAboutWhatIsHeld() throws {
    var fixture = try opened()
    fixture.press("k")
    #expect(!fixture.text.contains("end ") && fixture.text.contains("read "))
    fixture.press("G")
    #expect(!fixture.text.contains("end "), "it does not come back in the middle of it")
  }

  @Test func whatIsNotTheEndIsNotShown() throws {
    #expect(try !opened(read: 102).text.contains("end "), "something later was read")
    #expect(try !opened(tail: 100...104).text.contains("end "), "it does not fill the rows")
  }

  @Test func filtersHoldForItToo() throws {
    var fixture = try opened(tail: 100...300)
    fixture.model.panes[0] = Pane(task: 0, filter: LogFilter(level: .atLeast(.error)), over: fixture.model.store)
    #expect(fixture.text.contains("end 300") && !fixture.text.contains("end 299"))
  }
}
