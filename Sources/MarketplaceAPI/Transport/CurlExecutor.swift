import Dispatch

/// Runs tasks on the curl thread, between what it does for the network; and lets them wait there.
///
/// Nothing that blocks may run here, for all requests would wait with it.
final class CurlExecutor: TaskExecutor {
  private let mailbox: CurlMailbox
  private let start = ContinuousClock.now

  init(_ mailbox: CurlMailbox) {
    self.mailbox = mailbox
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let work = UnownedJob(job)
    guard !mailbox.submit(work) else { return }
    // A task may outlive the thread that it ran on; it has to come to its end all the same.
    DispatchQueue.global().async { work.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }

  /// Waits until a moment, or until the calling task is cancelled. Who waits for moments of the same `tolerance` is woken
  /// at once, at its end.
  func wait(until deadline: ContinuousClock.Instant, tolerance: Duration?) async {
    let moment = tolerance.map { end(of: $0, with: deadline) } ?? deadline
    let id = mailbox.nextID()
    let wasWoken = await withTaskCancellationHandler {
      await withCheckedContinuation { mailbox.setAlarm(id, at: moment, $0) }
    } onCancel: {
      mailbox.cancelAlarm(id)
    }
    if !wasWoken { try? await ContinuousClock().sleep(until: deadline, tolerance: tolerance) }
  }

  /// Time is cut into pieces as long as `tolerance`: the end of the one that a moment is in.
  private func end(of tolerance: Duration, with moment: ContinuousClock.Instant) -> ContinuousClock.Instant {
    let pieces = (start.duration(to: moment) / tolerance).rounded(.up)
    return pieces.magnitude < 1e12 ? max(moment, start + tolerance * pieces) : moment
  }
}

/// Who wants to be woken, and when; the next one last.
struct Alarms<Sleeper: Sendable>: Sendable {
  private struct Alarm: Sendable {
    let id: UInt64
    let moment: ContinuousClock.Instant
    let sleeper: Sleeper
  }

  private var alarms: [Alarm] = []

  /// When the next one is due.
  var first: ContinuousClock.Instant? { alarms.last?.moment }

  /// Adds one; true where it is the next.
  mutating func add(_ id: UInt64, at moment: ContinuousClock.Instant, _ sleeper: Sleeper) -> Bool {
    var (low, high) = (0, alarms.count)
    while low < high {
      let middle = (low + high) / 2
      if alarms[middle].moment > moment { low = middle + 1 } else { high = middle }
    }
    alarms.insert(Alarm(id: id, moment: moment, sleeper: sleeper), at: low)
    return low == alarms.count - 1
  }

  mutating func remove(_ id: UInt64) -> Sleeper? {
    alarms.firstIndex { $0.id == id }.map { alarms.remove(at: $0).sleeper }
  }

  /// Takes out those that are due, in the order of their moments.
  mutating func take(until now: ContinuousClock.Instant) -> [Sleeper] {
    var due: [Sleeper] = []
    while let next = alarms.last, next.moment <= now { due.append(alarms.removeLast().sleeper) }
    return due
  }

  mutating func takeAll() -> [Sleeper] {
    defer { alarms = [] }
    return alarms.reversed().map(\.sleeper)
  }
}
