import MarketplaceSimulator
import Synchronization

/// A clock that stands until it is told to move.
final class TestClock: Sendable {
  private let instant = Mutex(SimulatedInstant(milliseconds: 1_757_598_013_515))

  var now: SimulatedInstant { instant.withLock { $0 } }

  func advance(bySeconds seconds: Double) {
    instant.withLock { $0 = $0.advanced(bySeconds: seconds) }
  }

  var reading: @Sendable () -> SimulatedInstant {
    { self.now }
  }
}
