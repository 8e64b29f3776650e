/// Follows what a task and its log report of progress and ETA. Time is a parameter: the server's clock, as far as known.
///
/// A report counts from its own moment: an entry's timestamp, or for a task the moment at which its progress was first
/// seen to change, so that a task whose progress is never updated does not hide that of its log.
package struct ProgressEstimator: Sendable {
  /// ETAs and estimates further ahead than this are no knowledge.
  private static let furthest: Double = 366 * 86_400
  /// Progress that is less by so much, so soon, did not go back: whoever wrote it last had looked at it before. In percent,
  /// and seconds.
  private static let disorder = (percent: 10.0, seconds: 20.0)

  private var status: TaskStatus?
  private var started: Timestamp?
  private var ended: Timestamp?
  private var firstEntry: Timestamp?

  private var taskProgress: Double?
  private var progress: (percent: Double, at: Timestamp)?
  private var highest: (percent: Double, at: Timestamp)?
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
      if let percent = task.progress { note(percent: percent, at: moment, knownAt: now) }
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
    if let progress { note(percent: Double(progress), at: moment, knownAt: moment) }
    if let eta { note(eta: eta, at: moment, now) }
  }

  /// What is known at a moment.
  package func reading(at now: Timestamp) -> ProgressReading {
    var reading = ProgressReading()
    if let progress {
      reading.fraction = progress.percent / 100
      if let highest, progress.percent < highest.percent { reading.wentBackFrom = highest.percent / 100 }
      // Reports that come late do not undo an end.
      if status == .completed, let highest { (reading.fraction, reading.wentBackFrom) = (highest.percent / 100, nil) }
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

  /// Takes a report that counts from `moment`, and that was so by `known`.
  private mutating func note(percent reported: Double, at moment: Timestamp, knownAt known: Timestamp) {
    guard reported.isFinite else { return }
    let reported = min(100, max(0, reported))
    if reported >= highest?.percent ?? 0 { highest = (reported, known) }
    if let current = progress, moment < current.at {
      // Late: it does not say how far it is now, but how far it had been.
      progress = (inOrder(current.percent, at: current.at), current.at)
      return
    }
    let percent = inOrder(reported, at: moment)
    if let progress, percent != progress.percent { activity.note(moment) }
    progress = (percent, moment)
    pace.note(percent, at: moment)
  }

  /// The percentage, or the highest one where it is less only because reports come in disorder.
  private func inOrder(_ percent: Double, at moment: Timestamp) -> Double {
    guard let highest, highest.percent - percent < Self.disorder.percent,
      moment.seconds(since: highest.at) < Self.disorder.seconds
    else { return percent }
    return max(percent, highest.percent)
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
