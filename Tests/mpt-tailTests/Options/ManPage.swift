import MonitorUI

@testable import mpt_tail

/// `share/man/man1/mpt-tail.1`: the manual page, from the command line's own description and the table of actions.
enum ManPage {
  static func roff(_ tool: CommandLineDescription) -> String {
    var page = Roff()
    page.title("MPT-TAIL", 1, "mpt-tail \(ProgramVersion.text)", "User Commands")
    page.section("NAME")
    page.text("mpt-tail - \(tool.command.abstract ?? "")")
    page.section("SYNOPSIS")
    for command in commands(of: tool) { page.line(usage(command, of: tool)) }
    page.section("DESCRIPTION")
    page.text(tool.command.discussion ?? "")
    page.section("COMMANDS")
    for command in commands(of: tool) { add(command, of: tool, to: &page) }
    page.section("COMMON OPTIONS")
    for (title, flags) in common(of: tool) {
      page.subsection(title)
      for flag in flags { page.item(flag.spelling, flag.meaning) }
    }
    page.section("KEYS")
    for context in KeyMap.Context.allCases { add(context, to: &page) }
    for (title, items) in tables {
      page.section(title)
      for (name, meaning) in items { page.item(name, meaning) }
    }
    page.section("EXAMPLES")
    for (words, command) in examples {
      page.text(words)
      page.verbatim(command)
    }
    return page.output
  }

  /// What every command that asks the platform has.
  private static let commonTitles: Set = ["Connection", "Diagnostics"]

  private static func commands(of tool: CommandLineDescription) -> [CommandLineDescription.Command] {
    (tool.command.subcommands ?? []).filter { $0.commandName != "help" }
  }

  private static func usage(_ command: CommandLineDescription.Command, of tool: CommandLineDescription) -> String {
    let name = command.commandName == tool.command.defaultSubcommand ? [] : [command.commandName]
    return (["mpt-tail"] + name + ["[options]"] + command.words.map(\.usage)).joined(separator: " ")
  }

  private static func add(
    _ command: CommandLineDescription.Command, of tool: CommandLineDescription, to page: inout Roff
  ) {
    page.subsection(usage(command, of: tool))
    page.text([command.abstract, command.discussion].compactMap(\.self).joined(separator: " "))
    for word in command.words { page.item(word.usage, word.meaning) }
    for section in command.sections where !commonTitles.contains(section.title ?? "") {
      for flag in section.flags { page.item(flag.spelling, flag.meaning) }
    }
    let shared = command.sections.compactMap(\.title).filter(commonTitles.contains)
    if !shared.isEmpty { page.text("And the common options: \(shared.joined(separator: ", ")).") }
  }

  private static func common(of tool: CommandLineDescription) -> [(String, [CommandLineDescription.Flag])] {
    let sections = commands(of: tool).flatMap(\.sections)
    return commonTitles.sorted().compactMap { title in
      sections.first { $0.title == title }.map { (title, $0.flags) }
    }
  }

  private static func add(_ context: KeyMap.Context, to page: inout Roff) {
    let rows = KeyMap.standard.rows(in: context)
    guard !rows.isEmpty else { return }
    page.subsection("In the \(context.title)")
    for row in rows {
      let names = row.bindings.map(\.action.rawValue)
      let actions = names.count > 2 ? "\(names[0]) … \(names[names.count - 1])" : names.joined(separator: ", ")
      page.item(row.label, "\(row.use(in: context)?.help ?? "") (\(actions))")
    }
  }

  private static let tables: [(String, [(String, String)])] = [
    (
      "ENVIRONMENT",
      [
        ("MPT_API_BASE_URL, MPT_API_TOKEN", "Whom to ask, and as whom."),
        (
          "MPT_TAIL_TOKEN_FILE, MPT_TAIL_TOKEN_COMMAND, MPT_TAIL_ACCOUNT",
          "What the flags of these names say; each counts before MPT_API_TOKEN."
        ),
        ("MPT_TAIL_CONFIG, MPT_TAIL_THEME, MPT_TAIL_LEVEL …", "The configuration, and what stands in it."),
        ("MPT_TAIL_CA_FILE, CURL_CA_BUNDLE, SSL_CERT_FILE, SSL_CERT_DIR", "Certificates to trust."),
        ("HTTPS_PROXY, NO_PROXY", "The proxy, and who is asked without it."),
        ("NO_COLOR, CLICOLOR, CLICOLOR_FORCE, FORCE_COLOR, TERM, TZ, LANG, ESCDELAY", "As everywhere."),
      ]
    ),
    (
      "FILES",
      [
        ("$XDG_CONFIG_HOME/mpt-tail/config.toml", "The configuration; by default below ~/.config."),
        ("$XDG_CONFIG_HOME/mpt-tail/themes/NAME.toml", "Themes."),
        ("$XDG_STATE_HOME/mpt-tail", "What is remembered from one run to the next; by default below ~/.local/state."),
        ("$XDG_CACHE_HOME/mpt-tail", "What was answered lately; by default below ~/.cache."),
        ("~/.swocli/accounts.json", "The accounts of mpt-cli."),
      ]
    ),
    (
      "EXIT STATUS",
      [
        ("0", "Every task completed, and everything asked for was delivered; or the person left the screen."),
        ("1", "A task failed or was canceled."),
        ("3", "Gave up on the API, or not everything could be proven."),
        ("4", "No token, a malformed or refused one, or no permission."),
        ("5", "No such task, or not visible to this token."),
        ("64", "Wrong usage, or a setting that can never work."),
        ("65, 66", "A file that holds no log; one that cannot be opened."),
        ("71, 74", "Out of descriptors or memory; the output cannot be written."),
        ("124, 130, 143", "--timeout; Ctrl-C; SIGTERM."),
      ]
    ),
  ]

  private static let examples = [
    ("Without an account:", "mpt-tail demo"),
    ("Watch all tasks that run:", "mpt-tail tasks --status processing | mpt-tail -"),
    ("Go on when a task has completed:", "mpt-tail wait \"$TASK\" --timeout 30m && ./next-step"),
    ("What does not work:", "mpt-tail doctor"),
  ]
}

/// Text for man(7).
private struct Roff {
  private(set) var output = ".\\\" Written by Scripts/docs; a test compares it. -*- coding: UTF-8 -*-\n"

  mutating func title(_ name: String, _ section: Int, _ source: String, _ manual: String) {
    output += ".TH \(name) \(section) \"\" \"\(escaped(source))\" \"\(manual)\"\n.nh\n.ad l\n"
  }

  mutating func section(_ title: String) { output += ".SH \"\(escaped(title))\"\n" }
  mutating func subsection(_ title: String) { output += ".SS \"\(escaped(title))\"\n" }
  mutating func text(_ text: String) { output += ".PP\n\(protected(text))\n" }
  mutating func line(_ text: String) { output += "\(protected(text))\n.br\n" }
  mutating func item(_ term: String, _ text: String) {
    output += ".TP\n\\fB\(escaped(term))\\fR\n\(text.isEmpty ? "\\&" : protected(text))\n"
  }
  mutating func verbatim(_ text: String) { output += ".PP\n.in +4n\n.nf\n\(protected(text))\n.fi\n.in\n" }

  private func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      case "'": result += "\\(aq"
      case "`": result += "\\(ga"
      case "^": result += "\\(ha"
      case "~": result += "\\(ti"
      case "\"": result += "\\(dq"
      case "\n": result += "\n"
      default: result.append(character)
      }
    }
    return result
  }

  /// No line of it begins a request.
  private func protected(_ text: String) -> String {
    escaped(text).split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.isEmpty ? ".sp" : line.hasPrefix(".") ? "\\&" + line : String(line)
    }.joined(separator: "\n")
  }
}
