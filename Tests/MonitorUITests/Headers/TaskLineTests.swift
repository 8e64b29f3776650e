import MonitorCore
import Testing

@testable import MonitorUI

/// Tasks in one line each.
@Suite struct TaskLineTests {
  private static let failure = "Too many agreements could not be migrated"

  /// Four tasks as lines below the first one: two that run, one that failed, one that completed.
  private func fleet(_ width: Int, height: Int = 16) -> Fixture {
    var fixture = Fixture(tasks: 5, width: width, height: height)
    fixture.task(0, name: "Importing subscriptions", progress: 40, eta: 100)
    fixture.task(1, name: "Importing subscriptions", progress: 58, eta: 785)
    fixture.task(2, name: "Migrating agreements to a new product", status: .failed, progress: 98.2, completed: -20)
    fixture.task(3, name: "Exporting invoices", status: .completed, progress: 100, completed: -20)
    fixture.task(4, name: "Importing a price list", progress: 10)
    for number in 0..<5 { fixture.fill(30, task: number) }
    fixture.logs(2, .init(-1, .failure, Self.failure))
    for _ in 0..<3 { fixture.press("L") }
    return fixture
  }

  private func line(_ sign: String, _ fixture: Fixture) -> String {
    fixture.lines.dropFirst().first { $0.contains(sign) } ?? ""
  }

  @Test(arguments: [
    (160, " ✖ Migrating agreements to a new product  2222  Failed after 11:34 · \(failure)"),
    (120, " ✖ Migrating agreements to a new product  2222  Failed after 11:34 · \(failure)"),
    (100, " ✖ Migrating agreements to a new product  Failed · \(failure)"),
    (80, " ✖ Migrating agreements to a new pr…  \(failure)"),
    (60, " ✖ Migrating agreements to…  Too many agreements could not…"),
    (40, " ✖ Migrating agr…  Too many agreements…"),
  ]) func whatFailedSaysWhyAtEveryWidth(width: Int, line: String) {
    let drawn = self.line("✖", fleet(width))
    #expect(drawn.hasPrefix(line), "\(drawn)")
    #expect(!drawn.contains("98.2 %") && !drawn.contains("█"))
  }

  /// An old error of something that has ended well is no news: it is counted.
  @Test(arguments: [
    (
      120,
      "✔ Exporting invoices                     3333  Completed 13:51:47 · took 11:34             E 1  W 3   30 entries"
    ),
    (80, "✔ Exporting invoices                     3333  Completed 13:51:47     E 1  W 3"),
  ]) func whatCompletedKeepsItsCounts(width: Int, line: String) {
    let fixture = fleet(width)
    let drawn = self.line("✔", fixture)
    #expect(drawn.contains(line.prefix(58)) && drawn.contains("E 1  W 3") && !drawn.contains("entry "), "\(drawn)")
  }

  /// All names are as wide as the longest, and none is cut beside blanks.
  @Test func namesAreCutLast() {
    for width in 34...160 {
      let fixture = fleet(width)
      for line in fixture.lines.dropFirst() where line.contains("…  ") && !line.hasSuffix("…") {
        #expect(!line.contains("entries") && !line.contains("█") && !line.contains("       "), "\(width): \(line)")
      }
    }
    #expect(line("Importing a price", fleet(80)).contains("Importing a price list "))
  }

  @Test func whatIsGoneSaysSoOnce() {
    var fixture = fleet(120)
    fixture.task(1, name: "")
    fixture.state(1) { ($0.source, $0.problem, $0.lastGood) = (.gone, "", nil) }
    let gone = line("∅", fixture)
    #expect(gone.contains(" not found, or not visible to this token   "), "\(gone)")
    #expect(gone.ranges(of: "ot found").count == 1)
  }
}

/// No size hides that something failed.
@Suite struct HiddenFailureTests {
  private func fixture(_ width: Int, _ height: Int, tasks: Int = 2) -> Fixture {
    var fixture = Fixture(tasks: tasks, width: width, height: height)
    for number in 0..<tasks {
      let status: TaskStatus = number == tasks - 1 ? .failed : .completed
      fixture.task(number, name: "Importing subscriptions", status: status, progress: 100, completed: -20)
      fixture.fill(3, task: number)
      fixture.state(number) { $0.source = .ended }
    }
    return fixture
  }

  @Test func theSmallestScreenHasTheNameAndTheWorst() {
    #expect(fixture(20, 5).lines.contains("✔ Importing … +1 ✖ 1"), "\(fixture(20, 5).text)")
    #expect(fixture(19, 1).text.hasSuffix(" +1 ✖ 1"), "\(fixture(19, 1).text)")
  }

  @Test func everySizeSaysThatSomethingFailed() {
    for width in 20...120 {
      for (height, tasks) in [(5, 2), (6, 5), (12, 20), (24, 20), (4, 3)] {
        for keys in [[], ["z"]] as [[Key]] {
          var fixture = fixture(width, height, tasks: tasks)
          for key in keys { fixture.press(key) }
          #expect(fixture.text.contains("✖"), "\(width)×\(height), \(tasks) tasks, \(keys):\n\(fixture.text)")
        }
      }
    }
  }

  @Test func aZoomedPaneSaysWhichOfHowMany() {
    var fixture = fixture(40, 12)
    fixture.press("z")
    #expect(fixture.lines[0].hasPrefix(" 1 of 2   ✔ 1  ✖ 1"), "\(fixture.lines[0])")
    #expect(fixture.lines[0].contains("■ ended"))
  }

  @Test func theLineAboutTheOthersCountsWhatFailed() {
    var fixture = Fixture(tasks: 200, width: 80, height: 24)
    for number in 0..<200 { fixture.task(number, name: "Task \(number)", status: number > 20 ? .failed : .processing) }
    #expect(fixture.lines.contains { $0.contains(" more tasks: Tab   ✖ ") }, "\(fixture.text)")
  }
}
