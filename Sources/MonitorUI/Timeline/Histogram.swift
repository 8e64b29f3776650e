import MonitorCore

/// Entries counted by severity in equal spans of time, with the progress known by the end of each.
///
/// A few entries far away from all others (a producer with a wrong clock) do not stretch it: they are counted in the
/// first and the last bucket.
struct Histogram: Sendable {
  /// How many buckets; at least 1.
  let count: Int
  let start: Timestamp
  let ticksPerBucket: Int64
  private var counts: [Int]
  private var progress: [Float]
  /// The most entries in a bucket; at least 1.
  private(set) var highest = 1
  private(set) var hasProgress = false

  private static let severities = Severity.allCases.count

  /// One pass over the entries of these tasks; nothing where there are none. `until` is where time is by now, for tasks
  /// that still run.
  init?(of store: LogStore, tasks: [Int], buckets: Int, until: Timestamp?) {
    var isWanted = Array(repeating: false, count: (tasks.max() ?? 0) + 1)
    for task in tasks where task >= 0 { isWanted[task] = true }
    var ticks: [Int64] = []
    var slots: [Slot] = []
    ticks.reserveCapacity(store.count)
    slots.reserveCapacity(store.count)
    for slot in store.order {
      let task = store.task(of: slot)
      guard task < isWanted.count, isWanted[task] else { continue }
      ticks.append(store.timestamp(of: slot).ticks)
      slots.append(slot)
    }
    guard let range = Self.range(ticks, until: until?.ticks) else { return nil }
    count = max(1, min(buckets, 1_000))
    start = Timestamp(ticks: range.lowerBound)
    ticksPerBucket = range.upperBound.subtractingSaturating(range.lowerBound) / Int64(count) + 1
    counts = Array(repeating: 0, count: count * Self.severities)
    progress = Array(repeating: .nan, count: count)
    for (index, slot) in slots.enumerated() {
      let bucket = bucket(of: Timestamp(ticks: ticks[index]))
      counts[bucket * Self.severities + Int(store.severity(of: slot).rawValue)] += 1
      if let percent = store.progress(of: slot) {
        progress[bucket] = percent
        hasProgress = true
      }
    }
    for bucket in 1..<max(1, count) where progress[bucket].isNaN { progress[bucket] = progress[bucket - 1] }
    for bucket in 0..<count { highest = max(highest, total(in: bucket)) }
  }

  func bucket(of moment: Timestamp) -> Int {
    let index = moment.ticks.subtractingSaturating(start.ticks) / ticksPerBucket
    return Int(max(0, min(Int64(count - 1), index)))
  }

  /// Where a bucket begins in time; `count` gives the end of the last one.
  func start(of bucket: Int) -> Timestamp {
    Timestamp(ticks: start.ticks.addingSaturating(Int64(max(0, min(bucket, count))) * ticksPerBucket))
  }

  func count(of severity: Severity, in bucket: Int) -> Int {
    (0..<count).contains(bucket) ? counts[bucket * Self.severities + Int(severity.rawValue)] : 0
  }

  func total(in bucket: Int) -> Int { Severity.allCases.reduce(0) { $0 + count(of: $1, in: bucket) } }
  func errors(in bucket: Int) -> Int { count(of: .error, in: bucket) + count(of: .failure, in: bucket) }
  func warnings(in bucket: Int) -> Int { count(of: .warning, in: bucket) }

  /// Percent, 0…100, as last known by the end of a bucket; `nil` before it was first known.
  func percent(in bucket: Int) -> Double? {
    guard progress.indices.contains(bucket), !progress[bucket].isNaN else { return nil }
    return Double(max(0, min(100, progress[bucket])))
  }

  /// What nearly all entries span, widened to the outermost ones that are no further away than that again.
  private static func range(_ ticks: [Int64], until: Int64?) -> ClosedRange<Int64>? {
    guard let first = ticks.first, let last = ticks.last else { return nil }
    let margin = (ticks.count - 1) / 50
    let (low, high) = (ticks[margin], ticks[ticks.count - 1 - margin])
    let span = max(high.subtractingSaturating(low), Timestamp.ticksPerSecond)
    let from = max(first, low.subtractingSaturating(span))
    var to = min(last, high.addingSaturating(span))
    if let until, until > to { to = min(until, to.addingSaturating(span)) }
    return from...max(from, to)
  }
}
