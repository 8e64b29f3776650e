import Foundation
import MonitorTerminal
import Testing

@Suite struct TerminalControlTests {
  private func text(_ bytes: [UInt8]?) -> String? { bytes.map { String(decoding: $0, as: UTF8.self) } }

  @Test func setsATitleThatCannotEndItself() {
    #expect(text(TerminalControl.title("42 % TSK-1")) == "\u{1b}]2;42 % TSK-1\u{7}")
    #expect(
      text(TerminalControl.title("a\u{7}\u{1b}]52;c;x\u{9c}b\u{202e}\n\u{0}")) == "\u{1b}]2;a]52;c;xb\u{7}")
    #expect(TerminalControl.title(String(repeating: "x", count: 100_000)).count == 4 + 120 + 1)
  }

  @Test func notifiesWithoutGivingOrders() {
    #expect(text(TerminalControl.notice("done", by: .osc9)) == "\u{1b}]9;done\u{1b}\\")
    #expect(text(TerminalControl.notice("4;1;50", by: .osc9)) == "\u{1b}]9; 4;1;50\u{1b}\\")
    #expect(text(TerminalControl.notice("\u{1b}4;1", by: .osc9)) == "\u{1b}]9; 4;1\u{1b}\\")
    #expect(text(TerminalControl.notice("a;b\u{7}", by: .osc777)) == "\u{1b}]777;notify;mpt-tail;a,b\u{1b}\\")
    #expect(text(TerminalControl.notice("a;b\n", by: .osc99)) == "\u{1b}]99;;a;b\u{1b}\\")
    #expect(TerminalControl.notice(String(repeating: "x", count: 9_999), by: .osc99).count < 220)
  }

  @Test(arguments: [
    (TerminalControl.Progress.none, "0;0"), (.percent(42), "1;42"), (.percent(-3), "1;0"), (.percent(.max), "1;100"),
    (.failed(7), "2;7"), (.unknown, "3;0"),
  ]) func showsProgress(progress: TerminalControl.Progress, state: String) {
    #expect(text(TerminalControl.progress(progress)) == "\u{1b}]9;4;\(state)\u{1b}\\")
  }

  @Test(arguments: ["", "a", "ab", "abc", "日本\n\u{0}", String(repeating: "xyz", count: 1000)])
  func copiesAsBase64(content: String) {
    let encoded = Data(content.utf8).base64EncodedString()
    #expect(text(TerminalControl.clipboard(content, through: .none)) == "\u{1b}]52;c;\(encoded)\u{7}")
  }

  @Test func copiesThroughMultiplexers() {
    #expect(
      text(TerminalControl.clipboard("a", through: .tmux))
        == "\u{1b}]52;c;YQ==\u{7}\u{1b}Ptmux;\u{1b}\u{1b}]52;c;YQ==\u{7}\u{1b}\\")
    let long = TerminalControl.clipboard(String(repeating: "a", count: 3000), through: .screen) ?? []
    let strings = text(long)?.components(separatedBy: "\u{1b}\\") ?? []
    #expect(strings.count == 9)
    #expect(strings.allSatisfy { $0.utf8.count <= 768 })
    let joined = strings.map { $0.hasPrefix("\u{1b}P") ? String($0.dropFirst(2)) : $0 }.joined()
    #expect(joined == text(TerminalControl.clipboard(String(repeating: "a", count: 3000), through: .none)))
  }

  @Test func refusesWhatATerminalWouldCutOff() {
    #expect(TerminalControl.clipboard(String(repeating: "a", count: 56_244), through: .none) != nil)
    #expect(TerminalControl.clipboard(String(repeating: "a", count: 57_000), through: .none) == nil)
  }
}
