import MonitorCore
import MonitorStream
import MonitorUI

/// Where the screen gets what it shows, and who carries out what it wants from there: a platform that is followed, or a
/// recording.
protocol ScreenFeed: Sendable {
  /// The time as the screen shows it, and a clock that never goes back, since any moment.
  var clocks: (now: Timestamp, engine: Duration) { get }

  /// The recording that is written of it; `nil` where none is.
  var recording: RecordingSize? { get }

  /// Posts everything that happens, until there is no more or the task is cancelled. Runs on the screen's thread: what
  /// blocks belongs elsewhere.
  func run(_ inlet: ScreenInlet) async

  /// Carries out a command that is about what is shown: polling, following, listing tasks.
  func carryOut(_ command: Command) async

  /// The screen was left, and the program is going to end with this status. Answers what there is to say of it, and the
  /// status where it is another one.
  func close(exit: Int32, by reason: RunEnd.Reason) async -> (advice: [String], status: ExitStatus?)
}

extension ScreenFeed {
  var recording: RecordingSize? { nil }

  func close(exit: Int32, by reason: RunEnd.Reason) async -> (advice: [String], status: ExitStatus?) { ([], nil) }
}

/// The way into the screen.
struct ScreenInlet: Sendable {
  let mailbox: Mailbox
  /// Bounds the portions of events that wait, so that a long history is read as fast as it can be shown, not faster, and a
  /// key waits for no more than these.
  let backlog: Gate

  /// How many portions may wait.
  static let maxPortions = 4

  /// Posts events of the task with this number, in portions, and waits where too many are on their way.
  func post(_ events: [FollowEvent], of task: Int) async {
    for portion in EventPortions(events) {
      await backlog.enter()
      mailbox.post(.followed(task, portion))
    }
  }

  func post(_ message: Message) { mailbox.post(.message(message)) }
}
