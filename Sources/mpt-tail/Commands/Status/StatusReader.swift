import MonitorCore

/// Reads tasks once, all at the same time, for as long as it is let.
struct StatusReader: Sendable {
  /// Between two tries where an answer may come.
  private static let pause = Duration.milliseconds(150)

  let source: any TaskSource

  /// What came of each task. Cancelling the calling task ends it at once, with what came until then.
  func read(_ tasks: [TaskID]) async -> [TaskID: Result<StatusReading, SourceFailure>] {
    await withTaskGroup(of: (TaskID, Result<StatusReading, SourceFailure>).self) { group in
      for task in tasks { group.addTask { (task, await read(task)) } }
      var found: [TaskID: Result<StatusReading, SourceFailure>] = [:]
      for await (task, result) in group { found[task] = result }
      return found
    }
  }

  private func read(_ task: TaskID) async -> Result<StatusReading, SourceFailure> {
    while true {
      do throws(SourceFailure) {
        let answer = try await source.task(task)
        return .success(StatusReading(task: answer.task, readAt: .now, serverNow: answer.serverNow))
      } catch {
        guard error.mayPass, error.retryAfter == nil, (try? await Task.sleep(for: Self.pause)) != nil else {
          return .failure(error)
        }
      }
    }
  }
}
