import Synchronization

/// Lets a limited number through at once, in the order in which they came.
///
/// One gate bounds the requests under way (`RequestGate` decides its width), another the events that wait for the screen,
/// so that a long history is read as fast as it can be shown and no faster. It is a lock and not an actor: an actor would
/// change the executor of every caller four times.
package final class Gate: Sendable {
  private struct State {
    var width: Int
    var inside = 0
    var queue: [CheckedContinuation<Void, Never>] = []
    var isOpen = false

    /// Lets one in, where there is room and nobody waits for it.
    mutating func enter() -> Bool {
      guard isOpen || inside < width && queue.isEmpty else { return false }
      inside += 1
      return true
    }

    /// Who may go in now.
    mutating func admit() -> [CheckedContinuation<Void, Never>] {
      let count = isOpen ? queue.count : max(0, min(queue.count, width - inside))
      inside += count
      defer { queue.removeFirst(count) }
      return Array(queue.prefix(count))
    }
  }

  private let state: Mutex<State>

  /// - Parameter width: how many may be inside at once, at least one.
  package init(width: Int) {
    state = Mutex(State(width: max(1, width)))
  }

  /// Goes in; waits, where the caller runs, while there is no room. Every `enter` needs a `leave`.
  package nonisolated(nonsending) func enter() async {
    if state.withLock({ $0.enter() }) { return }
    await withCheckedContinuation { continuation in
      let isInside = state.withLock { state in
        let isInside = state.enter()
        if !isInside { state.queue.append(continuation) }
        return isInside
      }
      if isInside { continuation.resume() }
    }
  }

  /// Goes out, and lets in who waited longest.
  ///
  /// - Parameter width: how many may be inside from now on; `nil` for as many as before.
  package func leave(width: Int? = nil) {
    change { state in
      state.inside = max(0, state.inside - 1)
      if let width { state.width = max(1, width) }
    }
  }

  /// Bounds how many may be inside from now on, at least one. Nobody is put out.
  package func resize(to width: Int) {
    change { $0.width = max(1, width) }
  }

  /// Lets everybody through from now on.
  package func open() {
    change { $0.isOpen = true }
  }

  private func change(_ body: (inout State) -> Void) {
    let admitted = state.withLock { state in
      body(&state)
      return state.admit()
    }
    for continuation in admitted { continuation.resume() }
  }
}
