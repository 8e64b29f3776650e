import Testing

@testable import mpt_tail

@Suite struct NotifyWayTests {
  @Test func readsWays() {
    #expect(NotifyWay(argument: "bell") == .bell)
    #expect(NotifyWay(argument: "osc") == .osc)
    #expect(NotifyWay(argument: "off") == .off)
    #expect(
      NotifyWay(argument: "cmd:notify-send \"$MPT_TAIL_MESSAGE\"") == .command("notify-send \"$MPT_TAIL_MESSAGE\""))
  }

  @Test(arguments: ["", "mail", "cmd", "cmd:", "cmd:  ", "cmd:\n", "cmd:a\u{0}b", "Bell", " bell"])
  func refusesOthers(text: String) {
    #expect(NotifyWay(argument: text) == nil)
  }
}
