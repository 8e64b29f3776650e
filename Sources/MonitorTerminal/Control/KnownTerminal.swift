/// A terminal that is known by what it puts into the environment, and what it shows beside the screen.
package struct KnownTerminal: Sendable {
  package let name: String
  /// How it shows a notice of the desktop; `nil` where it has none for programs.
  let notice: NoticeSequence?
  /// Whether a notice is certain to arrive; else whether it does is a matter of its version or its settings.
  var isCertain = true
  /// Whether it shows progress by OSC 9;4. Others may take that for a notice, one for each percent.
  var showsProgress = false
  /// Where that is said.
  let source: String

  /// One of them is there.
  private let signs: [Sign]

  /// A variable of the environment that says which terminal this is.
  private struct Sign: Sendable {
    enum Test: Sendable {
      case exists
      case begins(String)
      /// A number that is at least this.
      case atLeast(Int)
    }

    let variable: String
    let test: Test
    /// `TERM_PROGRAM_VERSION` at least, part by part.
    var version: [Int] = []

    func isThere(in environment: [String: String]) -> Bool {
      guard let value = environment[variable], !value.isEmpty else { return false }
      let isMatch =
        switch test {
        case .exists: true
        case .begins(let word): value.lowercased().hasPrefix(word)
        case .atLeast(let least): Int(value).map { $0 >= least } ?? false
        }
      guard isMatch, !version.isEmpty else { return isMatch }
      return !Self.numbers(environment["TERM_PROGRAM_VERSION"] ?? "").lexicographicallyPrecedes(version)
    }

    /// The numbers of a version, `3.6.9` or `20240203-110809-5046fc22`.
    private static func numbers(_ version: String) -> [Int] {
      version.split { !$0.isNumber }.prefix(3).compactMap { Int($0) }
    }
  }

  /// The terminal that an environment tells of.
  package static func find(in environment: [String: String]) -> KnownTerminal? {
    all.first { terminal in terminal.signs.contains { $0.isThere(in: environment) } }
  }

  private static func program(_ name: String, since version: [Int] = []) -> Sign {
    Sign(variable: "TERM_PROGRAM", test: .begins(name), version: version)
  }

  private static func type(_ name: String) -> Sign { Sign(variable: "TERM", test: .begins(name)) }

  private static func variable(_ name: String, _ test: Sign.Test = .exists) -> Sign { Sign(variable: name, test: test) }

  /// The more certain first: of a terminal in which another one was started, variables are left over.
  private static let all = [
    KnownTerminal(
      name: "Ghostty", notice: .osc9, showsProgress: true, source: "ghostty.org/docs/vt/osc/conemu",
      signs: [program("ghostty", since: [1, 2])]),
    KnownTerminal(
      name: "Ghostty", notice: .osc9, source: "ghostty.org/docs/vt/osc/conemu",
      signs: [program("ghostty"), type("xterm-ghostty"), type("ghostty")]),
    KnownTerminal(
      name: "kitty", notice: .osc99, source: "sw.kovidgoyal.net/kitty/desktop-notifications",
      signs: [program("kitty"), type("xterm-kitty"), type("kitty")]),
    KnownTerminal(
      name: "iTerm2", notice: .osc9, showsProgress: true, source: "iterm2.com/documentation-escape-codes.html",
      signs: [program("iterm", since: [3, 6, 6])]),
    KnownTerminal(
      name: "iTerm2", notice: .osc9, source: "iterm2.com/documentation-escape-codes.html",
      signs: [program("iterm"), variable("LC_TERMINAL", .begins("iterm"))]),
    KnownTerminal(
      name: "WezTerm", notice: .osc777, showsProgress: true,
      source: "wezterm.org/config/lua/config/notification_handling.html",
      signs: [program("wezterm", since: [20_250_301])]),
    KnownTerminal(
      name: "WezTerm", notice: .osc777, source: "wezterm.org/config/lua/config/notification_handling.html",
      signs: [program("wezterm"), type("wezterm")]),
    KnownTerminal(name: "foot", notice: .osc777, source: "foot-ctlseqs(7)", signs: [program("foot"), type("foot")]),
    KnownTerminal(
      name: "rxvt-unicode", notice: .osc777, isCertain: false, source: "urxvt(7): by an extension",
      signs: [type("rxvt-unicode")]),
    KnownTerminal(
      name: "Windows Terminal", notice: .osc777, isCertain: false, showsProgress: true,
      source: "microsoft/terminal pull 20012; learn.microsoft.com/windows/terminal/tutorials/progress-bar-sequences",
      signs: [variable("WT_SESSION")]),
    KnownTerminal(
      name: "ConEmu", notice: nil, showsProgress: true, source: "conemu.github.io/en/AnsiEscapeCodes.html",
      signs: [variable("ConEmuANSI", .begins("on"))]),
    KnownTerminal(
      name: "Konsole", notice: .osc777, showsProgress: true, source: "KDE/konsole src/Vt102Emulation.cpp",
      signs: [variable("KONSOLE_VERSION", .atLeast(260_400))]),
    KnownTerminal(
      name: "Konsole", notice: .osc777, source: "KDE/konsole src/Vt102Emulation.cpp",
      signs: [variable("KONSOLE_VERSION", .atLeast(230_400)), program("konsole")]),
    KnownTerminal(
      name: "VTE", notice: nil, showsProgress: true, source: "GNOME/vte src/vteseq.cc",
      signs: [variable("VTE_VERSION", .atLeast(7_900))]),
    KnownTerminal(
      name: "VTE", notice: nil, source: "GNOME/vte src/vteseq.cc", signs: [variable("VTE_VERSION"), type("vte")]),
  ]
}
