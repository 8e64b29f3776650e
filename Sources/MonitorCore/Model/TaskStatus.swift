/// The state of a task as the platform names it; words outside its published list are kept as `other`.
package enum TaskStatus: Hashable, Sendable {
  case queued
  case blocked
  case processing
  case rescheduled
  case completed
  case failed
  case canceled
  /// A word this program does not know, as sent. Unsafe text until it passed `SafeText`.
  case other(String)

  private static let known: [TaskStatus] = [
    .queued, .blocked, .processing, .rescheduled, .completed, .failed, .canceled,
  ]

  /// Reads the platform's word, in any case.
  package init(word: String) {
    let lower = word.lowercased()
    self = lower == "cancelled" ? .canceled : Self.known.first { $0.word.lowercased() == lower } ?? .other(word)
  }

  /// The platform's own word. Unsafe text where the status is `other`.
  package var word: String {
    switch self {
    case .queued: "Queued"
    case .blocked: "Blocked"
    case .processing: "Processing"
    case .rescheduled: "Rescheduled"
    case .completed: "Completed"
    case .failed: "Failed"
    case .canceled: "Canceled"
    case .other(let word): word
    }
  }

  /// Whether a task in this state runs no more. Rescheduled is not an end: it may stay quiet for half an hour.
  package var isFinal: Bool {
    switch self {
    case .completed, .failed, .canceled: true
    default: false
    }
  }

  /// Whether the task waits for something and few entries are to be expected.
  package var isWaiting: Bool {
    switch self {
    case .queued, .blocked, .rescheduled: true
    default: false
    }
  }
}
