/// The server's clock, learned from the `Date` of its answers.
///
/// A `Date` has whole seconds: an answer that was asked for at `asked` and came at `answered` says that the server's clock
/// is ahead of the caller's by at least `date - answered`, and by less than `date + 1 s - asked`. What is common to all
/// answers narrows it down. Between answers the caller's monotonic clock goes on.
package struct ServerClock: Sendable, Equatable {
  private static let resolution: Int64 = Timestamp.ticksPerSecond
  /// An answer that disagrees with all before it by more shows that the server's clock was set; by less, that two servers
  /// behind one address differ.
  private static let tolerance: Int64 = 2 * Timestamp.ticksPerSecond

  /// The server's time when the caller's clock was at zero, in ticks, and the bounds known of it.
  private var origin: Int64?
  private var earliest = Int64.min
  private var latest = Int64.max

  package init() {}

  /// Learns from an answer. Times are durations on the caller's monotonic clock.
  package mutating func record(_ date: Timestamp, asked: Duration, answered: Duration) {
    let low = date.ticks.subtractingSaturating(answered.ticks)
    let high = date.ticks.addingSaturating(Self.resolution).subtractingSaturating(min(asked, answered).ticks)
    let isContrary = low > latest || high < earliest
    if isContrary {
      let distance = low > latest ? low.subtractingSaturating(latest) : earliest.subtractingSaturating(high)
      if origin != nil, distance <= Self.tolerance { return }
      (earliest, latest) = (low, high)
    } else {
      (earliest, latest) = (max(earliest, low), min(latest, high))
    }
    // Moved as little as can be: a clock that jumps to and fro cannot be read.
    let middle = earliest.addingSaturating(latest.subtractingSaturating(earliest) / 2)
    origin = max(earliest, min(latest, origin ?? middle))
  }

  /// The server's time at a moment of the caller's monotonic clock; `nil` before the first answer.
  package func now(at moment: Duration) -> Timestamp? {
    origin.map { Timestamp(ticks: $0.addingSaturating(moment.ticks)) }
  }

  /// The latest that the server's time can be at a moment of the caller's monotonic clock; `nil` before the first answer.
  package func latest(at moment: Duration) -> Timestamp? {
    origin.map { _ in Timestamp(ticks: latest.addingSaturating(moment.ticks)) }
  }
}

extension Duration {
  /// In ticks of a `Timestamp`, rounded down.
  fileprivate var ticks: Int64 {
    let (seconds, attoseconds) = components
    let (product, overflow) = seconds.multipliedReportingOverflow(by: Timestamp.ticksPerSecond)
    if overflow { return seconds < 0 ? .min : .max }
    return product.addingSaturating(attoseconds / 100_000_000_000)
  }
}
