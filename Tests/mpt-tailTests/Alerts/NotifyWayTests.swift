import MonitorTerminal
import Testing

@testable import mpt_tail

@Suite struct NotifyWayTests {
  @Test func readsWays() {
    #expect(NotifyWay(argument: "bell") == .bell)
    #expect(NotifyWay(argument: "auto") == .auto)
    #expect(NotifyWay(argument: "osc") == .auto, "as it was called once")
    #expect(NotifyWay(argument: "osc777") == .sequence(.osc777))
    #expect(NotifyWay(argument: "off") == .off)
    #expect(
      NotifyWay(argument: "cmd:notify-send \"$MPT_TAIL_MESSAGE\"") == .command("notify-send \"$MPT_TAIL_MESSAGE\""))
  }

  @Test(arguments: ["", "mail", "cmd", "cmd:", "cmd:  ", "cmd:\n", "cmd:a\u{0}b", "Bell", "osc8", "osc1337", " bell"])
  func refusesOthers(text: String) {
    #expect(NotifyWay(argument: text) == nil)
  }
}
