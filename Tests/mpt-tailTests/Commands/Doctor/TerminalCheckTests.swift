import MonitorTerminal
import Testing

@testable import mpt_tail

/// Each check of the terminal, as it is and as it fails.
@Suite struct TerminalCheckTests {
  private static let good: [String: String] = [
    "TERM": "xterm-kitty", "COLORTERM": "truecolor", "KITTY_WINDOW_ID": "1", "LANG": "C.UTF-8",
  ]
  private static let inTmux: [String: String] = ["TERM": "tmux-256color", "TMUX": "/tmp/tmux-0/default,1,0"]

  private func found(
    _ environment: [String: String], notify: NotifyWay = .auto, tmux: [String: String]? = nil,
    change: (inout TerminalCheck.Device) -> Void = { _ in }
  ) async -> [String: Finding] {
    var device = TerminalCheck.Device(isThere: true, size: (120, 40), isUnicode: true, localeAdvice: nil) { command in
      command == TmuxAnswer.question ? tmux?["question"] : tmux?[command.last ?? ""]
    }
    change(&device)
    let check = TerminalCheck(environment: Environment(environment), notify: notify, device: device)
    return Dictionary(await check.findings().map { ($0.check, $0) }) { first, _ in first }
  }

  @Test func aGoodOneIsWell() async {
    let found = await found(Self.good)
    #expect(found.values.allSatisfy { $0.verdict == .ok }, "\(found)")
    #expect(found["terminal"]?.words == "xterm-kitty, 120 by 40")
    #expect(found["colours"]?.words == "16 million")
    #expect(found["keys"]?.words.hasSuffix("Esc alone after 50 ms") == true)
    #expect(found["tmux"] == nil)
  }

  @Test func whatNoScreenCanBeShownOnIsSaid() async {
    let none = await found(Self.good) { ($0.isThere, $0.size) = (false, nil) }
    #expect(none["terminal"] == Finding("terminal", .note, "none here: entries would be lines"))
    #expect(await found(["LANG": "C"])["terminal"]?.verdict == .broken)
    #expect(await found(["TERM": "dumb"])["terminal"]?.words == "dumb: plain lines in place of the screen")
    #expect(await found(Self.good) { $0.size = nil }["terminal"]?.words == "xterm-kitty")
  }

  @Test(arguments: [
    (["TERM": "vt220"], "none: the terminal has none"),
    (["TERM": "xterm", "NO_COLOR": "1"], "none, as the environment"),
    (["TERM": "xterm", "CLICOLOR": "0"], "none, as the environment"),
  ]) func whatHasNoColoursIsSaid(environment: [String: String], words: String) async {
    let finding = await found(environment)["colours"]
    #expect(finding?.verdict == .note && finding?.words.hasPrefix(words) == true, "\(String(describing: finding))")
  }

  @Test func aSlowEscIsSaid() async {
    let slow = await found(Self.inTmux, tmux: ["escape-time": "500\n"])["keys"]
    #expect(slow?.verdict == .note && slow?.words.hasPrefix("tmux keeps Esc for 500 ms") == true)
    #expect(await found(Self.inTmux, tmux: ["escape-time": "20\n"])["keys"]?.verdict == .ok)
    // A tmux that does not answer keeps nobody from the rest.
    #expect(await found(Self.inTmux)["keys"]?.verdict == .ok)
    #expect(await found(Self.good.merging(["ESCDELAY": "200"]) { $1 })["keys"]?.words.hasSuffix("200 ms") == true)
  }

  @Test func whatTmuxKeepsBackIsSaid() async {
    let off = await found(Self.inTmux, tmux: ["allow-passthrough": "off\n", "set-clipboard": "external\n"])
    #expect(off["tmux"] == Finding("tmux", .note, "allow-passthrough off, set-clipboard external"))
    #expect(await found(Self.inTmux)["tmux"]?.words == "does not say what it lets pass")
    let on = await found(Self.inTmux, tmux: ["allow-passthrough": "on\n", "set-clipboard": "on\n"])
    #expect(on["tmux"]?.verdict == .ok)
    #expect(on["notices"]?.words.hasSuffix("tmux is between here and the terminal, and does not answer") == true)
    let shut = await found(Self.inTmux, tmux: ["question": "3.5a|off|kitty(0.35)|xterm-kitty\n"])
    #expect(shut["notices"]?.words.contains("set -g allow-passthrough on") == true)
  }

  @Test func whatTellsNobodyIsSaid() async {
    #expect(await found(Self.good, notify: .off)["notices"] == Finding("notices", .note, "none, as 'notify' says"))
    let unknown = await found(["TERM": "linux"])
    #expect(unknown["notices"]?.verdict == .note)
    #expect(unknown["clipboard"]?.words == "none that is known: copying is said to be impossible")
  }

  @Test func aLocaleThatIsNotThereIsSaid() async {
    let sevenBit = await found(Self.good) { $0.isUnicode = false }["locale"]
    #expect(sevenBit?.verdict == .note && sevenBit?.words.contains("LANG=C.UTF-8") == true)
    let missing = await found(Self.good) { $0.localeAdvice = "The locale 'xx' is not installed." }["locale"]
    #expect(missing == Finding("locale", .broken, "The locale 'xx' is not installed."))
  }
}
