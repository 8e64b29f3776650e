/// Lets tasks wait for moments on the curl thread, which knows when to wake anyway.
final class CurlTimers: Sendable {
  private let mailbox: CurlMailbox
  private let start = ContinuousClock.now

  init(_ mailbox: CurlMailbox) {
    self.mailbox = mailbox
  }

  /// Waits until a moment, or until the calling task is cancelled. Those that wait for moments in the same slice of
  /// `tolerance` are woken together, at its end.
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

  /// The end of the slice of time, as long as `tolerance`, that a moment is in.
  private func end(of tolerance: Duration, with moment: ContinuousClock.Instant) -> ContinuousClock.Instant {
    let slices = (start.duration(to: moment) / tolerance).rounded(.up)
    return slices.magnitude < 1e12 ? max(moment, start + tolerance * slices) : moment
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
  mutating func dequeue(until now: ContinuousClock.Instant) -> [Sleeper] {
    var due: [Sleeper] = []
    while let next = alarms.last, next.moment <= now { due.append(alarms.removeLast().sleeper) }
    return due
  }

  mutating func dequeueAll() -> [Sleeper] {
    defer { alarms = [] }
    return alarms.reversed().map(\.sleeper)
  }
}
