import MonitorCore
import MonitorTerminal
import MonitorUI

/// The settings of a configuration; `nil` for those it does not have.
struct Settings {
  var theme: String?
  var level: Severity?
  var timestamps: TimestampMode?
  var ascii: Bool?
  var interval: Double?
  var notify: NotifyWay?
  /// The address of a task's page, with `{id}` for its id.
  var portal: String?
  var keys = KeyMap.standard
  /// The themes of the configuration, by name.
  var themes: [String: Theme] = [:]

  static let names = ["theme", "level", "timestamps", "ascii", "interval", "notify", "portal"]

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
      case ("theme", 2), ("themes", 2): themes[section.name[1]] = try Self.theme(section)
      default:
        throw ConfigurationFailure(
          line: section.line,
          sentence:
            "there is no section [\(section.name.joined(separator: "."))]; there are [keys], [keys.BOX] (\(KeySettings.boxes.keys.sorted().joined(separator: ", "))) and [themes.NAME]."
        )
      }
    }
    keys = try KeySettings(file).keys
    if let name = theme, let entry = file.sections.first?.entries.first(where: { $0.key == "theme" }) {
      try at(entry.line) { () throws(ConfigurationFailure) in _ = try theme(named: name) }
    }
  }

  /// Applies one setting given as text, as environment variables are.
  mutating func apply(_ name: String, text: String) throws(ConfigurationFailure) {
    switch name {
    case "interval":
      guard let number = Double(text) else { throw Self.wrong(name, PollInterval.choice) }
      try apply(name, .number(number))
    case "ascii":
      switch text.lowercased() {
      case "1", "true", "yes": try apply(name, .bool(true))
      case "0", "false", "no": try apply(name, .bool(false))
      default: throw Self.wrong(name, "true or false")
      }
    default: try apply(name, .string(text))
    }
  }

  /// A theme of the configuration, or a built-in one.
  func theme(named name: String) throws(ConfigurationFailure) -> Theme {
    if let theme = themes[name] ?? Theme.named(name) { return theme }
    let names = Theme.builtIn.map(\.name) + themes.keys.sorted()
    throw ConfigurationFailure(
      sentence: "there is no theme '\(SafeText.line(name))'; there are \(names.joined(separator: ", ")).")
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
    case ("interval", .number(let seconds)):
      guard PollInterval.range.contains(seconds) else { throw Self.wrong(name, PollInterval.choice) }
      interval = seconds
    case ("notify", .string(let text)):
      guard let way = NotifyWay(argument: text) else { throw Self.wrong(name, NotifyWay.choice) }
      notify = way
    case ("portal", .string(let text)):
      guard PortalOpener.isTemplate(text) else { throw Self.wrong(name, "an address such as https://portal/{id}") }
      portal = text
    case ("ascii", _): throw Self.wrong(name, "true or false")
    case ("interval", _): throw Self.wrong(name, PollInterval.choice + ", without quotes")
    case _ where Self.names.contains(name): throw Self.wrong(name, "a text in quotes")
    default:
      throw ConfigurationFailure(
        sentence: "'\(SafeText.line(name))' is no setting" + NearestWords.hint(for: name, among: Self.names))
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

  /// `base` names the theme to start from; every other key is a part of the screen.
  private static func theme(_ section: ConfigurationFile.Section) throws(ConfigurationFailure) -> Theme {
    let name = section.name.last ?? ""
    var theme = Theme.standard
    for entry in section.entries.filter({ $0.key == "base" }) + section.entries.filter({ $0.key != "base" }) {
      guard case .string(let text) = entry.value else {
        throw ConfigurationFailure(
          line: entry.line, sentence: "'\(entry.key)' takes a text in quotes, such as \"bold 208\".")
      }
      if entry.key == "base" {
        guard let base = Theme.named(text) else {
          throw ConfigurationFailure(
            line: entry.line,
            sentence: "'base' takes one of \(Theme.builtIn.map(\.name).joined(separator: ", ")).")
        }
        theme = base
        continue
      }
      do throws(ThemeFailure) {
        theme = try ThemeParser.parse([entry.key: text], named: name, over: theme)
      } catch {
        throw ConfigurationFailure(line: entry.line, sentence: error.description)
      }
    }
    return theme
  }
}
