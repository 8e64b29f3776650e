import ArgumentParser
import MonitorCore
import MonitorStream

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

/// A text with places, as `--format` takes it.
enum FormatArgument<Place: RawRepresentable & CaseIterable & Sendable> where Place.RawValue == String {
  static var places: String { Place.allCases.map { "{\($0.rawValue)}" }.joined(separator: " ") }

  @Sendable static func reading(_ text: String) throws -> PlacedText<Place> {
    do throws(PlacedTextFailure) {
      return try PlacedText(text)
    } catch {
      throw ValidationError("--format: \(sentence(of: error))")
    }
  }

  static func sentence(of failure: PlacedTextFailure) -> String {
    switch failure {
    case .unknown(let name):
      "'{\(SafeText.line(name))}' is no place" + NearestWords.hint(for: name, among: Place.allCases.map(\.rawValue))
    case .noEnd: "a '{' has no '}'; '{{' is a brace."
    case .width(let text): "'{\(SafeText.line(text))}' has no width from 1 to 1000 after its colon."
    case .escape(let letter): "'\\\(SafeText.line(letter))' means nothing; there are \\t, \\n and \\\\."
    case .control: "control characters other than a tab and a line feed are not written."
    case .empty: "a text with places is wanted, such as '{time} {severity} {message}'."
    }
  }
}
