import MonitorCore
import MonitorStream
import Testing

@testable import mpt_tail

/// Which recordings count as earlier runs.
@Suite struct RecordedRunsTests {
  private let start = Timestamp(ticks: 17_575_980_000_000_000)

  private func at(_ seconds: Double) -> Timestamp { start.advanced(bySeconds: seconds) }

  private func id() throws -> TaskID { try #require(TaskID("TSK-1")) }

  /// A recording from its start to its end, in which a task completes after 100 s.
  private func told(
    host: String = "api.example", status: TaskStatus = .completed, completeness: FollowState.Completeness = .proven,
    hasStart: Bool = true
  ) throws -> [EarlierRun]? {
    var runs = RecordedRuns()
    if hasStart {
      #expect(runs.record(.start(RunStart(version: "1", host: host, tasks: [try id()])), at: at(0)) == nil)
    }
    for second in stride(from: 0.0, through: 100, by: 10) {
      var task = TaskSnapshot(id: try id().text, status: second == 100 ? status : .processing)
      (task.code, task.started, task.progress) = ("imports", at(0), second)
      task.completed = second == 100 ? at(100) : nil
      #expect(runs.record(.task(try id(), task, ReportedEnd()), at: at(second)) == nil)
    }
    var outcome = TaskOutcome(task: try id())
    outcome.state.completeness = completeness
    let end = RunEnd(exit: 0, reason: .completed, outcomes: [outcome])
    let told = runs.record(.end(end), at: at(101))
    #expect(runs.record(.end(end), at: at(102)) == nil)
    #expect(told == nil || told?.host == host)
    return told?.runs
  }

  @Test func aWholeRecordingIsARunWithItsCurve() throws {
    let runs = try #require(try told())
    #expect(runs.count == 1 && runs[0].code == "imports" && runs[0].run.duration == 100 && runs[0].run.curve != nil)
  }

  @Test func whatIsNotWholeIsNone() throws {
    #expect(try told(completeness: .unproven("a gap"))?.isEmpty == true)
    #expect(try told(completeness: .open)?.isEmpty == true)
    #expect(try told(status: .failed)?.isEmpty == true)
    #expect(try told(hasStart: false) == nil)
  }

  @Test(arguments: ["127.0.0.1:8080", "localhost:1", "[::1]:80", ""]) func simulatedPlatformsTellNothing(host: String)
    throws
  {
    #expect(try told(host: host) == nil)
  }
}

/// What `mpt-tail history` prints.
@Suite struct HistoryTableTests {
  @Test func runsStandByHostAndCode() throws {
    let ended = Timestamp(ticks: 17_575_980_000_000_000)
    let runs = try (0..<12).map { number in
      EarlierRun(
        task: try #require(TaskID("TSK-\(number)")), code: "imports", ended: ended,
        run: RunHistory.Run(duration: 600 + Double(number) * 10))
    }
    let single = CodeHistory(runs: [runs[0]])
    let table = HistoryTable(
      [
        (host: "api.example", code: "accounts.transfer", history: single),
        (host: "api.example", code: "imports\u{1B}[2J", history: CodeHistory(runs: runs)),
        (host: "other.example", code: "imports", history: single),
      ], isASCII: false)
    #expect(
      table.lines == [
        "api.example",
        "CODE               RUNS  WATCHED  USUALLY  BETWEEN        NEWEST",
        "accounts.transfer     1        0    10:00  -              2025-09-11 13:40Z",
        "imports^[[2J         12        0    10:55  10:10 – 11:40  2025-09-11 13:40Z",
        "",
        "other.example",
        "CODE               RUNS  WATCHED  USUALLY  BETWEEN        NEWEST",
        "imports               1        0    10:00  -              2025-09-11 13:40Z",
      ])
    #expect(HistoryTable([], isASCII: true).lines == ["no run is remembered"])
  }
}

/// How the platform is asked for earlier runs.
@Suite struct RunListerTests {
  private struct Source: TaskSource {
    var answer: Result<TaskPage, SourceFailure>

    func task(_ id: TaskID) async throws(SourceFailure) -> TaskAnswer { throw SourceFailure(.status(404), "") }
    func logs(_ query: LogQuery) async throws(SourceFailure) -> LogPage { throw SourceFailure(.status(404), "") }
    func tasks(offset: Int, limit: Int) async throws(SourceFailure) -> TaskPage {
      throw SourceFailure(.status(404), "")
    }
    func completedTasks(code: String, limit: Int) async throws(SourceFailure) -> TaskPage { try answer.get() }
  }

  private func task(_ number: Int, code: String = "imports", status: TaskStatus = .completed, duration: Double? = 60)
    -> TaskSnapshot
  {
    var task = TaskSnapshot(id: "TSK-\(number)", status: status)
    let start = Timestamp(ticks: 17_575_980_000_000_000).advanced(bySeconds: Double(number))
    (task.code, task.started, task.completed) = (code, start, duration.map(start.advanced(bySeconds:)))
    return task
  }

  @Test func onlyWhatWasAskedForCounts() async {
    let page = TaskPage(
      tasks: [
        task(1), task(3), task(2, code: "exports"), task(4, status: .failed), task(5, duration: nil),
        task(6, duration: -5),
      ], total: nil)
    let runs = await RunLister.runs(of: "imports", from: Source(answer: .success(page)))
    #expect(runs?.map(\.task.text) == ["TSK-3", "TSK-1"])
  }

  @Test func aRefusalIsNoRunsAndNoAnswerIsNothing() async {
    for status in [400, 401, 403, 404] {
      let runs = await RunLister.runs(of: "imports", from: Source(answer: .failure(SourceFailure(.status(status), ""))))
      #expect(runs == [])
    }
    for kind in [SourceFailure.Kind.timeout, .transport(beforeFirstByte: true), .status(503), .cancelled] {
      #expect(await RunLister.runs(of: "imports", from: Source(answer: .failure(SourceFailure(kind, "")))) == nil)
    }
  }
}
