/// Lets go of the thread now and then, for a task that takes events on `TerminalExecutor` and may never run out of them.
///
/// Keys and signals are read by that very thread: without this they would wait until there is nothing else to take.
package struct TerminalTurns {
  /// How many events are taken in a row. More hear a key later, fewer ask the system for keys more often.
  private static let length = 8

  private var taken = 0

  package init() {}

  /// To be called after each event.
  package mutating func endOfEvent() async {
    taken = (taken + 1) % Self.length
    if taken == 0 { await Task.yield() }
  }
}
