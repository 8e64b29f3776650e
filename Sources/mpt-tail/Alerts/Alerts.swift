import MonitorCore
import MonitorTerminal

/// Detects the events of tasks that are worth a notification, and delivers them in the chosen way.
struct Alerts {
  let way: NotifyWay
  private let command: AlertCommand?
  private var detector = TaskEventDetector()

  /// How long the end of the program waits for queued commands to start.
  private static let gracePeriod = Duration.seconds(1)

  /// `environment` is the command's, asked for where there is one. `report` gets a sentence where a command does not do what it should.
  init(_ way: NotifyWay, environment: @autoclosure () -> [String: String], report: @escaping @Sendable (String) -> Void)
  {
    self.way = way
    if case .command(let words) = way {
      command = AlertCommand(words, environment: environment(), report: report)
    } else {
      command = nil
    }
  }

  /// The notification that an event calls for, if any.
  mutating func consume(_ event: FollowEvent, of task: TaskID) -> TaskAlert? {
    way == .off ? nil : detector.consume(event, of: task, now: .now)
  }

  /// Starts the command, where that is the way; every other way is up to the caller (`Terminal.deliver`).
  func run(_ alert: TaskAlert) async { await command?.run(alert) }

  /// Lets queued commands start before the program ends.
  func finish() async { await command?.finish(within: Self.gracePeriod) }
}

extension Terminal {
  /// Rings or shows a notification, where the terminal can.
  func deliver(_ alert: TaskAlert, by way: NotifyWay) {
    switch way {
    case .bell: bell()
    case .osc: _ = notify(alert.sentence)
    case .off, .command: break
    }
  }
}
