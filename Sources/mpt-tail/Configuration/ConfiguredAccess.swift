import MonitorCore

/// Whom to ask and as whom, as far as the configuration says it. Nothing else of it is read here.
struct ConfiguredAccess {
  /// A text of the configuration, and its place.
  struct Value: Equatable, Sendable {
    var text: String
    var source: String
  }

  static let names = ["base-url", "token-file", "token-command", "account"]
  private static let tokenNames = names.dropFirst()

  private var values: [String: Value] = [:]

  subscript(name: String) -> Value? { values[name] }

  /// Reads the configuration that the environment names, or the usual one. Throws a `ProgramFailure` with the line.
  init(environment: Environment) throws {
    // What comes by a pipe is there once: it was read before, or is read with the other settings.
    let read = try environment.configuration ?? ConfigurationText.readFile(in: environment)
    guard let read else { return }
    values = try read.parsed { file throws(ConfigurationFailure) in
      try Self.values(of: file, home: environment.home)
    }
  }

  private static func values(
    of file: ConfigurationFile, home: String?
  ) throws(ConfigurationFailure) -> [String: Value] {
    var values: [String: Value] = [:]
    for entry in file.sections.first(where: { $0.name.isEmpty })?.entries ?? [] where names.contains(entry.key) {
      guard case .string(var text) = entry.value, !text.isEmpty else {
        throw ConfigurationFailure(line: entry.line, sentence: "'\(entry.key)' takes a text in quotes.")
      }
      if let home, entry.key == "token-file", text.hasPrefix("~/") { text = home + text.dropFirst() }
      let given = tokenNames.first { values[$0] != nil }
      if let given, tokenNames.contains(entry.key) {
        throw ConfigurationFailure(
          line: entry.line, sentence: "'\(given)' and '\(entry.key)' say different things: give one.")
      }
      values[entry.key] = Value(text: text, source: "config.toml, line \(entry.line)")
    }
    return values
  }
}
