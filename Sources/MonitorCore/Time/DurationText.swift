/// Lengths of time as people read them. Takes seconds as they come: not a number counts as 0, and what exceeds the
/// range of years is clamped.
package enum DurationFormat {
  /// A running clock: `0:07`, `11:54`, `1:02:03`, from a day on `2d 03:04`. Parts of a second are cut off; a negative
  /// length has a `-` before it.
  package static func clock(_ seconds: Double) -> String {
    let (whole, sign) = parts(seconds)
    let (days, hours, minutes) = (whole / 86_400, whole / 3_600 % 24, whole / 60 % 60)
    if days > 0 { return "\(sign)\(days)d \(pair(hours)):\(pair(minutes))" }
    if hours > 0 { return "\(sign)\(hours):\(pair(minutes)):\(pair(whole % 60))" }
    return "\(sign)\(minutes):\(pair(whole % 60))"
  }

  /// A rough length: `42s`, `5m`, `3h`, `2d`, cut off to its largest unit; a negative length has a `-` before it.
  package static func short(_ seconds: Double) -> String {
    let (whole, sign) = parts(seconds)
    return switch whole {
    case ..<60: "\(sign)\(whole)s"
    case ..<3_600: "\(sign)\(whole / 60)m"
    case ..<86_400: "\(sign)\(whole / 3_600)h"
    default: "\(sign)\(whole / 86_400)d"
    }
  }

  /// How late an entry came, given in ticks: `+12s`, `+5m`. Under a second `+0.4s`, so that it never says `+0s`.
  package static func lateness(ticks: Int64) -> String {
    let ticks = max(0, ticks)
    if ticks < Timestamp.ticksPerSecond {
      return "+0.\(max(1, ticks * 10 / Timestamp.ticksPerSecond))s"
    }
    return "+" + short(Double(ticks / Timestamp.ticksPerSecond))
  }

  private static func parts(_ seconds: Double) -> (whole: Int, sign: String) {
    guard !seconds.isNaN else { return (0, "") }
    let whole = Int(min(seconds.magnitude, 1e15))
    return (whole, seconds < 0 && whole > 0 ? "-" : "")
  }

  private static func pair(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
