import MonitorCore
import Testing

@testable import MonitorUI

/// What the screen says of a task's end, in the cases that are hard: each drawn as it stands.
@Suite struct ProgressScreenTests {
  /// A task that began so many seconds ago, on a screen of two header lines and little else.
  private func fixture(
    started: Double = -1_200, progress: Double? = nil, eta: Double? = nil, status: TaskStatus = .processing,
    parameters: String = "{}", runs: [EarlierRun] = []
  ) -> Fixture {
    var fixture = Fixture(width: 110, height: 7)
    fixture.model.keepsHistory = true
    if !runs.isEmpty { fixture.send(.histories(["imports": CodeHistory(runs: runs, asked: Fixture.start)])) }
    fixture.state { _ in }
    read(&fixture, started: started, progress: progress, eta: eta, status: status, parameters: parameters)
    fixture.logs(0, .init(-5, .info, "Importing the price list."))
    return fixture
  }

  /// The task as the platform says it at the moment of the fixture.
  private func read(
    _ fixture: inout Fixture, started: Double = -1_200, progress: Double? = nil, eta: Double? = nil,
    status: TaskStatus = .processing, parameters: String = "{}", updated: Double? = nil, completed: Double? = nil
  ) {
    var task = TaskSnapshot(id: fixture.model.tasks[0].id.text, name: "Importing", status: status)
    task.code = "imports"
    (task.progress, task.eta) = (progress, eta.map(Fixture.at))
    (task.created, task.started) = (Fixture.at(started - 12), Fixture.at(started))
    (task.updated, task.completed) = (updated.map(Fixture.at), completed.map(Fixture.at))
    task.raw = Array(#"{"id":"x","parameters":\#(parameters)}"#.utf8)
    fixture.send(.followed(task: 0, .task(task)))
  }

  /// Reads the task again and again, each so many seconds later and further.
  private func go(_ fixture: inout Fixture, _ reports: [(after: Double, percent: Double)], eta: Double? = nil) {
    for report in reports {
      fixture.tick(report.after)
      fixture.state { _ in }
      read(&fixture, progress: report.percent, eta: eta)
    }
  }

  /// Earlier runs of these minutes, the newest first.
  private func runs(_ minutes: Double..., curve: RunCurve? = nil) throws -> [EarlierRun] {
    try minutes.enumerated().map { number, duration in
      EarlierRun(
        task: try #require(TaskID("TSK-OLD-\(number)")), code: "imports",
        ended: Fixture.at(-86_400 * Double(number + 1)),
        run: RunHistory.Run(duration: duration * 60, curve: curve))
    }
  }

  private func header(_ fixture: Fixture) -> String { String(fixture.lines[2].drop { $0 != "%" && $0 != "–" }) }

  @Test func attachingAtEightyPercentGivesNoAbsurdRate() {
    var fixture = fixture(progress: 80)
    #expect(header(fixture).hasPrefix("%   ETA unknown · elapsed 20:00"))
    // A percent a minute: twenty minutes are left, whatever happened before it was watched.
    go(&fixture, (1...6).map { (60, 80 + Double($0)) })
    #expect(header(fixture) == "%   in ≈14:00 · ≈14:12 (14:11–14:13)")
  }

  @Test func aServersETAThatIsAnHourOffIsNotBelieved() {
    var fixture = fixture(progress: 10, eta: 4_800)
    #expect(header(fixture).hasPrefix("%   in 1:20:00 · 15:12"))
    // Two percent a minute: 40 minutes are left, and the server says 75 still.
    go(&fixture, (1...5).map { (60, 10 + 2 * Double($0)) }, eta: 4_800)
    #expect(header(fixture).contains("in ≈"))
    go(&fixture, (1...10).map { (60, 20 + 2 * Double($0)) }, eta: 4_800)
    #expect(header(fixture).hasPrefix("%   in ≈3"))
  }

  @Test func withoutProgressAndHistoryNothingIsClaimed() {
    let fixture = fixture()
    #expect(header(fixture).hasPrefix("–     ETA unknown · elapsed 20:00"))
    #expect(!fixture.text.contains("╱") && !fixture.text.contains("usual"))
  }

  @Test func withoutProgressHistoryHasTheUsualDuration() throws {
    let fixture = fixture(runs: try runs(28, 30, 31, 32, 30))
    #expect(header(fixture).hasPrefix("–     in ≈10:00 · ≈14:02 · usually 30 min "))
    #expect(fixture.lines[2].prefix(27).filter { $0 == "╱" }.count > 15)
    #expect(!fixture.lines[2].prefix(60).contains("█"))
  }

  @Test func pastTheUsualItIsOver() throws {
    let fixture = fixture(started: -2_400, runs: try runs(28, 30, 31, 32, 30))
    #expect(header(fixture).contains("10 min over the usual 30 min"))
  }

  @Test func aRestartIsTheNextAttemptAndNoStepBack() {
    var fixture = fixture(progress: 40)
    go(&fixture, (1...5).map { (60, 40 + 2 * Double($0)) })
    fixture.tick(10)
    read(&fixture, progress: 50, status: .rescheduled, updated: 310)
    // It had taken 1510 s, and waits for as long.
    #expect(fixture.lines[2].contains("Rescheduled for 0:00 · next attempt ≈14:22 · at 50.0 %"))
    fixture.tick(1_510)
    read(&fixture, progress: 50)
    go(&fixture, [(30, 0), (30, 3), (30, 6), (30, 9)])
    #expect(!fixture.text.contains("▼"))
    #expect(header(fixture).hasPrefix("%   in ≈15:") && header(fixture).contains("· 2nd attempt"))
  }

  @Test func whatThePlatformEndsBeforeItIsDoneSaysSo() {
    var fixture = fixture(started: -3_000, progress: 20, parameters: #"{"maxTaskProcessingSeconds":3600}"#)
    for step in 1...6 {
      fixture.tick(60)
      fixture.state { _ in }
      read(
        &fixture, started: -3_000, progress: 20 + Double(step), parameters: #"{"maxTaskProcessingSeconds":3600}"#)
    }
    #expect(header(fixture).hasPrefix("%   the platform ends it at 14:02 · would be done ≈15:12"))
  }

  @Test func atAHundredPercentItIsFinishing() {
    var fixture = fixture(progress: 90)
    go(&fixture, [(60, 95), (60, 100), (60, 100)])
    #expect(header(fixture).hasPrefix("%   finishing · elapsed 23:00"))
  }

  @Test func anEndIsHeldAgainstTheUsual() throws {
    var fixture = fixture(runs: try runs(14, 15, 13))
    read(&fixture, started: -900, status: .completed, completed: 0)
    #expect(fixture.text.contains("Completed 13:52:07 · took 15:00 (usually 14:00)"))
    #expect(Receipt(fixture.model, width: 100, command: nil).text.contains("took 15:00, usually 14:00"))
  }

  @Test func aTaskEndsNoEarlierThanItsOpenChildren() throws {
    var fixture = Fixture(tasks: 2, width: 110, height: 12)
    var parent = TaskSnapshot(id: fixture.model.tasks[0].id.text, name: "Parent", status: .processing)
    parent.started = Fixture.at(-600)
    var child = TaskSnapshot(id: fixture.model.tasks[1].id.text, name: "Child", status: .processing)
    child.started = Fixture.at(-600)
    child.parent = "Parent (\(parent.id))"
    for step in 0...6 {
      fixture.tick(60)
      child.progress = 40 + Double(step) * 2
      fixture.send(.followed(task: 0, .task(parent)))
      fixture.send(.followed(task: 1, .task(child)))
    }
    let estimates = fixture.model.tasks.map(\.progress.reading.estimate?.end)
    #expect(estimates[1] != nil && estimates[0] == estimates[1])
    // Two that name each other, and one that names itself, are no family.
    parent.parent = child.id
    fixture.send(.followed(task: 0, .task(parent)))
    child.parent = child.id
    fixture.send(.followed(task: 1, .task(child)))
    fixture.tick(1)
  }

  @Test func detailsSayWhereTheNumberComesFrom() throws {
    let curve = RunCurve(shares: RunCurve.grid.map { $0 / 100 })
    var fixture = fixture(progress: 60, eta: 4_800, runs: try runs(28, 30, 31, 32, 30, curve: curve))
    go(&fixture, (1...4).map { (60, 60 + Double($0) * 3) }, eta: 4_800)
    fixture.send(.resized(Size(width: 110, height: 44)))
    fixture.press("I")
    let text = fixture.text
    for part in [
      "estimated from 5 earlier runs, 4 reports", "server      15:12:07", "usually     30 min  between",
      "in 5 earlier runs", "phases      waited 0:12 · runs for 24:00", "the platform ends it then",
      "Progress over time · 5 earlier runs", "four times out of five",
    ] {
      #expect(text.contains(part), "\(part)\n\(text)")
    }
    #expect(text.contains("░") && text.contains("█"))
    fixture.model.glyphs = .ascii
    #expect(fixture.text.utf8.allSatisfy { $0 < 0x80 })
  }

  @Test(arguments: FailureReason.allCases) func failuresOfThePlatformAreExplained(reason: FailureReason) {
    var fixture = Fixture(width: 110, height: 40)
    let texts: [FailureReason: String] = [
      .timeout: "Processing timeout exceeded", .shutdown: "Interrupted by instance shutdown",
      .authentication: "Authentication failed", .payload: "Invalid request payload",
      .context: "Non-recoverable context error",
    ]
    fixture.task(name: "Importing", status: .failed, progress: 40, completed: -5)
    fixture.logs(0, .init(-5, .failure, texts[reason] ?? ""))
    fixture.press("I")
    let words = fixture.text.split { " \n│".contains($0) }.joined(separator: " ")
    #expect(words.contains("why \(reason.sentence)"), "\(fixture.text)")
  }

  @Test func aWrongClockIsSaidOnceAndInTheDetails() {
    var fixture = fixture(progress: 10)
    fixture.send(.resized(Size(width: 110, height: 44)))
    fixture.send(.clockError(-1.5))
    #expect(fixture.model.clockError == 0)
    fixture.send(.clockError(-125))
    #expect(fixture.text.contains("times are the server's: this machine's clock is 2 min behind"))
    fixture.press("I")
    #expect(fixture.text.contains("clock       times are the server's: this machine's clock is 2 min behind"))
    fixture.send(.clockError(0.2))
    #expect(fixture.model.clockError == 0)
  }

  @Test func nothingThatIsReportedIsAbsurdOnTheScreen() throws {
    let values: [Double?] = [nil, .nan, -5, 1e9, 0, 100, .infinity, 3, 2.5, 99.99]
    let ends: [Double?] = [nil, -6.2e10, 2.5e11, 0, .nan]
    var fixture = fixture(runs: try runs(0.01, 1_000_000, 5))
    var step = 0
    for value in values {
      for eta in ends {
        step += 1
        fixture.tick(step % 7 == 0 ? -4_000 : 0.001)
        read(
          &fixture, progress: value, eta: eta,
          parameters: #"{"maxTaskProcessingSeconds":\#(step % 3 == 0 ? "1e308" : "-1")}"#)
        let text = fixture.text
        #expect(!text.contains("in -") && !text.contains("nan") && !text.contains("inf"), "\(text)")
      }
    }
    fixture.press("I")
    _ = fixture.text
  }

  @Test func aKindIsAskedForOnceAndLearnsLater() throws {
    var fixture = Fixture(width: 110, height: 7)
    fixture.model.keepsHistory = true
    var task = TaskSnapshot(id: fixture.model.tasks[0].id.text, name: "Importing", status: .processing)
    (task.code, task.started) = ("imports", Fixture.at(-1_200))
    #expect(fixture.send(.followed(task: 0, .task(task))) == [.listRuns(code: "imports")])
    #expect(fixture.send(.followed(task: 0, .task(task))).isEmpty)
    fixture.send(.histories(["imports": CodeHistory(runs: try runs(30, 31, 29), asked: Fixture.start)]))
    #expect(fixture.model.tasks[0].progress.reading.usualDuration == 1_800)
    #expect(fixture.text.contains("usually 30 min"))
    (task.status, task.completed) = (.completed, Fixture.at(0))
    let commands = fixture.send(.followed(task: 0, .task(task)))
    guard case .keepRun(let run)? = commands.first, commands.count == 1 else {
      Issue.record("\(commands)")
      return
    }
    #expect(run.run.duration == 1_200 && run.code == "imports")
    #expect(fixture.send(.followed(task: 0, .task(task))).isEmpty)
  }

  @Test func whatWasAskedForLatelyIsNotAskedAgain() throws {
    for (age, isAsked) in [(60.0, false), (7 * 3_600, true), (-60, true)] {
      var fixture = Fixture(width: 110, height: 7)
      fixture.model.keepsHistory = true
      fixture.send(.histories(["imports": CodeHistory(asked: Fixture.at(-age))]))
      var task = TaskSnapshot(id: fixture.model.tasks[0].id.text, name: "Importing", status: .processing)
      task.code = "imports"
      #expect(fixture.send(.followed(task: 0, .task(task))).isEmpty != isAsked)
    }
  }
}
