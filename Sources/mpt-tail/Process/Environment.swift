import ArgumentParser
import FoundationEssentials
import Glibc

/// The environment that the program was started in: read once, and passed on as a value.
struct Environment: Sendable, ExpressibleByDictionaryLiteral {
  /// What it says of colours, before anybody asks what the output is.
  enum ColorWish: Equatable {
    case never, always
    /// Nothing: the output decides.
    case unsaid
  }

  /// All of it, as given; for children and for the modules that read their own part of it.
  let variables: [String: String]
  /// The configuration, where it was read already.
  var configuration: ConfigurationText?

  init(_ variables: [String: String]) {
    self.variables = variables
  }

  init(dictionaryLiteral variables: (String, String)...) {
    self.init(Dictionary(variables) { _, last in last })
  }

  /// That of this process.
  static func inherited() -> Environment { Environment(ProcessInfo.processInfo.environment) }

  /// The value of a variable; `nil` where there is none or it is empty.
  subscript(name: String) -> String? { variables[name].flatMap { $0.isEmpty ? nil : $0 } }

  /// With another value for a variable, where there is one.
  func setting(_ name: String, to value: String?) -> Environment {
    value.map { Environment(variables.merging([name: $0]) { _, new in new }) } ?? self
  }

  var home: String? { self["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } }

  /// The program's folder below `$XDG_CONFIG_HOME`, by default `~/.config`.
  var configurationFolder: String? { folder("XDG_CONFIG_HOME", default: "/.config") }

  /// The program's folder below `$XDG_STATE_HOME`, by default `~/.local/state`.
  var stateFolder: String? { folder("XDG_STATE_HOME", default: "/.local/state") }

  /// The program's folder below `$XDG_CACHE_HOME`, by default `~/.cache`.
  var cacheFolder: String? { folder("XDG_CACHE_HOME", default: "/.cache") }

  /// `NO_COLOR` (no-color.org) before `CLICOLOR_FORCE` and `FORCE_COLOR` before `CLICOLOR` (bixense.com/clicolors).
  var colorWish: ColorWish {
    if self["NO_COLOR"] != nil { return .never }
    if let forced = self["FORCE_COLOR"]?.lowercased() { return forced == "0" || forced == "false" ? .never : .always }
    if let forced = self["CLICOLOR_FORCE"], forced != "0" { return .always }
    return self["CLICOLOR"] == "0" ? .never : .unsaid
  }

  /// Whether `TERM` names a terminal that may show colours; those of the DEC family (`vt220`) and `…-m` have none.
  var terminalHasColor: Bool {
    guard let type = self["TERM"], type != "dumb" else { return false }
    let isDEC = type.hasPrefix("vt") && type.dropFirst(2).first?.isNumber == true
    return !isDEC && !type.hasSuffix("-m") && !type.hasSuffix("-mono")
  }

  /// Whether the person sits at another machine: over SSH a window or a clipboard here would be nobody's.
  var isRemote: Bool { ["SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"].contains { variables[$0] != nil } }

  /// A program as `PATH` has it; `nil` where there is none.
  func path(of program: String) -> String? {
    if program.hasPrefix("/") { return access(program, X_OK) == 0 ? program : nil }
    let folders = (self["PATH"] ?? "").split(separator: ":").filter { $0.hasPrefix("/") }
    return folders.lazy.map { "\($0)/\(program)" }.first { access($0, X_OK) == 0 }
  }

  /// What programs of the desktop need. The token is not among it.
  var ofDesktopPrograms: [String: String] {
    let kept: Set<String> = [
      "PATH", "HOME", "USER", "LOGNAME", "LANG", "DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "BROWSER", "TMPDIR",
      "DBUS_SESSION_BUS_ADDRESS", "SHELL", "TZ", "DESKTOP_SESSION", "WSL_DISTRO_NAME", "WSL_INTEROP", "TERM", "LESS",
      "LESSCHARSET", "TMUX", "TMUX_PANE", "TMUX_TMPDIR",
    ]
    return variables.filter { kept.contains($0.key) || $0.key.hasPrefix("XDG_") || $0.key.hasPrefix("LC_") }
  }

  private func folder(_ variable: String, default path: String) -> String? {
    // A relative folder there is to be ignored, says the specification.
    if let base = self[variable], base.hasPrefix("/") { return base + "/mpt-tail" }
    return home.map { $0 + path + "/mpt-tail" }
  }
}

/// A command of the program: run with the environment that the program was started in.
protocol ProgramCommand: ParsableCommand {
  mutating func run(in environment: Environment) async throws
}

/// The configuration as text, read once: what comes by a pipe, such as a shell's `<(command)`, is there once.
struct ConfigurationText: Equatable, Sendable {
  let path: String
  /// `nil` where there is no file, and none has to be.
  let text: String?
}
