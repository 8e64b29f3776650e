import MonitorCore
import MonitorTerminal

/// Watches for what the person wants to be told, and tells it in the chosen way.
struct Alerts {
  let way: NotifyWay
  private let command: AlertCommand?
  private var changes = TaskEventDetector()

  /// How long the end of the program waits for commands that wait for others.
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

  /// What is to be told of what following told.
  mutating func take(_ event: FollowEvent, of task: TaskID) -> TaskAlert? {
    way == .off ? nil : changes.take(event, of: task, now: .now)
  }

  /// Starts the command, where that is the way; otherwise the alert is the caller's to tell, by the terminal.
  func run(_ alert: TaskAlert) async { await command?.run(alert) }

  /// Before the program ends: lets commands begin that had to wait for others.
  func finish() async { await command?.finish(within: Self.gracePeriod) }
}

extension Terminal {
  /// Rings or shows a notification, where the terminal can.
  func tell(_ alert: TaskAlert, by way: NotifyWay) {
    switch way {
    case .bell: bell()
    case .osc: _ = notify(alert.sentence)
    case .off, .command: break
    }
  }
}
