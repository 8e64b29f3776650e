/// One thing to do in a poll.
enum FollowJob: Sendable, Equatable {
  case readTask
  case readLogs(LogPass.Purpose)
}

/// What a poll does: the fewest requests that the promise allows. In quiet that is one.
struct PollPlan: Sendable {
  var logsAreRefused: Bool
  var historyIsRead: Bool
  var wantsOlder: Bool
  var ending: FollowEnding
  /// Whether the last poll brought something new, and whether one did lately.
  var isBusy: Bool
  var wasBusyLately: Bool
  /// Whether it is time to read the task, and a page of the rolling audit.
  var taskIsDue: Bool
  var auditIsDue: Bool
  var lastPollReadTask: Bool
  /// Whether the last pass may be a regular poll.
  var trustsWholeRead = false

  /// The task comes before the logs, so that a final status covers every entry written before it.
  var jobs: [FollowJob] {
    if logsAreRefused { return [.readTask] }
    if !historyIsRead { return [.readTask, .readLogs(.history)] }
    return wantsOlder && ending != .lastPass ? usual + [.readLogs(.older)] : usual
  }

  /// Older entries come after what is new: asked for again and again they would keep it from being read.
  private var usual: [FollowJob] {
    switch ending {
    case .draining: return [.readLogs(.poll)]
    case .lastPass: return [.readTask, .readLogs(trustsWholeRead ? .poll : .audit)]
    case .over: return [.readTask, .readLogs(.poll)]
    case .no: return isBusy ? busyJobs : idleJobs
    }
  }

  private var busyJobs: [FollowJob] {
    (taskIsDue ? [.readTask] : []) + [.readLogs(.poll)] + (auditIsDue ? [.readLogs(.rollingAudit)] : [])
  }

  private var idleJobs: [FollowJob] {
    // The logs of a lively task do not wait for it.
    if taskIsDue, wasBusyLately { return [.readTask, .readLogs(.poll)] }
    if taskIsDue, !lastPollReadTask { return [.readTask] }
    return [.readLogs(auditIsDue ? .rollingAudit : .poll)]
  }
}
