import ArgumentParser
import Glibc
import MonitorCore
import MonitorStream
import MonitorTerminal

/// The flags that say where entries go, and what they look like there.
struct LookOptions: ParsableArguments {
  /// What to write: the screen, or a form of output; `auto` decides by where it goes.
  enum Output: ExpressibleByArgument {
    case auto, tui
    case lines(OutputForm)

    init?(argument: String) {
      switch argument {
      case "auto": self = .auto
      case "tui": self = .tui
      default:
        guard let form = OutputForm.named(argument) else { return nil }
        self = .lines(form)
      }
    }

    /// Whether it is a form of output, and not that of the accessible mode.
    var isLines: Bool {
      if case .lines = self { !isAccessible } else { false }
    }

    var isAuto: Bool { if case .auto = self { true } else { false } }

    var isAccessible: Bool {
      if case .lines(let form) = self { form.name == OutputForm.accessible.name } else { false }
    }

    static var allValueStrings: [String] { ["auto", "tui"] + OutputForm.all.compactMap(\.name) }
  }

  enum Color: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never

    /// Whether to write colours, in this environment and to a terminal or not.
    func isWanted(in environment: Environment, onTerminal: Bool) -> Bool {
      switch (self, environment.colorWish) {
      case (.always, _), (.auto, .always): true
      case (.never, _), (.auto, .never): false
      case (.auto, .unsaid): onTerminal && environment.terminalHasColor
      }
    }
  }

  @Option(name: [.short, .long], help: "Output: \(Output.allValueStrings.joined(separator: ", ")).")
  var output = Output.auto

  @Flag(
    help: ArgumentHelp(
      "Lines to be heard instead of the screen, for screen readers and braille: the same as --output accessible. "
        + "ACCESSIBLE otherwise."))
  var accessible = false

  @Option(
    help: ArgumentHelp(
      "What a line is made of: text with \(FormatArgument<EntryPlace>.places). '{severity:7}' is 7 wide; \\t, \\n, {{ and }} "
        + "are themselves. Lines in place of the screen.",
      valueName: "text"),
    transform: FormatArgument<EntryPlace>.reading)
  var format: PlacedText<EntryPlace>?

  @Option(help: "Colours: auto, always, never.")
  var color = Color.auto

  @Option(name: [.short, .long], help: "Times: relative, local (the default), utc, off.")
  var timestamps: TimestampMode?

  @Flag(name: .customLong("utc"), help: "Times in UTC: the same as --timestamps utc.")
  var inUTC = false

  @Option(
    help: ArgumentHelp(
      "Colours: default (by the terminal's background), \(Theme.builtIn.map(\.name).joined(separator: ", ")), or a theme of the configuration.",
      valueName: "name"),
    completion: Completions.themes)
  var theme: String?

  @Flag(help: "Only ASCII, for terminals and fonts without the glyphs.")
  var ascii = false

  @Flag(help: "Nothing ticks: times by the minute, at most one redraw a second, and none while nothing changed.")
  var calm = false

  @Option(
    help: ArgumentHelp("The configuration; $XDG_CONFIG_HOME/mpt-tail/config.toml otherwise.", valueName: "file"),
    completion: .file(extensions: ["toml"]))
  var config: String?

  mutating func validate() throws {
    if accessible {
      guard output.isAccessible || output.isAuto else {
        throw ValidationError("--accessible and --output say different things: give one.")
      }
      output = .lines(.accessible)
    }
    if format != nil, output.isAuto { output = .lines(.plain) }
    if format != nil, let name = form.name, name != OutputForm.plain.name {
      throw ValidationError("--format and --output \(name) say different things: give one.")
    }
    if inUTC, let timestamps, timestamps != .utc {
      throw ValidationError("--utc and --timestamps \(timestamps.rawValue) say different things: give one.")
    }
  }

  /// The form of what is written where no screen is shown.
  var form: OutputForm {
    if case .lines(let form) = output { form } else { .plain }
  }

  /// Whether the screen is wanted, or the accessible mode in its place, as far as that is known before it is opened.
  ///
  /// - Parameter isOneShot: whether nothing that is still to come is wanted.
  func wantsScreen(isOneShot: Bool) -> Bool {
    switch output {
    case .tui: true
    case .lines: output.isAccessible && isatty(STDOUT_FILENO) == 1 && !isOneShot
    case .auto: isatty(STDOUT_FILENO) == 1 && !isOneShot
    }
  }

  /// Whether the output is 7-bit.
  var isASCII: Bool { ascii || !TerminalLocale.adopt() }

  /// How entries look as lines.
  ///
  /// - Parameter showsTask: whether each names its task.
  func lines(in environment: Environment, onTerminal: Bool, showsTask: Bool) -> OutputOptions {
    var lines = OutputOptions()
    lines.showsTask = showsTask
    lines.isASCII = isASCII
    lines.usesColor = color.isWanted(in: environment, onTerminal: onTerminal)
    lines.times = timestamps ?? .local
    lines.zone = LocalZone.offset
    lines.format = format
    return lines
  }
}

extension TimestampMode: ExpressibleByArgument {}
