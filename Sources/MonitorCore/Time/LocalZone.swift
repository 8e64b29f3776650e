#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Seconds that clocks are east of UTC at an instant.
package typealias ZoneOffset = @Sendable (Timestamp) -> Int

/// The time zone of the process (`TZ`, or the machine's): what a zone provider is by default.
package enum LocalZone {
  /// Seconds that local clocks are east of UTC at an instant; 0 where the system cannot say.
  package static func offset(at timestamp: Timestamp) -> Int {
    var seconds = time_t(timestamp.ticks / Timestamp.ticksPerSecond)
    var parts = tm()
    return localtime_r(&seconds, &parts) == nil ? 0 : parts.tm_gmtoff
  }
}

/// How the times of entries show.
package enum TimestampMode: String, CaseIterable, Sendable {
  case relative, local, utc, off

  /// The one that the next press of the key shows.
  package var next: TimestampMode {
    switch self {
    case .relative: .local
    case .local: .utc
    case .utc: .off
    case .off: .relative
    }
  }
}
