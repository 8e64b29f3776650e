import Synchronization

/// How much of what following told may wait for the screen: a long history is read as fast as it can be shown, not faster,
/// and a key waits for no more than this.
final class Backpressure: Sendable {
  private struct State {
    var count = 0
    var waiting: [CheckedContinuation<Void, Never>] = []
    var isClosed = false
  }

  private let limit: Int
  private let state = Mutex(State())

  /// - Parameter most: how many events may wait; at least one.
  init(limit: Int = 16) {
    self.limit = max(1, limit)
  }

  /// Takes a place for an event; waits, in the order of asking, while there is none. Every `enter` needs a `leave`.
  func enter() async {
    guard !state.withLock({ Self.takePlace(&$0, limit) }) else { return }
    await withCheckedContinuation { continuation in
      let hasPlace = state.withLock { state in
        let hasPlace = Self.takePlace(&state, limit)
        if !hasPlace { state.waiting.append(continuation) }
        return hasPlace
      }
      if hasPlace { continuation.resume() }
    }
  }

  /// Gives a place back, when an event was taken: to who waited longest.
  func leave() {
    let next: CheckedContinuation<Void, Never>? = state.withLock { state in
      guard !state.waiting.isEmpty else {
        state.count = max(0, state.count - 1)
        return nil
      }
      return state.waiting.removeFirst()
    }
    next?.resume()
  }

  /// Nothing is taken any more: nobody waits from now on.
  func close() {
    let waiting = state.withLock { state in
      state.isClosed = true
      defer { state.waiting = [] }
      return state.waiting
    }
    for continuation in waiting { continuation.resume() }
  }

  private static func takePlace(_ state: inout State, _ limit: Int) -> Bool {
    guard state.count < limit || state.isClosed else { return false }
    state.count += 1
    return true
  }
}
