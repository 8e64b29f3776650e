import Glibc

/// Says when a full second of the wall clock has passed, so that clocks on the screen move together with others.
struct SecondHand {
  private var second: Int?

  /// Milliseconds until just after the next full second: 3…1002.
  static func rest(of now: timespec) -> Int32 {
    1002 - Int32(max(0, min(999, now.tv_nsec / 1_000_000)))
  }

  /// Whether it is another second than when last asked.
  mutating func hasMoved(_ now: timespec) -> Bool {
    defer { second = now.tv_sec }
    return second.map { $0 != now.tv_sec } ?? false
  }

  /// The wall clock.
  static var now: timespec {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return now
  }
}
