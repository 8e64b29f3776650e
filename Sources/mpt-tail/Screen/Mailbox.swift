import MonitorTerminal
import Synchronization

/// Everything that happens to the screen, in one line, for one reader.
///
/// What the terminal tells may wait in a limited number only, so that a program that is fed garbage without an end holds
/// little of it: the rest stays with the terminal.
final class Mailbox: Sendable {
  private struct State {
    var waiting: [ScreenLoop.Event] = []
    var fromTerminal = 0
    var reader: CheckedContinuation<[ScreenLoop.Event], Never>?
  }

  private let most: Int
  private let state = Mutex(State())

  /// - Parameter most: how many events of the terminal may wait.
  init(most: Int = 1024) {
    self.most = most
  }

  func post(_ event: ScreenLoop.Event) {
    let reader = state.withLock { Self.append(event, to: &$0) }
    reader?.resume(returning: [event])
  }

  /// Takes an event of the terminal; false while too many of them wait.
  func post(_ event: TerminalEvent) -> Bool {
    let (isTaken, reader) = state.withLock { state in
      guard state.fromTerminal < most else { return (false, nil as CheckedContinuation<[ScreenLoop.Event], Never>?) }
      let reader = Self.append(.terminal(event), to: &state)
      if reader == nil { state.fromTerminal += 1 }
      return (true, reader)
    }
    reader?.resume(returning: [.terminal(event)])
    return isTaken
  }

  /// Everything that waits, in its order; waits for something while there is nothing.
  func take() async -> [ScreenLoop.Event] {
    await withCheckedContinuation { reader in
      let waiting = state.withLock { state in
        let waiting = state.waiting
        if waiting.isEmpty { state.reader = reader }
        (state.waiting, state.fromTerminal) = ([], 0)
        return waiting
      }
      if !waiting.isEmpty { reader.resume(returning: waiting) }
    }
  }

  /// Who is to be given the event, where somebody waits; otherwise it waits.
  private static func append(
    _ event: ScreenLoop.Event, to state: inout State
  ) -> CheckedContinuation<[ScreenLoop.Event], Never>? {
    guard let reader = state.reader.take() else {
      state.waiting.append(event)
      return nil
    }
    return reader
  }
}
