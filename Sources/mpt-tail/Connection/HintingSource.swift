import MonitorCore

/// A source that adds advice to the sentences of refusals.
struct HintingSource: TaskSource {
  private let source: any TaskSource

  init(_ source: any TaskSource) {
    self.source = source
  }

  func task(_ id: TaskID) async throws(SourceFailure) -> TaskAnswer {
    do { return try await source.task(id) } catch { throw advised(error, logs: false) }
  }

  func logs(_ query: LogQuery) async throws(SourceFailure) -> LogPage {
    do { return try await source.logs(query) } catch { throw advised(error, logs: true) }
  }

  func tasks(offset: Int, limit: Int) async throws(SourceFailure) -> TaskPage {
    do { return try await source.tasks(offset: offset, limit: limit) } catch { throw advised(error, logs: false) }
  }

  private func advised(_ failure: SourceFailure, logs: Bool) -> SourceFailure {
    var failure = failure
    let sentence = failure.sentence.withoutPeriod
    switch failure.kind {
    case .status(401):
      failure.sentence = sentence + ". Set MPT_API_TOKEN to a valid token; a new one takes about a minute to work."
    case .status(403) where logs:
      failure.sentence =
        sentence + ". Logs need an Operations or service token; status, progress and ETA go on without them."
    case .status(403):
      failure.sentence = sentence + ". The token in MPT_API_TOKEN does not allow this."
    case .status(404) where logs:
      failure.sentence =
        sentence
        + ". The task is there: its logs may be hidden from this token, and need an Operations or service token."
    case .status(407) where !sentence.contains("HTTPS_PROXY"):
      failure.sentence = sentence + ". A proxy between here and the platform wants a login: see HTTPS_PROXY."
    case .status(451): failure.sentence = sentence + ". The law forbids it, says the server: no token changes that."
    case .status(511):
      failure.sentence = sentence + ". This network wants a login first: open a page in a browser."
    default: break
    }
    return failure
  }
}
