/// Follows what a task and its log report of progress and ETA. Time is a parameter: the server's clock, as far as known.
///
/// A report counts from its own moment: an entry's timestamp, or for a task the moment at which its progress was first
/// seen to change, so that a task whose progress is never updated does not hide that of its log.
package struct ProgressEstimator: Sendable {
  /// ETAs and estimates further ahead than this are no knowledge.
  private static let furthest: Double = 366 * 86_400
  /// Progress that falls by less percent than this has only been rounded.
  private static let rounding = 0.05

  private var status: TaskStatus?
  private var started: Timestamp?
  private var ended: Timestamp?
  private var firstEntry: Timestamp?

  private var taskProgress: Double?
  private var progress: (percent: Double, at: Timestamp)?
  private var highest = 0.0
  private var pace = ProgressPace()

  private var taskETA: Timestamp?
  private var eta: (value: Timestamp, at: Timestamp)?
  private var firstETA: Timestamp?
  private var lastMove: ProgressReading.Move?

  private var activity = ActivityGaps()

  package init() {}

  /// Takes a task as read at a moment.
  package mutating func note(_ task: TaskSnapshot, at now: Timestamp) {
    let isFirst = status == nil
    if status != task.status { activity.note(min(now, isFirst ? task.updated ?? now : now)) }
    status = task.status
    started = task.started ?? started
    if task.status.isFinal {
      ended = task.completed ?? ended ?? now
    } else {
      ended = nil
    }
    let moment = isFirst ? min(now, task.updated ?? now) : now
    if task.progress != taskProgress {
      taskProgress = task.progress
      if let percent = task.progress { note(percent: percent, at: moment) }
    }
    if task.eta != taskETA {
      taskETA = task.eta
      if let value = task.eta {
        note(eta: value, at: moment, now)
      } else {
        eta = nil
      }
    }
  }

  /// Takes what a merge brought, of the task with this number.
  package mutating func note(_ changes: Changes, of store: LogStore, task: Int, at now: Timestamp) {
    for slot in changes.added + changes.revised where store.task(of: slot) == task {
      note(
        entryAt: store.hasTimestamp(slot) ? store.timestamp(of: slot) : nil, progress: store.progress(of: slot),
        eta: store.eta(of: slot), at: now)
    }
  }

  /// Takes one entry with its own timestamp, progress (percent) and ETA, as far as it has them.
  package mutating func note(entryAt timestamp: Timestamp?, progress: Float?, eta: Timestamp?, at now: Timestamp) {
    let moment = min(timestamp ?? now, now)
    if timestamp != nil { firstEntry = min(firstEntry ?? moment, moment) }
    activity.note(moment)
    if let progress { note(percent: Double(progress), at: moment) }
    if let eta { note(eta: eta, at: moment, now) }
  }

  /// What is known at a moment.
  package func reading(at now: Timestamp) -> ProgressReading {
    var reading = ProgressReading()
    if let progress {
      reading.fraction = progress.percent / 100
      if progress.percent < highest { reading.wentBackFrom = highest / 100 }
    }
    if let start = started ?? firstEntry { reading.elapsed = max(0, (ended ?? now).seconds(since: start)) }
    reading.lastMove = lastMove
    guard ended == nil else { return reading }
    reading.eta = readETA(at: now)
    if status == .processing { reading.stalledFor = activity.stall(at: now) }
    return reading
  }

  private func readETA(at now: Timestamp) -> ProgressReading.ETA {
    if let eta, let firstETA, abs(eta.value.seconds(since: now)) <= Self.furthest {
      let slip = eta.value.seconds(since: firstETA)
      return now > eta.value
        ? .overdue(eta.value, by: now.seconds(since: eta.value), slip: slip) : .server(eta.value, slip: slip)
    }
    guard status.map(\.isWaiting) != true, let left = pace.secondsLeft(at: now), left <= Self.furthest else {
      return .none
    }
    return .estimated(now.advanced(bySeconds: left))
  }

  private mutating func note(percent reported: Double, at moment: Timestamp) {
    guard reported.isFinite else { return }
    let percent = min(100, max(0, reported))
    guard let current = progress else {
      progress = (percent, moment)
      highest = percent
      pace.note(percent, at: moment)
      return
    }
    guard moment >= current.at else {
      // Late, but how far it had been still counts.
      highest = max(highest, percent)
      return
    }
    if percent != current.percent { activity.note(moment) }
    let isRounding = percent < current.percent && current.percent - percent < Self.rounding
    progress = (isRounding ? current.percent : percent, moment)
    highest = max(highest, percent)
    pace.note(isRounding ? current.percent : percent, at: moment)
  }

  private mutating func note(eta value: Timestamp, at moment: Timestamp, _ now: Timestamp) {
    guard abs(value.seconds(since: now)) <= Self.furthest else { return }
    guard let current = eta else {
      eta = (value, moment)
      firstETA = firstETA ?? value
      return
    }
    guard moment >= current.at else { return }
    if value != current.value {
      lastMove = ProgressReading.Move(seconds: value.seconds(since: current.value), at: moment)
    }
    eta = (value, moment)
  }
}
