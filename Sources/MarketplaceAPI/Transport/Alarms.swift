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
