import MonitorCore

/// Reads the list of tasks, newest first, until enough were found.
///
/// New tasks shift those that the next pages hold, so a task may come twice: it counts once. A server that fails is asked
/// again for a while, as one is that is restarted; one whose pages bring nothing new is not asked for ever.
struct TaskListReader {
  /// A line of the list.
  enum Row: Equatable, Sendable {
    case task(TaskSnapshot)
    /// An element of the list that is no task: why.
    case unreadable(String)
  }

  struct List: Sendable {
    var rows: [Row] = []
    /// What keeps the list from being whole, where anything does.
    var problem: String?
  }

  private static let pageSize = 100
  /// A hundred thousand tasks.
  private static let maxPages = 1_000
  private static let maxRepeatedPages = 3
  /// What is asked for at least once a page was read: rows that cannot be read count for nothing, and one by one they would
  /// take a request each.
  private static let minPageSize = 25

  let source: any TaskSource
  /// How many tasks are wanted.
  let limit: Int
  /// In which states they have to be; none for any. The platform may pass a filter over, so it is applied here.
  let statuses: Set<TaskStatus>
  /// How long a server that fails is asked again.
  var patience = Patience.oneShot

  /// Throws the last failure where the server fails for too long, or refuses. Cancelling the task ends it at once.
  func read() async throws(SourceFailure) -> List {
    var list = List()
    var known: Set<String> = []
    var (offset, found, repeated) = (0, 0, 0)
    var patience = Patience(oneShotFrom: now, limit: patience)
    for _ in 0..<Self.maxPages {
      let wanted = offset == 0 ? limit : max(Self.minPageSize, limit - found)
      let size = statuses.isEmpty ? min(Self.pageSize, wanted) : Self.pageSize
      let page = try await page(offset: offset, limit: size, patience: &patience)
      let before = known.count
      for row in Self.rows(of: page) where found < limit {
        if case .task(let task) = row {
          guard known.insert(task.id).inserted, statuses.isEmpty || statuses.contains(task.status) else { continue }
          found += 1
        }
        list.rows.append(row)
      }
      offset += page.count
      if found >= limit || page.count == 0 { return list }
      if page.total.map({ offset >= $0 }) ?? (page.count < size) { return list }
      // A page of rows that cannot be read repeats nothing.
      repeated = known.count > before ? 0 : page.tasks.isEmpty ? repeated : repeated + 1
      if repeated >= Self.maxRepeatedPages {
        list.problem = "the list repeats itself after \(known.count) tasks: the server does not obey 'offset'"
        return list
      }
    }
    list.problem = "the list goes on beyond \(offset) tasks, which were read"
    return list
  }

  private static func rows(of page: TaskPage) -> [Row] {
    var tasks = page.tasks[...]
    return (0..<page.count).compactMap { index in
      if let why = page.unreadable[index] { return .unreadable(why) }
      return tasks.popFirst().map(Row.task)
    }
  }

  /// Since any moment; a clock that stands still while the machine sleeps.
  private var now: Duration { Self.start.duration(to: .now) }
  private static let start = SuspendingClock.now

  private func page(offset: Int, limit: Int, patience: inout Patience) async throws(SourceFailure) -> TaskPage {
    var random = SystemRandomNumberGenerator()
    var failures = 0
    while true {
      do {
        let page = try await source.tasks(offset: offset, limit: max(1, limit))
        patience.recordAnswer(now: now)
        return page
      } catch {
        // What refuses after it had answered may be a gateway that restarts.
        guard error.mayPass || offset > 0 && error.kind != .cancelled else { throw error }
        failures += 1
        let wait = Backoff.delay(failures: failures, retryAfter: error.retryAfter, using: &random)
        let failed = now
        guard case .retry(let moment) = patience.recordFailure(now: failed, wait: wait, retryAfter: error.retryAfter)
        else { throw error }
        guard await RunningTime.pass(max(Duration.zero, moment - failed)) else { throw SourceFailure(.cancelled, "") }
        // While the program was stopped nobody could be asked.
        patience.recordSleep(max(Duration.zero, now - max(moment, failed)))
      }
    }
  }
}

extension SourceFailure {
  /// Whether asking again may bring an answer.
  var mayPass: Bool {
    switch kind {
    case .transport, .timeout, .tooSlow, .tooLarge, .unreadable: true
    case .status(let status): status >= 500 || [408, 425, 429].contains(status)
    case .redirect, .cancelled: false
    }
  }

  /// The exit that a failure of the list means. That there is no list is no statement about a task.
  var exit: ExitStatus {
    switch kind {
    case .status(401), .status(403): .refused
    default: .gaveUp
    }
  }

  /// The exit that a failure of one task means.
  var exitOfTask: ExitStatus { kind == .status(404) ? .noSuchTask : exit }
}
