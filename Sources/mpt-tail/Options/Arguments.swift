import ArgumentParser
import MonitorCore

/// `100`, or `all`.
struct HistoryLength: ExpressibleByArgument {
  let history: FollowOptions.History

  init?(argument: String) {
    if argument == "all" {
      history = .all
    } else if let count = Int(argument), count >= 0 {
      history = .newest(count)
    } else {
      return nil
    }
  }
}

/// A severity's name, or the beginning of one.
struct LevelArgument: ExpressibleByArgument {
  static let choice = "debug, info, warning, error or failure"
  static let allValueStrings = ["debug", "info", "warning", "error", "failure"]

  let severity: Severity

  init?(argument: String) {
    guard let severity = Severity(abbreviation: argument) else { return nil }
    self.severity = severity
  }

  init(_ severity: Severity) {
    self.severity = severity
  }
}

/// The state of a task, or the beginning of its name.
enum StatusArgument {
  /// Several may stand in one word, separated by commas.
  static func statuses(_ text: String) throws -> [TaskStatus] {
    let known = TaskStatus.known.map { $0.word.lowercased() }
    let words = text.split { $0 == "," || $0.isWhitespace }.map(String.init)
    guard !words.isEmpty else { throw ValidationError("--status takes \(known.joined(separator: ", ")).") }
    return try words.map { word in
      guard let status = TaskStatus(abbreviation: word) else {
        throw ValidationError("'\(word)' is no status" + NearestWords.hint(for: word, among: known))
      }
      return status
    }
  }
}

/// A regular expression over messages.
enum PatternArgument {
  static func including(_ text: String) throws -> TextPattern { try pattern(text, isExcluding: false) }
  static func excluding(_ text: String) throws -> TextPattern { try pattern(text, isExcluding: true) }

  private static func pattern(_ text: String, isExcluding: Bool) throws -> TextPattern {
    guard !text.isEmpty else { throw ValidationError("An empty expression matches everything.") }
    do throws(PatternError) {
      return try TextPattern(text, isExcluding: isExcluding)
    } catch {
      throw ValidationError(error.sentence)
    }
  }
}
