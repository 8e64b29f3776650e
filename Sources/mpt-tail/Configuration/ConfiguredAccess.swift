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
  private static let maxBytes = 256 << 10

  private var values: [String: Value] = [:]

  subscript(name: String) -> Value? { values[name] }

  /// Reads the configuration that the environment names, or the usual one. Throws a `ProgramFailure` with the line.
  init(environment: Environment) throws {
    let named = environment["MPT_TAIL_CONFIG"]
    guard let path = named ?? environment.configurationFolder.map({ $0 + "/config.toml" }) else { return }
    let file: SmallFile
    do {
      file = try SmallFile.read(path, limit: Self.maxBytes)
    } catch {
      // What comes by a pipe is there once, and is read with the other settings.
      if error == .pipe || named == nil && error.isMissing { return }
      throw ProgramFailure("\(path): cannot be read: \(error.reason).", exit: .usage)
    }
    do throws(ConfigurationFailure) {
      guard let text = file.text else { throw ConfigurationFailure(sentence: "is neither UTF-8 nor UTF-16.") }
      try read(ConfigurationFile(text), home: environment.home)
    } catch {
      throw ProgramFailure(error.sentence(in: path), exit: .usage)
    }
  }

  private mutating func read(_ file: ConfigurationFile, home: String?) throws(ConfigurationFailure) {
    for entry in file.sections.first(where: { $0.name.isEmpty })?.entries ?? [] where Self.names.contains(entry.key) {
      guard case .string(var text) = entry.value, !text.isEmpty else {
        throw ConfigurationFailure(line: entry.line, sentence: "'\(entry.key)' takes a text in quotes.")
      }
      if let home, entry.key == "token-file", text.hasPrefix("~/") { text = home + text.dropFirst() }
      let given = Self.tokenNames.first { values[$0] != nil }
      if let given, Self.tokenNames.contains(entry.key) {
        throw ConfigurationFailure(
          line: entry.line, sentence: "'\(given)' and '\(entry.key)' say different things: give one.")
      }
      values[entry.key] = Value(text: text, source: "config.toml, line \(entry.line)")
    }
  }
}
