import Synchronization

/// Whether the thread that waits for the terminal looks at its input.
///
/// It must not while the terminal has its own modes: there Linux edits lines itself, and where input that never ends a line
/// comes without a pause, even `poll` waits until it pauses, with no signal to end it. A program that was asked to end
/// while its terminal was flooded stayed for seconds that way, with the terminal given back long before.
final class InputAttention: Sendable {
  private let state = Atomic(true)

  var isOn: Bool { state.load(ordering: .acquiring) }

  func turn(on isOn: Bool) { state.store(isOn, ordering: .releasing) }
}
