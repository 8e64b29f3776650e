import MonitorCore
import Testing

@testable import MonitorUI

@Suite struct StateSignTests {
  private static let statuses: [TaskStatus?] = TaskStatus.known.map { $0 } + [.other("Pondering"), nil]

  @Test(arguments: [Glyphs.unicode, .ascii]) func noTwoStatesShareASign(glyphs: Glyphs) {
    let signs = Self.statuses.map { StateSign($0, glyphs) }
    #expect(Set(signs.map(\.text)).count == signs.count)
    #expect(Set(signs.map(\.role)).count == signs.count, "each has its own colour")
    #expect(glyphs == .unicode || signs.allSatisfy { $0.text.utf8.allSatisfy { $0 < 0x80 } })
  }

  /// Each has a look of its own without any colour.
  @Test func everyStateIsKnownFromItsHeader() {
    var seen: Set<String> = []
    for status in Self.statuses {
      var fixture = Fixture(width: 80, height: 12)
      if let status { fixture.task(name: "A", status: status, progress: 40, completed: status.isFinal ? -20 : nil) }
      fixture.fill(3)
      seen.insert(fixture.lines[1...2].joined())
    }
    #expect(seen.count == Self.statuses.count)
  }

  /// Twenty tasks on one screen: which one needs a person is seen by its sign, in the title too.
  @Test func aFailureShowsAmongTwenty() {
    var fixture = Fixture(tasks: 20, width: 140, height: 30)
    for number in 0..<20 {
      fixture.task(number, name: "Task \(number)", status: number == 13 ? .failed : .processing, progress: 40)
    }
    fixture.logs(13, .init(-3, .failure, "quota exceeded"))
    #expect(fixture.lines[0].contains("◐ 19  ✖ 1"))
    #expect(fixture.text.contains(" ✖ Task 13 ") && fixture.text.contains("· quota exceeded"))
  }
}
