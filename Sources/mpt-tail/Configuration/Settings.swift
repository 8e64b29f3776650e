import MonitorCore
import MonitorStream
import MonitorTerminal
import MonitorUI

/// The settings of a configuration; `nil` for those it does not have.
struct Settings {
  var theme: String?
  /// Where the configuration names it.
  private(set) var themeLine: Int?
  var level: Severity?
  var timestamps: TimestampMode?
  var ascii: Bool?
  var accessible: Bool?
  /// Whether nothing ticks on the screen.
  var calm: Bool?
  /// What a line of output is made of.
  var format: PlacedText<EntryPlace>?
  var interval: Double?
  var history: Bool?
  var notify: NotifyWay?
  var notifyWhen: NotifyWhen?
  /// The address of a task's page, with `{id}` for its id.
  var portal: String?
  var keys = KeyMap.standard
  /// The themes of the configuration and of its folder, by name.
  var themes: [String: Theme] = [:]

  static let names = [
    "theme", "level", "timestamps", "ascii", "accessible", "calm", "format", "interval", "notify", "notify-when",
    "portal", "history",
  ]

  init() {}

  /// Throws the first setting that is not valid, with its line.
  init(_ file: ConfigurationFile) throws(ConfigurationFailure) {
    for section in file.sections {
      switch (section.name.first, section.name.count) {
      case (nil, _):
        for entry in section.entries {
          try at(entry.line, { () throws(ConfigurationFailure) in try apply(entry.key, entry.value) })
        }
      case ("keys", 1): break
      case ("keys", 2) where KeySettings.boxes[section.name[1]] != nil: break
      case ("theme", 2), ("themes", 2):
        themes[section.name[1]] = try ThemeSection.theme(section, named: section.name[1])
      default:
        throw ConfigurationFailure(
          line: section.line,
          sentence:
            "there is no section [\(section.name.joined(separator: "."))]; there are [keys], [keys.BOX] (\(KeySettings.boxes.keys.sorted().joined(separator: ", "))) and [themes.NAME]."
        )
      }
    }
    keys = try KeySettings(file).keys
    themeLine = file.sections.first?.entries.first { $0.key == "theme" }?.line
  }

  /// Applies one setting given as text, as environment variables are.
  mutating func apply(_ name: String, text: String) throws(ConfigurationFailure) {
    switch name {
    case "interval":
      guard let number = Double(text) else { throw Self.wrong(name, PollInterval.choice) }
      try apply(name, .number(number))
    case "ascii", "accessible", "calm", "history":
      switch text.lowercased() {
      case "1", "true", "yes": try apply(name, .bool(true))
      case "0", "false", "no": try apply(name, .bool(false))
      default: throw Self.wrong(name, "true or false")
      }
    default: try apply(name, .string(text))
    }
  }

  /// Every theme that can be chosen: those of files, of the configuration, and the built-in ones; of several with a name
  /// the first of these.
  var allThemes: [Theme] {
    Theme.builtIn.map { themes[$0.name] ?? $0 }
      + themes.values.filter { Theme.named($0.name) == nil }.sorted { $0.name < $1.name }
  }

  /// The theme of a name; `nil` for the one that fits the terminal's background.
  func theme(named name: String) throws(ConfigurationFailure) -> Theme? {
    if name.lowercased() == Theme.automaticName, themes[name] == nil { return nil }
    let themes = allThemes
    if let theme = themes.first(where: { $0.name == name }) ?? themes.first(where: { $0.name == name.lowercased() }) {
      return theme
    }
    let names = [Theme.automaticName] + themes.map(\.name)
    throw ConfigurationFailure(
      sentence: "there is no theme '\(SafeText.line(name))'" + NearestWords.hint(for: name, among: names))
  }

  private mutating func apply(_ name: String, _ value: ConfigurationFile.Value) throws(ConfigurationFailure) {
    switch (name, value) {
    case ("theme", .string(let text)): theme = text
    case ("level", .string(let text)):
      guard let severity = Severity(abbreviation: text) else { throw Self.wrong(name, LevelArgument.choice) }
      level = severity
    case ("timestamps", .string(let text)):
      guard let times = TimestampMode(rawValue: text) else {
        throw Self.wrong(name, "relative, local, utc or off")
      }
      timestamps = times
    case ("ascii", .bool(let flag)): ascii = flag
    case ("accessible", .bool(let flag)): accessible = flag
    case ("history", .bool(let flag)): history = flag
    case ("calm", .bool(let flag)): calm = flag
    case ("interval", .number(let seconds)):
      guard PollInterval.range.contains(seconds) else { throw Self.wrong(name, PollInterval.choice) }
      interval = seconds
    case ("format", .string(let text)):
      do throws(PlacedTextFailure) {
        format = try PlacedText(text)
      } catch {
        throw ConfigurationFailure(sentence: "'format': \(FormatArgument<EntryPlace>.sentence(of: error))")
      }
    case ("notify", .string(let text)):
      guard let way = NotifyWay(argument: text) else { throw Self.wrong(name, NotifyWay.choice) }
      notify = way
    case ("notify-when", .string(let text)):
      guard let when = NotifyWhen(rawValue: text) else { throw Self.wrong(name, NotifyWhen.choice) }
      notifyWhen = when
    case ("portal", .string(let text)):
      guard PortalOpener.isTemplate(text) else { throw Self.wrong(name, "an address such as https://portal/{id}") }
      portal = text
    case ("ascii", _), ("accessible", _), ("calm", _), ("history", _): throw Self.wrong(name, "true or false")
    case ("interval", _): throw Self.wrong(name, PollInterval.choice + ", without quotes")
    // What these say is `ConfiguredAccess`'s business.
    case (_, .string) where ConfiguredAccess.names.contains(name): break
    case _ where (Self.names + ConfiguredAccess.names).contains(name): throw Self.wrong(name, "a text in quotes")
    default:
      throw ConfigurationFailure(
        sentence: "'\(SafeText.line(name))' is no setting"
          + NearestWords.hint(for: name, among: Self.names + ConfiguredAccess.names))
    }
  }

  private static func wrong(_ name: String, _ wanted: String) -> ConfigurationFailure {
    ConfigurationFailure(sentence: "'\(name)' takes \(wanted).")
  }

  private func at(_ line: Int, _ body: () throws(ConfigurationFailure) -> Void) throws(ConfigurationFailure) {
    do {
      try body()
    } catch {
      throw ConfigurationFailure(line: line, sentence: error.sentence)
    }
  }
}
