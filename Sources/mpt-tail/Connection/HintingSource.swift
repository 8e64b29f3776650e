import MonitorCore

/// A source that adds advice to the sentences of refusals.
struct HintingSource: TaskSource {
  private let source: any TaskSource
  private let tokenAdvice: String

  /// - Parameter tokenAdvice: what a token that is not known needs, by where it comes from.
  init(_ source: any TaskSource, tokenAdvice: String? = nil) {
    self.source = source
    self.tokenAdvice = tokenAdvice ?? TokenOrigin.variable("").advice
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

  func completedTasks(code: String, limit: Int) async throws(SourceFailure) -> TaskPage {
    try await source.completedTasks(code: code, limit: limit)
  }

  /// The advice stands before what the server said: a narrow line cuts the end off.
  private func advised(_ failure: SourceFailure, logs: Bool) -> SourceFailure {
    // What names the variable already needs no advice about it.
    guard let advice = advice(for: failure.kind, logs: logs), !failure.sentence.contains("HTTPS_PROXY") else {
      return failure
    }
    var failure = failure
    failure.sentence = "\(advice): \(failure.sentence)"
    return failure
  }

  private func advice(for kind: SourceFailure.Kind, logs: Bool) -> String? {
    switch kind {
    case .status(401): tokenAdvice
    case .status(403) where logs:
      "Logs need an Operations or service token"
    case .status(403): "The token in MPT_API_TOKEN does not allow this"
    case .status(404) where logs:
      "The log of this task cannot be found: it may need an Operations or service token"
    case .status(407): "A proxy between here and the platform wants a login: see HTTPS_PROXY"
    case .status(451): "The server says that the law forbids it: no token changes that"
    case .status(511): "This network wants a login first: open a page in a browser"
    default: nil
    }
  }
}
