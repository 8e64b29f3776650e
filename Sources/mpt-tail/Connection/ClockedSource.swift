import MonitorCore
import Synchronization

/// A source that learns the server's clock from every answer, so that spans to now need no right clock on this machine.
final class ClockedSource: TaskSource {
  private let source: any TaskSource
  private let start = ContinuousClock.now
  private let clock = Mutex(ServerClock())

  init(_ source: any TaskSource) {
    self.source = source
  }

  /// The server's time; this machine's before the first answer.
  var now: Timestamp {
    let moment = start.duration(to: .now)
    return clock.withLock { $0.now(at: moment) } ?? .now
  }

  /// The latest that the server's time can be, which a `Date` of whole seconds leaves open; this machine's before the first
  /// answer.
  var latest: Timestamp {
    let moment = start.duration(to: .now)
    return clock.withLock { $0.latest(at: moment) } ?? .now
  }

  func task(_ id: TaskID) async throws(SourceFailure) -> TaskAnswer {
    try await timed(\.serverNow) { source throws(SourceFailure) in try await source.task(id) }
  }

  func logs(_ query: LogQuery) async throws(SourceFailure) -> LogPage {
    try await timed(\.serverNow) { source throws(SourceFailure) in try await source.logs(query) }
  }

  func tasks(offset: Int, limit: Int) async throws(SourceFailure) -> TaskPage {
    try await timed(\.serverNow) { source throws(SourceFailure) in
      try await source.tasks(offset: offset, limit: limit)
    }
  }

  func completedTasks(code: String, limit: Int) async throws(SourceFailure) -> TaskPage {
    try await timed(\.serverNow) { source throws(SourceFailure) in
      try await source.completedTasks(code: code, limit: limit)
    }
  }

  /// Asks the source, and learns from the answer's clock, a refusal's too.
  private func timed<Answer>(
    _ serverNow: (Answer) -> Timestamp?, _ ask: (any TaskSource) async throws(SourceFailure) -> Answer
  ) async throws(SourceFailure) -> Answer {
    let asked = ContinuousClock.now
    do throws(SourceFailure) {
      let answer = try await ask(source)
      record(serverNow(answer), asked)
      return answer
    } catch {
      record(error.serverNow, asked)
      throw error
    }
  }

  private func record(_ date: Timestamp?, _ asked: ContinuousClock.Instant) {
    guard let date else { return }
    let (asked, answered) = (start.duration(to: asked), start.duration(to: .now))
    clock.withLock { $0.record(date, asked: asked, answered: answered) }
  }
}
