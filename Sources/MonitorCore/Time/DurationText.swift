/// Lengths of time as people read them, everywhere in the program.
///
/// Takes seconds as they come: what is negative or not a number counts as 0, what exceeds a hundred years as a hundred
/// years, so that no conversion traps and no text is absurd. Parts of a second are cut off.
package enum DurationText {
  /// A running clock: `0:07`, `11:54`, `1:02:03`, from a day on `2d 03:04:05`.
  package static func clock(_ seconds: Double) -> String {
    let total = wholeSeconds(seconds)
    let (days, hours, minutes, rest) = (total / 86_400, total / 3_600 % 24, total / 60 % 60, total % 60)
    if days > 0 { return "\(days)d \(pair(hours)):\(pair(minutes)):\(pair(rest))" }
    if hours > 0 { return "\(hours):\(pair(minutes)):\(pair(rest))" }
    return "\(minutes):\(pair(rest))"
  }

  /// A rough length, cut off to its largest unit: `42s`, `5m`, `3h`, `2d`.
  package static func short(_ seconds: Double) -> String {
    let total = wholeSeconds(seconds)
    return switch total {
    case ..<60: "\(total)s"
    case ..<3_600: "\(total / 60)m"
    case ..<86_400: "\(total / 3_600)h"
    default: "\(total / 86_400)d"
    }
  }

  /// A length in whole minutes, for what must not tick: `<1 min`, `13 min`, `2 h 05 min`, `3 d 04 h`.
  package static func minutes(_ seconds: Double) -> String {
    let total = wholeSeconds(seconds) / 60
    return switch total {
    case 0: "<1 min"
    case ..<60: "\(total) min"
    case ..<1_440: "\(total / 60) h \(pair(total % 60)) min"
    default: "\(total / 1_440) d \(pair(total / 60 % 24)) h"
    }
  }

  /// At most two units: `12s`, `3m04s`, `2h05m`, `5d03h`.
  package static func age(_ seconds: Double) -> String {
    let total = wholeSeconds(seconds)
    return switch total {
    case ..<60: "\(total)s"
    case ..<3_600: "\(total / 60)m\(pair(total % 60))s"
    case ..<86_400: "\(total / 3_600)h\(pair(total / 60 % 60))m"
    default: "\(total / 86_400)d\(pair(total / 3_600 % 24))h"
    }
  }

  /// At most two units in full, for sentences: `42 s`, `4 min`, `2 h 05 min`, `5 d 3 h`.
  package static func units(_ seconds: Double) -> String {
    let total = wholeSeconds(seconds)
    return switch total {
    case ..<60: "\(total) s"
    case ..<3_600: "\(total / 60) min"
    case ..<86_400: "\(total / 3_600) h" + (total / 60 % 60 > 0 ? " \(pair(total / 60 % 60)) min" : "")
    default: "\(total / 86_400) d" + (total / 3_600 % 24 > 0 ? " \(total / 3_600 % 24) h" : "")
    }
  }

  /// Whole seconds, from 0 to a hundred years.
  package static func wholeSeconds(_ seconds: Double) -> Int {
    guard seconds > 0 else { return 0 }
    return Int(min(seconds, 3.2e9))
  }

  private static func pair(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

extension Duration {
  /// The duration in seconds.
  package var seconds: Double {
    let (seconds, attoseconds) = components
    return Double(seconds) + Double(attoseconds) * 1e-18
  }
}
