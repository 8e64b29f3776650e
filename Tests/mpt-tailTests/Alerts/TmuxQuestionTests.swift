import MonitorTerminal
import Testing

@testable import mpt_tail

@Suite struct TmuxQuestionTests {
  private func ask(_ script: String) throws -> TmuxQuestion {
    try #require(TmuxQuestion(["/bin/sh", "-c", script], environment: ["PATH": "/usr/bin:/bin"]))
  }

  @Test func readsWhatTheChildSays() throws {
    let question = try ask("echo '3.4|all|iTerm2 3.6.9|xterm-256color'")
    let expected = TmuxAnswer("3.4|all|iTerm2 3.6.9|xterm-256color")
    #expect(expected != nil && question.read(within: .seconds(3_600)) == .answered(expected))
  }

  @Test func aChildThatFailsOrIsNotThereHasNoAnswer() throws {
    #expect(try ask("exit 1").read(within: .seconds(3_600)) == .answered(nil))
    #expect(try ask("yes").read(within: .seconds(3_600)) == .answered(nil))
    #expect(TmuxQuestion(["/no/such/program"], environment: [:]) == nil)
  }

  @Test func aChildThatHangsHoldsNobodyUp() throws {
    let question = try ask("exec sleep 600")
    #expect(question.read(within: .zero) == .waiting)
    #expect(question.read(within: .milliseconds(20)) == .answered(nil))
  }
}
