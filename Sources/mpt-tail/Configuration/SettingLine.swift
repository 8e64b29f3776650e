import ArgumentParser
import MonitorCore

/// A setting in force: its name, its value as text, and what says so.
struct SettingLine: Equatable {
  var name: String
  var value: String
  /// A flag, a variable, a place in the configuration, or `default`.
  var source: String

  static let byDefault = "default"

  init(_ name: String, _ value: String, _ source: String = Self.byDefault) {
    (self.name, self.value, self.source) = (name, TokenMask.masked(value), source)
  }
}

extension SettingsSource {
  /// What a setting is where nobody says it.
  private static let usual = [
    "theme": "by the terminal's background", "level": "debug", "timestamps": "local", "ascii": "false", "calm": "false",
    "format": "{time}  {severity:7}  {message}", "interval": "adaptive", "notify": "auto",
    "notify-when": "always", "keys": "default",
  ]

  /// The settings of a configuration, and those that variables say in their place. Throws a `ProgramFailure` where one of
  /// them is not valid.
  ///
  /// - Parameter flag: the configuration that is named in place of the usual one.
  func lines(config flag: String?) async throws -> [SettingLine] {
    var options = try LookOptions.parse([])
    options.config = flag
    let configuration = try await configuration(flag: flag)
    _ = try settings(completing: &options, configuration)
    let isNamed = environment["MPT_TAIL_CONFIG"] != nil
    var file = ConfigurationFile()
    var lines = [SettingLine("config", "none")]
    if let configuration {
      let source = flag != nil ? "--config" : isNamed ? "MPT_TAIL_CONFIG" : SettingLine.byDefault
      let place = configuration.text == nil ? "\(configuration.path) (not there)" : configuration.path
      lines = [SettingLine("config", place, source)]
      file = try configuration.parsed { file throws(ConfigurationFailure) in file }
    }
    let configured = file.sections.first { $0.name.isEmpty }?.entries ?? []
    for name in Settings.names {
      let variable = "MPT_TAIL_\(name.uppercased().replacing("-", with: "_"))"
      if let text = environment[variable] {
        lines.append(SettingLine(name, text, variable))
      } else if let entry = configured.last(where: { $0.key == name }) {
        lines.append(SettingLine(name, entry.value.text, "line \(entry.line)"))
      } else {
        lines.append(SettingLine(name, Self.usual[name] ?? "not set"))
      }
    }
    for section in file.sections where !section.name.isEmpty {
      for entry in section.entries {
        let name = (section.name + [entry.key]).joined(separator: ".")
        lines.append(SettingLine(name, entry.value.text, "line \(entry.line)"))
      }
    }
    return lines
  }
}

extension ConfigurationFile.Value {
  /// As a person reads it.
  var text: String {
    switch self {
    case .string(let text): text
    case .number(let number): JSONWriter.text(number)
    case .bool(let flag): "\(flag)"
    case .list(let items): items.joined(separator: ", ")
    }
  }
}
