import MonitorCore
import Testing

@testable import mpt_tail

/// Spans to now are on the server's clock, whatever this machine's shows.
@Suite struct ClockedSourceTests {
  /// A server whose clock is so many seconds ahead of this machine's.
  private struct Server: TaskSource {
    var ahead: Double
    var fails = false

    private var date: Timestamp {
      let now = Timestamp.now.advanced(bySeconds: ahead)
      return Timestamp(ticks: now.ticks - now.ticks % Timestamp.ticksPerSecond)
    }

    private func refuse() throws(SourceFailure) {
      if fails { throw SourceFailure(.status(503), "503", serverNow: date) }
    }

    func task(_ id: TaskID) async throws(SourceFailure) -> TaskAnswer {
      try refuse()
      return TaskAnswer(task: TaskSnapshot(id: id.text), serverNow: date)
    }

    func logs(_ query: LogQuery) async throws(SourceFailure) -> LogPage {
      try refuse()
      return LogPage(batch: EntryBatch(), serverNow: date)
    }

    func tasks(offset: Int, limit: Int) async throws(SourceFailure) -> TaskPage {
      try refuse()
      return TaskPage(tasks: [], total: 0, serverNow: date)
    }
  }

  @Test(
    arguments: [-7_200.0, 7_200], [(0, false), (1, false), (2, false), (0, true), (1, true), (2, true)])
  func everyAnswerTellsTheTime(ahead: Double, request: (route: Int, fails: Bool)) async throws {
    let (route, fails) = request
    let source = ClockedSource(Server(ahead: ahead, fails: fails))
    let task = try #require(TaskID("TSK-1"))
    #expect(abs(source.now.seconds(since: .now)) < 1)
    do {
      switch route {
      case 0: _ = try await source.task(task)
      case 1: _ = try await source.logs(LogQuery(task: task))
      default: _ = try await source.tasks(offset: 0, limit: 1)
      }
      #expect(!fails)
    } catch {
      #expect(fails)
    }
    #expect(abs(source.now.seconds(since: .now) - ahead) <= 2)
    let late = source.latest.seconds(since: .now) - ahead
    #expect((-0.001...2).contains(late))
  }

  @Test func anAnswerWithoutADateTellsNothing() async throws {
    struct Dateless: TaskSource {
      func task(_ id: TaskID) async throws(SourceFailure) -> TaskAnswer {
        TaskAnswer(task: TaskSnapshot(id: id.text), serverNow: nil)
      }
      func logs(_ query: LogQuery) async throws(SourceFailure) -> LogPage { LogPage(batch: EntryBatch()) }
      func tasks(offset: Int, limit: Int) async throws(SourceFailure) -> TaskPage { TaskPage(tasks: [], total: nil) }
    }
    let source = ClockedSource(Dateless())
    _ = try await source.task(try #require(TaskID("TSK-1")))
    #expect(abs(source.now.seconds(since: .now)) < 1)
  }
}
