/// Who wants to be woken, and when; the next one last.
struct Alarms: Sendable {
  typealias Continuation = CheckedContinuation<Bool, Never>

  private struct Alarm: Sendable {
    let id: UInt64
    let moment: ContinuousClock.Instant
    let continuation: Continuation
  }

  private var alarms: [Alarm] = []

  /// When the next one is due.
  var first: ContinuousClock.Instant? { alarms.last?.moment }

  /// Adds one; true where it is the next.
  mutating func add(_ id: UInt64, at moment: ContinuousClock.Instant, _ continuation: Continuation) -> Bool {
    var (low, high) = (0, alarms.count)
    while low < high {
      let middle = (low + high) / 2
      if alarms[middle].moment > moment { low = middle + 1 } else { high = middle }
    }
    alarms.insert(Alarm(id: id, moment: moment, continuation: continuation), at: low)
    return low == alarms.count - 1
  }

  mutating func remove(_ id: UInt64) -> Continuation? {
    alarms.firstIndex { $0.id == id }.map { alarms.remove(at: $0).continuation }
  }

  /// Takes out those that are due, in the order of their moments.
  mutating func take(until now: ContinuousClock.Instant) -> [Continuation] {
    var due: [Continuation] = []
    while let next = alarms.last, next.moment <= now { due.append(alarms.removeLast().continuation) }
    return due
  }

  mutating func takeAll() -> [Continuation] {
    defer { alarms = [] }
    return alarms.reversed().map(\.continuation)
  }
}
