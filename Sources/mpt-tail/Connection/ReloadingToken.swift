import MarketplaceAPI
import Synchronization

/// A token that may be replaced: after the platform refused one, its file is read again where it changed, its command is run
/// again at most once a minute.
final class ReloadingToken: TokenSource {
  private struct State {
    var token: Token
    var stamp: FileStamp?
    /// When the command ran last.
    var ranAt: ContinuousClock.Instant
    var isRefused = false
  }

  /// Between two runs of a command.
  private static let pause = Duration.seconds(60)

  private let origin: TokenOrigin
  private let now: @Sendable () -> ContinuousClock.Instant
  private let state: Mutex<State>

  /// - Parameter token: what `origin` gave a moment ago.
  init(
    _ token: Token, origin: TokenOrigin, now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
  ) {
    self.origin = origin
    self.now = now
    state = Mutex(State(token: token, stamp: origin.stamp, ranAt: now()))
  }

  func current() async -> Token {
    let (known, stamp, isDue) = begin()
    // A file that is being written may not hold a token yet: it is looked at again before the next request.
    guard isDue, let token = try? await origin.token() else { return known }
    state.withLock { state in
      if state.token != token { state = State(token: token, stamp: stamp, ranAt: state.ranAt) }
    }
    return token
  }

  /// The token that is known, and whether it is time to look for another. Of several requests one looks.
  private func begin() -> (known: Token, stamp: FileStamp?, isDue: Bool) {
    let stamp = origin.stamp
    let now = now()
    return state.withLock { state in
      guard state.isRefused else { return (state.token, stamp, false) }
      if case .command = origin {
        guard now - state.ranAt >= Self.pause else { return (state.token, nil, false) }
        state.ranAt = now
        return (state.token, nil, true)
      }
      return (state.token, stamp, stamp != nil && stamp != state.stamp)
    }
  }

  func recordRefusal(of token: Token) {
    state.withLock { state in
      if state.token == token { state.isRefused = true }
    }
  }
}
