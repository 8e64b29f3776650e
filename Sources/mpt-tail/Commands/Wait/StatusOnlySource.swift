import MonitorCore

/// A source that gives tasks and never asks for a log: whoever needs the state alone is refused every log here, at no cost.
struct StatusOnlySource: TaskSource {
  private let source: any TaskSource

  init(_ source: any TaskSource) {
    self.source = source
  }

  func task(_ id: TaskID) async throws(SourceFailure) -> TaskAnswer { try await source.task(id) }

  func logs(_ query: LogQuery) async throws(SourceFailure) -> LogPage {
    throw SourceFailure(.status(403), "Not asked for.")
  }

  func tasks(offset: Int, limit: Int) async throws(SourceFailure) -> TaskPage {
    try await source.tasks(offset: offset, limit: limit)
  }
}
