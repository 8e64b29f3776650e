import MonitorCore
import Testing

@testable import MonitorUI

@Suite struct PlaybackTests {
  private func opened(width: Int = 80) -> Fixture {
    var fixture = Fixture(tasks: 0, width: width, height: 10, host: "run.ndjson")
    fixture.model.playback = Playback()
    return fixture
  }

  @Test func saysWhatIsAwaitedAndHowFarItIs() {
    var fixture = opened()
    #expect(fixture.lines[0].hasSuffix(" ○ loading   13:52:07"))
    #expect(fixture.lines[5].contains("reading run.ndjson…"))
    fixture.send(.playback(.phase(.loading(0.437))))
    #expect(fixture.lines[0].hasSuffix(" ○ loading 43 %   13:52:07"))
  }

  @Test func tasksJoinAsTheyAreRead() throws {
    var fixture = opened()
    for id in Fixture.ids.prefix(2) { fixture.send(.playback(.joins(try #require(TaskID(id))))) }
    #expect(fixture.model.tasks.map(\.id.text) == Array(Fixture.ids.prefix(2)))
    #expect(fixture.model.panes.count == 2 && fixture.model.focus == 0)
    fixture.send(.playback(.phase(.loaded(isGrowing: false))))
    #expect(fixture.lines[0] == " mpt-tail  run.ndjson                 ◌ 2  ■ recording   11 Sep 2025   13:52:07")
    fixture.send(.playback(.phase(.loaded(isGrowing: true))))
    #expect(fixture.lines[0].contains("● recording   shown as it grows"))
  }

  @Test func aNoteIsOnItsEntryWhicheverCameFirst() throws {
    var fixture = opened()
    fixture.send(.playback(.joins(try #require(TaskID(Fixture.ids[0])))))
    fixture.send(.playback(.note("before it", entry: "TLR-2", task: 0)))
    fixture.logs(0, .init(-2, .info, "one", id: "TLR-1"), .init(-1, .info, "two", id: "TLR-2"))
    fixture.send(.playback(.note("after it", entry: "TLR-1", task: 0)))
    #expect(fixture.model.notes == [0: "after it", 1: "before it"])
  }

  @Test func nothingIsPolledOrAdded() throws {
    var fixture = opened()
    fixture.send(.playback(.joins(try #require(TaskID(Fixture.ids[0])))))
    #expect(fixture.press("r").isEmpty && fixture.lines[9].contains("there is nothing to poll"))
    #expect(fixture.press("A").isEmpty && fixture.model.boxes.isEmpty)
  }

  @Test(arguments: [(1, 1), (5, 2), (20, 4), (40, 6)]) func anySizeIsDrawn(width: Int, height: Int) {
    var fixture = opened()
    fixture.send(.resized(Size(width: width, height: height)))
    #expect(view(fixture.model).size == Size(width: width, height: height))
  }
}
