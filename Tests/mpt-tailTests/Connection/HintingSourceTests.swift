import MonitorCore
import Testing

@testable import mpt_tail

@Suite struct HintingSourceTests {
  private struct Refusing: TaskSource {
    let failure: SourceFailure

    func task(_ id: TaskID) async throws(SourceFailure) -> TaskAnswer { throw failure }
    func logs(_ query: LogQuery) async throws(SourceFailure) -> LogPage { throw failure }
    func tasks(offset: Int, limit: Int) async throws(SourceFailure) -> TaskPage { throw failure }
  }

  private func sentence(
    _ status: Int, _ said: String, _ ask: (HintingSource) async throws -> Void
  ) async -> String {
    do {
      try await ask(HintingSource(Refusing(failure: SourceFailure(.status(status), said))))
      return "refused nothing"
    } catch {
      return (error as? SourceFailure)?.sentence ?? "\(error)"
    }
  }

  /// What a narrow line cuts off is the end: the advice comes first, the trace id last.
  @Test(arguments: [
    (401, "Set MPT_API_TOKEN to a valid token"), (403, "Logs need an Operations or service token"),
    (404, "The log of this task cannot be found: it may need an Operations"),
  ]) func theAdviceForALogStandsFirstAndTheTraceLast(status: Int, advice: String) async throws {
    let task = try #require(TaskID("TSK-1"))
    let sentence = await sentence(status, "\(status) Refused - by a rule (00-trace-01)") {
      _ = try await $0.logs(LogQuery(task: task))
    }
    #expect(sentence.hasPrefix(advice) && sentence.hasSuffix(": \(status) Refused - by a rule (00-trace-01)"))
  }

  @Test(arguments: [
    (403, "The token in MPT_API_TOKEN does not allow this: 403 Forbidden."),
    (503, "403 Forbidden."),
  ]) func onlyWhatAPersonCanMendHasAdvice(status: Int, expected: String) async {
    #expect(await sentence(status, "403 Forbidden.") { _ = try await $0.tasks(offset: 0, limit: 1) } == expected)
  }
}
