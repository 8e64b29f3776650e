/// A task as the platform described it at one moment. All texts are unsafe until they passed `SafeText`.
package struct TaskSnapshot: Hashable, Sendable {
  package var id: String
  package var name: String
  package var status: TaskStatus
  package var revision: Int32
  package var code: String
  package var queue: String
  package var details: String
  package var externalID: String
  /// The task it belongs to, the object it works on and the service that owns it, as `name (id)`; empty when absent.
  package var parent: String
  package var object: String
  package var owner: String
  /// Where the result is, a relative address; empty when absent.
  package var result: String
  /// Percent, 0…100; `nil` when unknown. Clamped; not a number is unknown.
  package var progress: Double?
  package var eta: Timestamp?
  package var created: Timestamp?
  package var updated: Timestamp?
  package var started: Timestamp?
  package var completed: Timestamp?
  /// Raw JSON of the whole object, for the details and for JSON output.
  package var raw: [UInt8]

  package init(id: String, name: String = "", status: TaskStatus = .other("")) {
    self.id = id
    self.name = name
    self.status = status
    revision = 0
    code = ""
    queue = ""
    details = ""
    externalID = ""
    parent = ""
    object = ""
    owner = ""
    result = ""
    progress = nil
    eta = nil
    created = nil
    updated = nil
    started = nil
    completed = nil
    raw = []
  }
}

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

  /// All that the platform's published list and its clients name.
  package static let known: [TaskStatus] = [
    .queued, .blocked, .processing, .rescheduled, .completed, .failed, .canceled,
  ]

  /// Reads the platform's word, in any case.
  package init(word: String) {
    let lower = word.lowercased()
    self = lower == "cancelled" ? .canceled : Self.known.first { $0.word.lowercased() == lower } ?? .other(word)
  }

  /// Reads a word as a person types it, in any case: the platform's, or a beginning of it that no other state shares.
  /// `nil` for every other.
  package init?(abbreviation: String) {
    let word = abbreviation.lowercased()
    let matches = Self.known.filter { status in
      let spellings = [status.word.lowercased()] + (status == .canceled ? ["cancelled"] : [])
      return !word.isEmpty && spellings.contains { $0.hasPrefix(word) }
    }
    guard let match = matches.first, matches.count == 1 else { return nil }
    self = match
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
