/// Everything the simulated platform holds, with the rules of its tasks; a value that knows no clock.
package struct PlatformState: Sendable {
  package private(set) var rules: PlatformRules
  private var entries: [String: Entry] = [:]
  private var identifiers: SeededGenerator

  struct Entry: Sendable {
    var task: SimulatedTask
    var logs = LogTable()
    /// What the task was, and until when, for readers of the past.
    var past: [(task: SimulatedTask, until: SimulatedInstant)] = []

    func task(asOf moment: SimulatedInstant) -> SimulatedTask {
      past.first { moment < $0.until }?.task ?? task
    }
  }

  /// An empty platform. `seed` gives the ids of what producers create.
  package init(rules: PlatformRules = PlatformRules(), seed: UInt64) {
    self.rules = rules
    identifiers = SeededGenerator(seed: seed, label: "identifiers")
  }

  /// A new identifier for a task.
  package mutating func newTaskID() -> String {
    PlatformIdentifier.make("TSK", using: &identifiers)
  }

  /// All tasks, the newest first.
  package var tasks: [SimulatedTask] {
    entries.values.map(\.task).sorted { ($1.created, $1.id) < ($0.created, $0.id) }
  }

  func entry(_ id: String) throws(PlatformProblem) -> Entry {
    guard let entry = entries[id] else { throw .unknownTask(id) }
    return entry
  }

  /// The task of that id; 404 without one.
  package func task(_ id: String) throws(PlatformProblem) -> SimulatedTask {
    try entry(id).task
  }

  /// Every visible log record of a task, ascending by timestamp; 404 without the task.
  package func logs(of id: String) throws(PlatformProblem) -> [SimulatedLog] {
    try entry(id).logs.rows
  }

  /// Adds a task; one of the same id stays as it is.
  package mutating func add(_ task: SimulatedTask) {
    guard entries[task.id] == nil else { return }
    entries[task.id] = Entry(task: task)
  }

  /// Creates a log record, also after the end of its task, as late producers do.
  @discardableResult
  package mutating func publish(
    _ draft: LogDraft, to id: String, logID: String? = nil, at now: SimulatedInstant
  ) throws(PlatformProblem) -> SimulatedLog {
    guard entries[id] != nil else { throw .unknownTask(id) }
    var row = SimulatedLog(
      id: logID ?? PlatformIdentifier.make("TLR", using: &identifiers), severity: draft.severity,
      message: draft.message, parameters: draft.parameters, timestamp: draft.timestamp ?? now,
      progress: draft.progress, eta: draft.eta, created: now, updated: now)
    var ties = SeededGenerator(seed: 0, label: row.id)
    row.tie = ties.next()
    guard entries[id]?.logs.insert(row) == true else {
      throw PlatformProblem(409, "Conflict", "Log \(row.id) exists.")
    }
    if draft.progress != nil || draft.eta != nil, entries[id]?.task.status.isFinal == false {
      change(id, at: now) { task in
        task.progress = draft.progress ?? task.progress
        task.eta = draft.eta ?? task.eta
      }
    }
    return row
  }

  /// Replaces what a log record says, at its next revision; its timestamp stays unless the draft names one.
  @discardableResult
  package mutating func revise(
    _ logID: String, of id: String, to draft: LogDraft, at now: SimulatedInstant
  ) throws(PlatformProblem) -> SimulatedLog {
    guard var row = try entry(id).logs.row(logID) else {
      throw PlatformProblem(404, "Not Found", "Log \(logID) was not found.")
    }
    row.revision += 1
    row.message = draft.message
    row.severity = draft.severity
    row.parameters = draft.parameters
    row.timestamp = draft.timestamp ?? row.timestamp
    row.progress = draft.progress ?? row.progress
    row.eta = draft.eta ?? row.eta
    row.updated = now
    _ = entries[id]?.logs.replace(row)
    return row
  }

  /// Takes a log record away, as retention does; false when there is none.
  package mutating func remove(_ logID: String, of id: String, at now: SimulatedInstant) -> Bool {
    entries[id]?.logs.remove(id: logID, at: now) != nil
  }

  /// Moves a task on; 409 where its state does not allow it. The reason of a failure goes into the log.
  @discardableResult
  package mutating func apply(
    _ transition: SimulatedTransition, to id: String, reason: String? = nil, logID: String? = nil,
    at now: SimulatedInstant
  ) throws(PlatformProblem) -> SimulatedTask {
    let task = try task(id)
    guard let target = transition.target(from: task.status) else { throw .conflict(transition, task.status) }
    if transition == .fail, let reason {
      try publish(LogDraft(reason, severity: .failure), to: id, logID: logID, at: now)
    }
    return try enter(target, id, at: now)
  }

  /// Puts a task into a state whatever it was in: a late cancel turns even Completed into Failed.
  @discardableResult
  package mutating func enter(
    _ status: SimulatedStatus, _ id: String, at now: SimulatedInstant
  ) throws(PlatformProblem) -> SimulatedTask {
    guard entries[id] != nil else { throw .unknownTask(id) }
    change(id, at: now) { task in
      task.status = status
      task.processingSince = status == .processing ? now : nil
      if status == .processing, task.started == nil { task.started = now }
      if status.isFinal { task.completed = now }
      if status == .completed { task.progress = 100 }
    }
    return try task(id)
  }

  /// Changes the fields that a producer may set.
  @discardableResult
  package mutating func update(
    _ id: String, at now: SimulatedInstant, _ edit: (inout SimulatedTask) -> Void
  ) throws(PlatformProblem) -> SimulatedTask {
    guard entries[id] != nil else { throw .unknownTask(id) }
    change(id, at: now, edit)
    return try task(id)
  }

  /// Fails the tasks that were Processing, or alive, longer than they may.
  package mutating func expire(at now: SimulatedInstant) {
    for (id, entry) in entries where !entry.task.status.isFinal {
      let task = entry.task
      let processing = task.processingSince.map { now.seconds(since: $0) } ?? 0
      let limit = task.seconds(of: "maxTaskProcessingSeconds", standard: rules.processingSeconds)
      let lifetime = task.seconds(of: "maxTaskLifetimeSeconds", standard: rules.lifetimeSeconds)
      if processing > limit || now.seconds(since: task.created) > lifetime {
        _ = try? apply(.fail, to: id, reason: "The task took longer than it may.", at: now)
      }
    }
  }

  private mutating func change(
    _ id: String, at now: SimulatedInstant, _ edit: (inout SimulatedTask) -> Void
  ) {
    guard var entry = entries.removeValue(forKey: id) else { return }
    entry.past.append((entry.task, now))
    if entry.past.count > 512 { entry.past.removeFirst(256) }
    edit(&entry.task)
    entry.task.revision += 1
    entry.task.updated = now
    entries[id] = entry
  }
}
