/// Where tasks and their logs come from: the port that the follower asks through.
///
/// Cancelling the calling task ends a request at once with `SourceFailure.Kind.cancelled`.
package protocol TaskSource: Sendable {
  /// One task (`GET /tasks/{id}`), with its audit.
  func task(_ id: TaskID) async throws(SourceFailure) -> TaskAnswer

  /// One page of a task's logs (`GET /tasks/{id}/logs`).
  func logs(_ query: LogQuery) async throws(SourceFailure) -> LogPage

  /// One page of tasks (`GET /tasks`), newest first, with their audit.
  func tasks(offset: Int, limit: Int) async throws(SourceFailure) -> TaskPage
}

/// A task, and the server's clock when it answered (resolution one second).
package struct TaskAnswer: Sendable {
  package var task: TaskSnapshot
  package var serverNow: Timestamp?

  package init(task: TaskSnapshot, serverNow: Timestamp?) {
    self.task = task
    self.serverNow = serverNow
  }
}

/// One page of tasks; `total` as the answer reports it.
package struct TaskPage: Sendable {
  package var tasks: [TaskSnapshot]
  package var total: Int?
  /// Why elements of the page are no tasks, by their index in it: safe sentences.
  package var unreadable: [Int: String]
  /// The server's clock, from the answer's `Date`; resolution one second.
  package var serverNow: Timestamp?

  package init(
    tasks: [TaskSnapshot], total: Int?, unreadable: [Int: String] = [:], serverNow: Timestamp? = nil
  ) {
    self.tasks = tasks
    self.serverNow = serverNow
    self.total = total
    self.unreadable = unreadable
  }

  /// How many elements the page has: how far the next one is.
  package var count: Int { tasks.count + unreadable.count }
}

/// Which page of which task's logs is asked for.
package struct LogQuery: Hashable, Sendable {
  package enum Order: Hashable, Sendable {
    /// Newest first (`order=-timestamp`): what SEAM pages through.
    case newestFirst
    /// Oldest first from a moment on (`ge(timestamp,"…")&order=timestamp`): what keyset paging asks for.
    case oldestFirst(from: Timestamp)
  }

  package var task: TaskID
  package var order: Order
  package var offset: Int
  package var limit: Int
  /// Whether entries keep all their members (`LogEntry.extras` and `LogEntry.shape`).
  package var keepsMembers: Bool
  /// The id of the one entry that is asked for, with its audit (`eq(id,"…")&select=audit`); `nil` for a page of the log.
  package var entry: String?

  /// One entry with all its members and its audit, which pages leave out.
  package init(task: TaskID, entry: String) {
    self.init(task: task, limit: 1, keepsMembers: true)
    self.entry = entry
  }

  package init(
    task: TaskID, order: Order = .newestFirst, offset: Int = 0, limit: Int = 100, keepsMembers: Bool = false
  ) {
    self.task = task
    self.order = order
    self.offset = offset
    self.limit = limit
    self.keepsMembers = keepsMembers
  }
}
