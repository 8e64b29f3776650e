/// How long to wait after failures: full jitter over an exponentially growing bound, never less than the server asks.
///
/// | failures in a row | waits between      |
/// |-------------------|--------------------|
/// | 1                 | 0.05 s and 0.5 s   |
/// | 2                 | 0.05 s and 1 s     |
/// | n                 | 0.05 s and 2ⁿ/4 s  |
/// | 7 and more        | 0.05 s and 30 s    |
package enum Backoff {
  private static let first = 0.5
  /// The longest wait, in seconds, and the one after refusals.
  private static let maxDelay = 30.0
  private static let maxDelayAfterRefusal = 300.0
  private static let minDelay = 0.05
  static let maxRetryAfter = 300.0

  /// The wait before the next try. `retryAfter` is obeyed up to 300 s, and with up to a tenth more, so that many
  /// waiting programs do not come back at the same moment. After a refusal waits grow up to five minutes.
  package static func delay(
    failures: Int, isRefusal: Bool = false, retryAfter: Duration?, using random: inout some RandomNumberGenerator
  ) -> Duration {
    let longest = isRefusal ? maxDelayAfterRefusal : maxDelay
    let bound = min(longest, first * Double(1 << max(0, min(16, failures - 1))))
    var seconds = max(minDelay, Double.random(in: 0...bound, using: &random))
    if let retryAfter {
      let asked = max(0, min(maxRetryAfter, retryAfter.seconds))
      seconds = max(seconds, asked * Double.random(in: 1...1.1, using: &random))
    }
    return .seconds(seconds)
  }
}

/// A small seeded source of randomness: the same seed gives the same run.
package struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: UInt64) {
    state = seed
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

extension FollowState {
  /// ` (10m asked for)` where the server asks for longer than any is waited for; else empty.
  package var longWaitText: String {
    guard let retryAfter, retryAfter.seconds > Backoff.maxRetryAfter else { return "" }
    return " (\(DurationText.short(retryAfter.seconds)) asked for)"
  }
}
