import MonitorCore

extension ConfigurationText {
  private static let maxBytes = 256 << 10

  /// Reads the file or the pipe that is named, or the usual file; `nil` where there is no place for one. Throws a
  /// `ProgramFailure` that names it.
  ///
  /// - Parameter flag: the one that is named in place of any other.
  static func read(in environment: Environment, flag: String? = nil) async throws -> ConfigurationText? {
    guard let (path, isNamed) = place(in: environment, flag: flag) else { return nil }
    do throws(SmallFile.Failure) {
      let file = try await SmallFile.readIncludingPipes(path, limit: maxBytes)
      return ConfigurationText(path: path, text: try text(of: file, path))
    } catch {
      return try missing(path, error, isNamed: isNamed)
    }
  }

  /// The same, of an ordinary file alone: `nil` where a pipe is named, which is not even opened. Whoever writes into it would
  /// take that for the one who reads it.
  static func readFile(in environment: Environment) throws -> ConfigurationText? {
    guard let (path, isNamed) = place(in: environment, flag: nil), !SmallFile.isPipe(path) else { return nil }
    do throws(SmallFile.Failure) {
      let file = try SmallFile.read(path, limit: maxBytes)
      return ConfigurationText(path: path, text: try text(of: file, path))
    } catch {
      if error == .pipe { return nil }
      return try missing(path, error, isNamed: isNamed)
    }
  }

  /// What the text says. Throws a `ProgramFailure` with the line.
  func parsed<Value>(_ read: (ConfigurationFile) throws(ConfigurationFailure) -> Value) throws -> Value {
    do throws(ConfigurationFailure) {
      return try read(ConfigurationFile(text ?? ""))
    } catch {
      throw ProgramFailure(error.sentence(in: path), exit: .usage)
    }
  }

  /// `$XDG_CONFIG_HOME/mpt-tail/config.toml`, by default in `~/.config`.
  static func usualPath(in environment: Environment) -> String? {
    environment.configurationFolder.map { $0 + "/config.toml" }
  }

  private static func place(in environment: Environment, flag: String?) -> (path: String, isNamed: Bool)? {
    let named = flag ?? environment["MPT_TAIL_CONFIG"]
    return (named ?? usualPath(in: environment)).map { ($0, named != nil) }
  }

  private static func text(of file: SmallFile, _ path: String) throws(SmallFile.Failure) -> String {
    guard let text = file.text else { throw .noText }
    return text
  }

  private static func missing(
    _ path: String, _ failure: SmallFile.Failure, isNamed: Bool
  ) throws -> ConfigurationText {
    if !isNamed, failure.isMissing { return ConfigurationText(path: path, text: nil) }
    let sentence = failure == .noText ? "\(failure.reason)." : "cannot be read: \(failure.reason)."
    throw ProgramFailure(ConfigurationFailure(sentence: sentence).sentence(in: path), exit: .usage)
  }
}

extension Environment {
  /// With the configuration that a flag names, or a variable, read for all who ask for it: whom to ask is in it, and how it
  /// looks. Throws a `ProgramFailure` where it cannot be read.
  func reading(config flag: String?) async throws -> Environment {
    var environment = setting("MPT_TAIL_CONFIG", to: flag)
    environment.configuration = try await ConfigurationText.read(in: environment)
    return environment
  }
}
