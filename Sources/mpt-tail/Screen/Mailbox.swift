import MonitorCore
import MonitorTerminal
import Synchronization

/// Everything that happens to the screen, in one queue, for one reader.
///
/// Of what the terminal reports a limited number waits, so that a program that is fed garbage without an end holds little of
/// it: the rest stays with the terminal. A poll that brought nothing wakes nobody: the screen learns of it when it wakes
/// anyway.
final class Mailbox: Sendable {
  /// What came since the last call of `next`.
  struct Batch: Sendable {
    /// The newest state of each task that could wait, older than the events.
    var asides: [Int: FollowEvent] = [:]
    var events: [ScreenLoop.Event] = []
  }

  private struct State {
    var waiting = Batch()
    var fromTerminal = 0
    /// What asks the program to end, however much waits before it.
    var ending: TerminalSignal?
    var reader: CheckedContinuation<Batch, Never>?
  }

  private let limit: Int
  private let state = Mutex(State())
  private let changes = StateChanges()

  /// - Parameter limit: how many events of the terminal may wait.
  init(limit: Int = 4096) {
    self.limit = limit
  }

  /// The first signal that asked the program to end: it overtakes whatever waits.
  var ending: TerminalSignal? { state.withLock(\.ending) }

  func post(_ event: ScreenLoop.Event) {
    let waking = state.withLock { state in
      state.waiting.events.append(event)
      return Self.wakeReader(&state)
    }
    waking?.wake()
  }

  /// Sets the events of an answer aside until something else comes; false where they have to be posted. To be called for
  /// everything that following emits of a task, in its order.
  func setAside(_ events: [FollowEvent], of task: Int) -> Bool {
    // Each of them is the one that the next is compared with.
    let hasChange = events.reduce(false) { changes.isChange($1, of: task) || $0 }
    guard !hasChange, let newest = events.last else { return events.isEmpty }
    return state.withLock { state in
      // Behind others of its task it would come before them.
      guard state.waiting.events.isEmpty else { return false }
      state.waiting.asides[task] = newest
      return true
    }
  }

  /// Accepts events of the terminal, and returns how many, from the first on: no more while too many of them wait. A signal
  /// that ends the program is always accepted.
  func post(_ events: ArraySlice<TerminalEvent>) -> Int {
    let (accepted, waking) = state.withLock { state in
      var accepted = 0
      for event in events {
        if case .signal(let signal) = event, signal.ends {
          state.ending = state.ending ?? signal
        } else if state.fromTerminal >= limit {
          break
        }
        state.waiting.events.append(.terminal(event))
        state.fromTerminal += 1
        accepted += 1
      }
      return (accepted, accepted > 0 ? Self.wakeReader(&state) : nil)
    }
    waking?.wake()
    return accepted
  }

  /// Everything that waits; waits for an event while there is none.
  func next() async -> Batch {
    await withCheckedContinuation { reader in
      let batch: Batch? = state.withLock { state in
        guard state.waiting.events.isEmpty else { return Self.removeAll(from: &state) }
        state.reader = reader
        return nil
      }
      if let batch { reader.resume(returning: batch) }
    }
  }

  private struct Waking {
    let reader: CheckedContinuation<Batch, Never>
    let batch: Batch

    func wake() { reader.resume(returning: batch) }
  }

  /// Who is to be woken, and with what, where somebody waits.
  private static func wakeReader(_ state: inout State) -> Waking? {
    state.reader.take().map { Waking(reader: $0, batch: removeAll(from: &state)) }
  }

  private static func removeAll(from state: inout State) -> Batch {
    defer { (state.waiting, state.fromTerminal) = (Batch(), 0) }
    return state.waiting
  }
}
