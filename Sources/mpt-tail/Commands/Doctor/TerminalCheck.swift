import Glibc
import MonitorCore
import MonitorTerminal

/// What the terminal can do, as far as can be said without writing to it.
struct TerminalCheck {
  /// What the machine says of the terminal, beside the environment.
  struct Device: Sendable {
    /// Whether input or output is one.
    var isThere: Bool
    /// Columns and rows, where it knows them.
    var size: (columns: Int, rows: Int)?
    var isUnicode: Bool
    /// What is wrong with the locale; `nil` when nothing is.
    var localeAdvice: String?
    /// What a command prints; `nil` when it fails.
    var answer: @Sendable ([String]) async -> String?

    /// That of this process.
    static func own(_ environment: Environment) -> Device {
      var size = winsize()
      let ends = [STDOUT_FILENO, STDIN_FILENO]
      let isKnown = ends.contains { ioctl($0, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 }
      return Device(
        isThere: ends.contains { isatty($0) == 1 }, size: isKnown ? (Int(size.ws_col), Int(size.ws_row)) : nil,
        isUnicode: TerminalLocale.adopt(), localeAdvice: TerminalLocale.advice
      ) { command in
        let child = ChildOutput(
          command: command, environment: environment.variables, limit: 4_096, patience: .seconds(2))
        return (try? await child.read()).map { String(decoding: $0, as: UTF8.self) }
      }
    }
  }

  /// A tmux that waits longer than this after Esc is felt at every box that is closed.
  private static let maxEscapeTime = 100

  let environment: Environment
  /// How a person wants to be told.
  let notify: NotifyWay
  let device: Device

  private var traits: TerminalTraits { TerminalTraits(environment: environment.variables) }
  private var isInTmux: Bool { environment["TMUX"] != nil && traits.multiplexer == .tmux }

  func findings() async -> [Finding] {
    [terminal, colours, await keys(), await notices(), clipboard] + (await tmux()) + [locale]
  }

  private var terminal: Finding {
    guard device.isThere else { return Finding("terminal", .note, "none here: entries would be lines") }
    guard let type = environment["TERM"] else {
      return Finding("terminal", .broken, "TERM is not set: plain lines in place of the screen")
    }
    guard type != "dumb" else { return Finding("terminal", .note, "dumb: plain lines in place of the screen") }
    return Finding("terminal", .ok, device.size.map { "\(type), \($0.columns) by \($0.rows)" } ?? type)
  }

  private var colours: Finding {
    if environment.colorWish == .never { return Finding("colours", .note, "none, as the environment wishes") }
    guard environment.terminalHasColor else { return Finding("colours", .note, "none: the terminal has none") }
    let isTrue = ["truecolor", "24bit"].contains(environment["COLORTERM"] ?? "")
    let count = isTrue ? "16 million" : environment["TERM"]?.contains("256") == true ? "256" : "at least 8"
    return Finding("colours", .ok, count)
  }

  /// How long a lone Esc stays undecided, here and in tmux: the one thing about keys that differs between machines.
  private func keys() async -> Finding {
    let own = Int(KeyDecoder.escapeDelay(from: environment["ESCDELAY"]) / .milliseconds(1))
    if isInTmux, let said = await value(ofTmux: "escape-time", "-sv"), let time = Int(said), time > Self.maxEscapeTime {
      return Finding("keys", .note, "tmux keeps Esc for \(time) ms: 'set -s escape-time 20' in tmux.conf shortens that")
    }
    return Finding("keys", .ok, "those of xterm, VT, rxvt, kitty and the console; Esc alone after \(own) ms")
  }

  private func notices() async -> Finding {
    let said = traits.multiplexer == .tmux ? await device.answer(TmuxAnswer.question) : nil
    let answer = said.flatMap { TmuxAnswer($0) }
    guard let route = Alerts.route(notify, environment.variables, tmux: answer) else {
      return Finding("notices", .note, notify == .off ? "none, as 'notify' says" : "the command that 'notify' names")
    }
    return Finding("notices", route.sequence == nil ? .note : .ok, route.reason)
  }

  private var clipboard: Finding {
    if let command = Clipboard(environment: environment).command {
      return Finding("clipboard", .ok, "by \(Clipboard.name(of: command))")
    }
    guard traits.isXtermLike || traits.multiplexer != .none else {
      return Finding("clipboard", .note, "none that is known: copying is said to be impossible")
    }
    return Finding("clipboard", .ok, "OSC 52; no terminal says whether it arrived")
  }

  /// What tmux lets pass.
  private func tmux() async -> [Finding] {
    guard isInTmux else { return [] }
    var values: [String] = []
    for option in ["allow-passthrough", "set-clipboard"] {
      guard let value = await value(ofTmux: option, "-gv") else {
        return [Finding("tmux", .note, "does not say what it lets pass")]
      }
      values.append("\(option) \(value.isEmpty ? "unknown" : value)")
    }
    let isOff = values.contains { $0.hasSuffix(" off") }
    return [Finding("tmux", isOff ? .note : .ok, values.joined(separator: ", "))]
  }

  /// The value of an option of tmux; empty where that tmux does not have it.
  private func value(ofTmux option: String, _ which: String) async -> String? {
    await device.answer(["/usr/bin/env", "tmux", "show-options", which, option])
      .map { SafeText.line(String($0.prefix { $0 != "\n" })) }
  }

  private var locale: Finding {
    if let advice = device.localeAdvice { return Finding("locale", .broken, advice) }
    return device.isUnicode
      ? Finding("locale", .ok, "UTF-8")
      : Finding("locale", .note, "not UTF-8: the output is 7-bit. LANG=C.UTF-8 changes that")
  }
}
