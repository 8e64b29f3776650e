import Foundation
import TestSupport
import Testing

/// The harness itself, proven on programs that every system has.
@Suite(.ownQueue) struct TmuxScreenTests {
  @Test func showsWhatACommandPrintsAndTypesToIt() async throws {
    let screen = try TmuxScreen(
      ["sh", "-c", "stty size; printf 'say: '; read word; echo \"heard $word $GREETING\"; exit 7"], width: 60,
      height: 10, environment: ["GREETING": "there"])
    try await screen.wait(forText: "10 60")
    try await screen.wait(forText: "say:")
    try screen.type("hello")
    try screen.press("Enter")
    let (status, last) = try await screen.end()
    #expect(status == 7)
    #expect(last.contains("heard hello there"))
  }

  @Test func resizesAndTellsTheProgram() async throws {
    let screen = try TmuxScreen(
      ["sh", "-c", "trap 'stty size' WINCH; echo ready; while :; do sleep 0.05; done"], width: 60, height: 10)
    try await screen.wait(forText: "ready")
    try screen.resize(width: 40, height: 8)
    try await screen.wait(forText: "8 40")
  }

  @Test func tellsASignalThatEndedTheCommand() async throws {
    let screen = try TmuxScreen(["sh", "-c", "echo ready; sleep 1800"])
    try await screen.wait(forText: "ready")
    try screen.signal(SIGTERM)
    #expect(try await screen.end().status == 128 + SIGTERM)
  }

  /// What is written last counts, however short before the end: many ends, because only some fall between two looks.
  @Test func showsTheScreenAfterTheEndAndNotBefore() async throws {
    for wait in 0..<20 {
      let screen = try TmuxScreen(["sh", "-c", "sleep 0.0\(40 + wait); echo the last word"], width: 40, height: 4)
      let (status, last) = try await screen.end()
      #expect(status == 0 && last.contains("the last word"))
    }
  }

  /// More than tmux reads at once: it would forget the rest together with the window of a command that has ended.
  @Test func showsTheEndOfALongOutput() async throws {
    for _ in 0..<5 {
      let screen = try TmuxScreen(["sh", "-c", "seq 5000; echo the last word; exit 3"], width: 40, height: 4)
      let (status, last) = try await screen.end()
      #expect(status == 3 && last.contains("the last word"))
    }
  }

  @Test func saysWhatWasOnTheScreenWhenTimeIsUp() async throws {
    let screen = try TmuxScreen(["sh", "-c", "echo only this; sleep 60"])
    try await screen.wait(forText: "only this")
    await #expect {
      try await screen.wait(forText: "something else", within: .milliseconds(50))
    } throws: { "\($0)".contains("something else") && "\($0)".contains("only this") }
  }

  @Test func findsTheProgramBesideTheTests() {
    #expect(FileManager.default.isExecutableFile(atPath: TmuxScreen.program))
  }
}
