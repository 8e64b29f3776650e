import CProgramArguments
import MonitorCore

/// The version, as `--version`, the user agent and the diagnostics say it.
enum ProgramVersion {
  static let text = "0.1.0"
}

/// The words that the program was started with.
enum ProgramArguments {
  /// Those after the program's own name, as the C entry got them.
  ///
  /// Not `CommandLine.arguments`: on Linux that looks for them in memory, right before the environment, and finds none
  /// where a preloaded library or anything else that ran earlier has moved the environment by setting a variable.
  static var given: [String] {
    var words: [String] = []
    for index in 1..<max(1, Int(program_argument_count())) {
      guard let word = program_argument(Int32(index)) else { break }
      words.append(String(cString: word))
    }
    return words
  }
}

/// What the parser of the command line says, which repeats what was typed.
enum UsageText {
  /// Its lines, safe to show: what was typed adds no line of its own, obeys nothing and shows no token.
  static func lines(_ text: String, quoting arguments: [String]) -> [String] {
    var text = text
    for argument in arguments where SafeText.line(argument) != argument {
      text = text.replacing(argument, with: SafeText.line(argument))
    }
    return text.split(separator: "\n", omittingEmptySubsequences: false).map {
      TokenMask.masked(SafeText.line(String($0)))
    }
  }
}
