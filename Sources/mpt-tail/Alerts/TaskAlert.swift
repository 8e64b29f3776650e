import MonitorCore

/// A notification: a task ended, or reported its first failure.
struct TaskAlert: Equatable, Sendable {
  enum Kind: String, Sendable {
    case ended, failure
  }

  let kind: Kind
  let task: TaskID
  let snapshot: TaskSnapshot
  /// The failing entry's message, one safe line; empty for an end.
  var entry = ""

  /// In scalars; the system bounds the environment of a program.
  private static let maxLength = 1_000

  /// One sentence, safe to show.
  var sentence: String {
    let name = snapshot.name.isEmpty ? "" : " \(Self.short(snapshot.name))"
    return switch kind {
    case .ended: "\(task.text) \(Self.short(snapshot.status.word)).\(name)"
    case .failure: "\(task.text) reports a failure.\(name)"
    }
  }

  /// The facts as environment variables of a command. All values are safe to show; none is meant to be run.
  var variables: [String: String] {
    [
      "MPT_TAIL_EVENT": kind.rawValue, "MPT_TAIL_TASK": task.text, "MPT_TAIL_NAME": Self.short(snapshot.name),
      "MPT_TAIL_STATUS": Self.short(snapshot.status.word),
      "MPT_TAIL_PROGRESS": snapshot.progress.map { "\(($0 * 10).rounded(.down) / 10)" } ?? "",
      "MPT_TAIL_ENTRY": entry, "MPT_TAIL_MESSAGE": sentence,
    ]
  }

  static func short(_ text: String) -> String { String(SafeText.line(text).unicodeScalars.prefix(maxLength)) }
}
