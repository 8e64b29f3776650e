import MonitorCore

/// The timeline while it is open: what it counts, and the moment that is picked.
package struct Timeline: Sendable {
  /// The task's number; `nil` for all.
  let task: Int?
  /// `nil` while there are no entries.
  private(set) var histogram: Histogram?
  private(set) var moment: Timestamp
  private var isAtEnd: Bool

  /// Picks `moment`; the newest bucket where it is nil.
  init(of store: LogStore, task: Int?, tasks: [Int], buckets: Int, at moment: Timestamp?, until: Timestamp?) {
    self.task = task
    self.moment = moment ?? Timestamp(ticks: .max)
    isAtEnd = moment == nil
    count(store, tasks: tasks, buckets: buckets, until: until)
  }

  /// Counts again; the picked moment stays, the newest bucket stays the newest.
  mutating func count(_ store: LogStore, tasks: [Int], buckets: Int, until: Timestamp?) {
    histogram = Histogram(of: store, tasks: tasks, buckets: buckets, until: until)
    if isAtEnd, let histogram { moment = histogram.start(of: histogram.count - 1) }
  }

  /// The bucket of the picked moment.
  var cursor: Int { histogram?.bucket(of: moment) ?? 0 }

  /// Picks a bucket; the nearest one there is.
  mutating func pick(_ bucket: Int) {
    guard let histogram else { return }
    let bucket = max(0, min(histogram.count - 1, bucket))
    moment = histogram.start(of: bucket)
    isAtEnd = bucket == histogram.count - 1
  }

  /// Picks the next bucket, or the one before, that has something; whether there is one.
  mutating func pick(forward: Bool, where isWanted: (Histogram, Int) -> Bool) -> Bool {
    guard let histogram else { return false }
    let buckets =
      forward ? Array((cursor + 1)..<max(cursor + 1, histogram.count)) : Array((0..<cursor).reversed())
    guard let found = buckets.first(where: { isWanted(histogram, $0) }) else { return false }
    pick(found)
    return true
  }
}
