import ArgumentParser
import Logging

/// The flags of the diagnostics file.
struct DiagnosticsOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Append diagnostics to this file: requests, passes and changes of state. MPT_TAIL_LOG_FILE otherwise.",
      valueName: "file"),
    completion: .file())
  var logFile: String?

  @Option(
    help: ArgumentHelp(
      "How much of them: trace, debug, info (the default), notice, warning, error. MPT_TAIL_LOG_LEVEL otherwise.",
      valueName: "level"),
    completion: .list(Logger.Level.allCases.map(\.rawValue)), transform: Self.level)
  var logLevel: Logger.Level?

  /// Opens the file; `nil` where none is wanted. Prints why it cannot be opened, and throws the exit code.
  func open(_ environment: Environment) throws -> Diagnostics? {
    guard let path = logFile ?? environment["MPT_TAIL_LOG_FILE"] else { return nil }
    do {
      let level =
        try logLevel
        ?? environment["MPT_TAIL_LOG_LEVEL"].map { text in
          do { return try Self.level(text) } catch {
            throw ProgramFailure("MPT_TAIL_LOG_LEVEL: \(error)", exit: .usage)
          }
        }
      return Diagnostics(try DiagnosticsFile(path), level: level ?? .info)
    } catch let failure as ProgramFailure {
      throw failure.reported()
    }
  }

  @Sendable private static func level(_ text: String) throws -> Logger.Level {
    let word = text.lowercased()
    let matches = Logger.Level.allCases.filter { !word.isEmpty && $0.rawValue.hasPrefix(word) }
    guard let level = matches.first, matches.count == 1 else {
      let levels = Logger.Level.allCases.map(\.rawValue)
      throw ValidationError("'\(text)' is no level of diagnostics" + NearestWords.hint(for: text, among: levels))
    }
    return level
  }
}
