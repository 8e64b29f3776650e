import MonitorCore
import MonitorTerminal

/// Detects the events of tasks that are worth a notification, and delivers them in the chosen way.
struct Alerts {
  let way: NotifyWay
  private let when: NotifyWhen
  private let command: AlertCommand?
  private let variables: [String: String]
  private var detector = TaskEventDetector()
  /// How the terminal tells it; `nil` where that is not for the terminal.
  private var route: NoticeRoute?
  private var question: TmuxQuestion?
  /// Whether the window has the focus; `nil` as long as the terminal never reported it.
  var hasFocus: Bool?

  /// How long the end of the program waits for queued commands to start.
  private static let gracePeriod = Duration.seconds(1)
  /// How long a notification waits for tmux, which was asked long before.
  private static let patience = Duration.milliseconds(200)

  /// `childEnvironment` is the command's, asked for where there is one. `report` gets a sentence where a command does not do
  /// what it should.
  init(
    _ settings: (way: NotifyWay, when: NotifyWhen), in environment: Environment,
    childEnvironment: @autoclosure () -> [String: String], report: @escaping @Sendable (String) -> Void
  ) {
    (way, when) = settings
    variables = environment.variables
    if case .command(let words) = way {
      command = AlertCommand(words, environment: childEnvironment(), report: report)
    } else {
      command = nil
    }
    route = Self.route(way, variables, tmux: nil)
  }

  /// The way of a terminal.
  static func route(_ way: NotifyWay, _ variables: [String: String], tmux: TmuxAnswer?) -> NoticeRoute? {
    switch way {
    case .off, .command: nil
    case .bell: .bell
    case .auto: NoticeRoute(environment: variables, tmux: tmux)
    case .sequence(let sequence): NoticeRoute(environment: variables, wanted: sequence, tmux: tmux)
    }
  }

  /// Asks tmux, where it is there, what it lets through. To be called once there is a terminal to tell.
  mutating func ask() {
    guard way.isOfTerminal, way != .bell, TerminalTraits(environment: variables).multiplexer == .tmux else { return }
    question = TmuxQuestion(environment: variables)
  }

  /// Takes the answer of tmux where it is there.
  mutating func settle(within patience: Duration = .zero) {
    switch question?.read(within: patience) {
    case nil, .waiting: break
    case .answered(let answer):
      question = nil
      route = Self.route(way, variables, tmux: answer)
    }
  }

  /// The notification that an event calls for, if any.
  mutating func consume(_ event: FollowEvent, of task: TaskID) -> TaskAlert? {
    guard way != .off, let alert = detector.consume(event, of: task, now: .now) else { return nil }
    return when == .unfocused && hasFocus == true ? nil : alert
  }

  /// Starts the command, where that is the way.
  func run(_ alert: TaskAlert) async { await command?.run(alert) }

  /// How the terminal is to tell an alert; `nil` where it is not.
  mutating func settledRoute() -> NoticeRoute? {
    if question != nil { settle(within: Self.patience) }
    return route
  }

  /// Lets queued commands start before the program ends.
  func finish() async { await command?.finish(within: Self.gracePeriod) }
}
