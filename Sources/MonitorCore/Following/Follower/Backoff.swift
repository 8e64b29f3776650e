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
  private static let longest = 30.0
  private static let shortest = 0.05
  private static let longestAsked = 300.0

  /// The wait before the next try. `retryAfter` is obeyed up to 300 s, and with up to a tenth more, so that many
  /// waiting programs do not come back at the same moment.
  package static func delay(
    failures: Int, retryAfter: Duration?, using random: inout some RandomNumberGenerator
  ) -> Duration {
    let bound = min(longest, first * Double(1 << max(0, min(16, failures - 1))))
    var seconds = max(shortest, Double.random(in: 0...bound, using: &random))
    if let retryAfter {
      let asked = max(0, min(longestAsked, retryAfter.inSeconds))
      seconds = max(seconds, asked * Double.random(in: 1...1.1, using: &random))
    }
    return .seconds(seconds)
  }
}

extension Duration {
  /// The duration in seconds.
  package var inSeconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}
