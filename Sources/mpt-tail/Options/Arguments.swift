import ArgumentParser
import FoundationEssentials
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

/// A span of time: a number with `s`, `m`, `h` or `d`; seconds without.
struct SpanArgument: ExpressibleByArgument {
  private static let units: [Character: Double] = ["s": 1, "m": 60, "h": 3600, "d": 86400]
  private static let maxSpan = 3_650.0 * 86_400

  let seconds: Double

  init?(argument: String) {
    var text = argument
    var unit = 1.0
    if let last = text.last, let factor = Self.units[last] {
      unit = factor
      text.removeLast()
    }
    guard let number = Double(text), number >= 0, number * unit <= Self.maxSpan else { return nil }
    seconds = number * unit
  }

  var duration: Duration { .seconds(seconds) }
}

/// A moment: a span ago, or an RFC 3339 time.
struct SinceArgument: ExpressibleByArgument {
  private enum Meaning {
    case ago(Double)
    case at(Timestamp)
  }

  private let meaning: Meaning

  init?(argument: String) {
    if let span = SpanArgument(argument: argument) {
      meaning = .ago(span.seconds)
    } else if let moment = Timestamp(parsing: Array(argument.utf8)) {
      meaning = .at(moment)
    } else {
      return nil
    }
  }

  func moment(before now: Timestamp) -> Timestamp {
    switch meaning {
    case .ago(let seconds): now.advanced(bySeconds: -seconds)
    case .at(let moment): moment
    }
  }
}

/// A severity's name.
struct LevelArgument: ExpressibleByArgument {
  let severity: Severity

  init?(argument: String) {
    severity = Severity(word: Array(argument.utf8))
    if severity == .unknown { return nil }
  }

  init(_ severity: Severity) {
    self.severity = severity
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

/// A task's id, or an address that contains one.
struct TaskArgument: ExpressibleByArgument {
  let task: TaskID

  init?(argument: String) {
    guard let task = TaskID(argument: argument) else { return nil }
    self.task = task
  }
}

extension Timestamp {
  /// The wall clock of this machine.
  static var now: Timestamp {
    Timestamp(ticks: 0).advanced(bySeconds: Date().timeIntervalSince1970)
  }
}
