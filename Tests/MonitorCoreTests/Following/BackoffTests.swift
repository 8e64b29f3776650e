import MonitorCore
import Testing

struct BackoffTests {
  @Test(arguments: [(1, 0.5), (2, 1.0), (3, 2.0), (7, 30.0), (500, 30.0)])
  func waitsBetweenTheShortestAndTheBound(failures: Int, bound: Double) {
    var random = SplitMix64(seed: 7)
    let waits = (0..<400).map { _ in Backoff.delay(failures: failures, retryAfter: nil, using: &random).seconds }
    #expect(waits.allSatisfy { (0.05...bound).contains($0) })
    // Full jitter: the whole range is used.
    #expect(waits.contains { $0 > bound * 0.8 } && waits.contains { $0 < bound * 0.3 })
  }

  @Test func obeysTheServer() {
    var random = SplitMix64(seed: 1)
    for asked in [1, 40, 299] {
      let wait = Backoff.delay(failures: 1, retryAfter: .seconds(asked), using: &random).seconds
      #expect(wait >= Double(asked) && wait <= Double(asked) * 1.1)
    }
  }

  @Test(arguments: [Duration.seconds(100_000), .seconds(-5), .zero, .seconds(Int64.max / 4)])
  func boundsWhatTheServerAsks(asked: Duration) {
    var random = SplitMix64(seed: 1)
    #expect((0.05...330).contains(Backoff.delay(failures: 1, retryAfter: asked, using: &random).seconds))
  }
}
