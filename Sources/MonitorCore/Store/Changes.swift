/// What a merge, or dropping the oldest entries, did to a `LogStore`.
package struct Changes: Sendable {
  /// An entry whose newer revision has another timestamp, and where it stood before.
  package struct Move: Sendable, Equatable {
    package var slot: Slot
    package var from: Timestamp
  }

  /// Slots of entries that were not there before, in the order of the batch; `late` of them came late.
  package var added: [Slot] = []
  package var late = 0
  /// Slots of entries held before that were replaced by a newer revision, each once; the replaced one is the last of
  /// `LogStore.history(of:)`.
  package var revised: [Slot] = []
  /// Those of `revised` that have another position now.
  package internal(set) var moved: [Move] = []
  /// Slots that the store holds no more, oldest first: they were the first of its order. Never together with others.
  package internal(set) var dropped: [Slot] = []
  /// The number of the change, counted by the store; those that changed nothing do not count.
  package internal(set) var generation = 0

  package init() {}

  package var isEmpty: Bool { added.isEmpty && revised.isEmpty && dropped.isEmpty }
}

/// One revision of an entry, as it was.
package struct LogVersion: Sendable, Equatable {
  package var timestamp: Timestamp
  package var revision: Int32
  package var severity: Severity
  /// The severity's word as `LogStore.severityWord(of:)` gave it (unsafe text).
  package var severityWord: [UInt8]
  /// The template and the parameters' raw JSON (unsafe texts).
  package var message: [UInt8]
  package var parameters: [UInt8]

  /// Without a word it is the severity's own.
  package init(
    timestamp: Timestamp, revision: Int32, severity: Severity, severityWord: [UInt8]? = nil, message: [UInt8],
    parameters: [UInt8]
  ) {
    self.severityWord = severityWord ?? Array(severity.word.utf8)
    self.timestamp = timestamp
    self.revision = revision
    self.severity = severity
    self.message = message
    self.parameters = parameters
  }
}

/// How many entries of a task are held, by severity, and how many of them are out of the ordinary.
package struct SeverityCounts: Sendable, Equatable {
  private var bySeverity: [Int] = Array(repeating: 0, count: Severity.allCases.count)
  package internal(set) var total = 0
  /// Entries that arrived late, that have an earlier revision, that could not be read.
  package internal(set) var late = 0
  package internal(set) var revised = 0
  package internal(set) var invalid = 0

  package init() {}

  package internal(set) subscript(severity: Severity) -> Int {
    get { bySeverity[Int(severity.rawValue)] }
    set { bySeverity[Int(severity.rawValue)] = newValue }
  }

  /// Counts an entry no more; it must still be held.
  mutating func remove(_ slot: Slot, of store: LogStore) {
    self[store.severity(of: slot)] -= 1
    total -= 1
    if store.lateness(of: slot) > 0 { late -= 1 }
    if store.isRevised(slot) { revised -= 1 }
    if store.isInvalid(slot) { invalid -= 1 }
  }

  /// How many are this bad or worse; unknown severities do not count.
  package func atLeast(_ severity: Severity) -> Int {
    bySeverity[Int(max(severity, .debug).rawValue)...].reduce(0, +)
  }

  /// The counts of two tasks together.
  package static func + (left: SeverityCounts, right: SeverityCounts) -> SeverityCounts {
    var sum = left
    for severity in Severity.allCases { sum[severity] += right[severity] }
    sum.total += right.total
    sum.late += right.late
    sum.revised += right.revised
    sum.invalid += right.invalid
    return sum
  }
}
