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

  @Test(arguments: [
    ("403 Forbidden: Logs are for Operations.", "403 Forbidden: Logs are for Operations. The token in MPT_API_TOKEN"),
    ("403 Forbidden", "403 Forbidden. The token in MPT_API_TOKEN"),
  ]) func sentencesEndOnce(said: String, beginning: String) async {
    let source = HintingSource(Refusing(failure: SourceFailure(.status(403), said)))
    do {
      _ = try await source.tasks(offset: 0, limit: 1)
      Issue.record("refused nothing")
    } catch {
      #expect(error.sentence.hasPrefix(beginning))
    }
  }
}
