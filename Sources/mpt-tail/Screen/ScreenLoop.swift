import MonitorCore
import MonitorStream
import MonitorTerminal
import MonitorUI

/// The one loop of the screen: events from one mailbox, `update`, and a frame when all that waited is consumed.
struct ScreenLoop: ~Copyable {
  /// What may happen, in one mailbox.
  enum Event: Sendable {
    case terminal(TerminalEvent)
    /// A portion of the events of an answer, of the task with this number.
    case followed(Int, [FollowEvent])
    indirect case message(Message)
    case timeout
    /// The moment of `--until` came, and all entries before it are shown.
    case untilReached
    /// A program of this machine did not take what was copied: the words say what it was.
    case uncopied(String, what: String)
    /// There is nothing to show, and this is why.
    case failed(ProgramFailure)

    /// Whether the person sees what comes of it at once.
    fileprivate var isInput: Bool {
      if case .terminal(let event) = self, event != .second { true } else { false }
    }

    /// Whether consuming it may take milliseconds.
    var isLong: Bool { if case .followed = self { true } else { false } }
  }

  /// When it ends by itself.
  struct Ends: Sendable {
    /// When all tasks have ended; as soon as one has failed.
    var untilDone = false
    var failFast = false

    func areReached(by outcomes: [TaskOutcome]) -> Bool {
      untilDone && outcomes.allSatisfy(\.isOver) || failFast && outcomes.contains(where: \.hasFailedForGood)
    }
  }

  /// Why it ended.
  enum End: Sendable {
    case left, done, timeout
    case signal(TerminalSignal)
    case failed(ProgramFailure)
  }

  private(set) var model: Model
  var terminal: Terminal
  var plain: PlainScreen?
  let feed: any ScreenFeed
  let environment: Environment
  let opener: PortalOpener
  let isASCII: Bool
  /// Where it runs.
  let executor: ThreadExecutor
  let mailbox: Mailbox
  private let backlog: Gate
  private let ends: Ends
  private var alerts: Alerts
  private var notice = WindowStatus()
  private var frames = FrameCache()
  private var themes: ScreenThemes
  /// Whether something was consumed that may show.
  private var hasNewEntries = false
  /// Whether nothing but time changed since the last frame.
  private var isIdle = false
  private var lastFrame = ContinuousClock.now
  private static let loadingPause = Duration.milliseconds(40)

  /// Takes the terminal over, which is given back when this is gone.
  ///
  /// - Parameter inlet: where everything that happens comes from. The portions of `followed` events that wait in it are
  ///   let out here.
  init(
    _ terminal: consuming Terminal, _ model: Model, feed: any ScreenFeed, alerts: Alerts, themes: ScreenThemes,
    ends: Ends, environment: Environment, opener: PortalOpener, isASCII: Bool, inlet: ScreenInlet,
    executor: ThreadExecutor
  ) {
    self.terminal = terminal
    self.model = model
    self.feed = feed
    self.alerts = alerts
    self.themes = themes
    self.ends = ends
    self.environment = environment
    self.opener = opener
    self.isASCII = isASCII
    backlog = inlet.backlog
    self.executor = executor
    mailbox = inlet.mailbox
  }

  /// Shows the screen until the end, and gives the terminal back. Answers why it ended, and what was shown at last.
  consuming func show() async -> (End, Model) {
    var loop = self
    let end = await loop.run()
    return (end, loop.model)
  }

  private mutating func run() async -> End {
    for command in model.openTasks.isEmpty && model.playback == nil ? model.openPicker() : [] {
      await feed.carryOut(command)
    }
    draw()
    if themes.asks(model.theme, at: feed.clocks.engine) { _ = terminal.askBackground() }
    var turns = TerminalTurns()
    while true {
      let batch = await mailbox.next()
      for (task, event) in batch.asides { _ = update(&model, .followed(task: task, event)) }
      var events = batch.events[...]
      let isAnswer = events.contains(where: \.isInput)
      while let event = plain == nil ? model.dequeue(from: &events) : events.popFirst() {
        if let signal = mailbox.ending { return .signal(signal) }
        if let end = await consume(event) { return end }
        await turns.endOfEvent(isLong: event.isLong)
      }
      if hasNewEntries, plain == nil, isAnswer || !isSkippingFrames { draw() }
    }
  }

  /// Whether a saved log is being read and a frame was drawn a moment ago: reading goes on, and with it comes the next one.
  private var isSkippingFrames: Bool { model.isLoading && lastFrame.duration(to: .now) < Self.loadingPause }

  private mutating func consume(_ event: Event) async -> End? {
    if case .followed = event { backlog.leave() }
    let clocks = feed.clocks
    var commands = update(&model, .tick(now: clocks.now, engine: clocks.engine))
    switch event {
    case .timeout: return .timeout
    case .untilReached: return .done
    case .failed(let failure): return .failed(failure)
    case .message(let message): commands += update(&model, message)
    case .uncopied(let text, let what): say(copyByTerminal(text, what))
    case .followed(let task, let events):
      for event in events { commands += await consume(event, of: task) }
      if ends.areReached(by: model.outcomes) { return .done }
    case .terminal(let event):
      if let end = consume(event, &commands) { return end }
    }
    for command in commands {
      if let end = await carryOut(command) { return end }
    }
    hasNewEntries = true
    // In a replay the second brings what happened in it.
    if case .terminal(.second) = event, !model.isReplay {} else { isIdle = false }
    return nil
  }

  private mutating func consume(_ event: FollowEvent, of task: Int) async -> [Command] {
    let commands = update(&model, .followed(task: task, event))
    if let id = model.openTask(task), let alert = alerts.consume(event, of: id) {
      await alerts.run(alert)
      terminal.deliver(alert, by: alerts.way)
    }
    plain?.enqueue(event, of: task, model)
    flow()
    return commands
  }

  private mutating func consume(_ event: TerminalEvent, _ commands: inout [Command]) -> End? {
    switch event {
    case .second: break
    case .key(let key) where plain != nil:
      if model.keys.action(of: key, in: .log) == .interrupt { return .signal(.interrupt) }
      if PlainScreen.isLeft(by: key, model) { comeBack() }
    case .key(let key): commands += update(&model, .key(key))
    case .background(let background): themes.record(background, at: feed.clocks.engine)
    case .hungUp: return .signal(.hangup)
    case .writable: flow(goesOn: true)
    case .signal(.windowChanged): commands += update(&model, .resized(terminal.resized()))
    case .signal(.stop):
      if plain != nil { terminal.resume() }
      suspend()
    case .signal(.continued): comeBack()
    case .signal(let signal): return .signal(signal)
    }
    return nil
  }

  private mutating func draw() {
    let wasIdle = isIdle
    if let theme = themes.change(to: model.shownTheme) { terminal.show(theme) }
    terminal.draw(frames.frame(of: model, isIdle: wasIdle))
    (isIdle, hasNewEntries, lastFrame) = (true, false, .now)
    for order in notice.orders(for: model, isIdle: wasIdle) { order.carryOut(on: &terminal) }
  }

  private mutating func flow(goesOn: Bool = false) {
    plain?.flow(model, goesOn: goesOn) { terminal.write(lines: $0) }
  }

  /// Gives the shell the terminal until the program is continued.
  mutating func suspend() {
    terminal.suspend()
    TerminalSignals.stopSelf()
    comeBack()
  }

  mutating func comeBack() {
    plain = nil
    terminal.resume()
    notice.repeatAll()
    _ = update(&model, .resized(terminal.size))
  }

  /// Says what came of a command.
  mutating func say(_ message: Message) { _ = update(&model, message) }
}

extension Model {
  /// What became of the tasks that are watched.
  var outcomes: [TaskOutcome] {
    openTasks.map { TaskOutcome(task: tasks[$0].id, snapshot: tasks[$0].snapshot, state: tasks[$0].state) }
  }

  /// The task with a number, while it is watched.
  func openTask(_ number: Int) -> TaskID? {
    tasks.indices.contains(number) && !tasks[number].isClosed ? tasks[number].id : nil
  }

  /// Takes the first event. Characters typed in a row into a line are one paste: what is typed is searched for once, however
  /// much of it came since the last frame.
  func dequeue(from events: inout ArraySlice<ScreenLoop.Event>) -> ScreenLoop.Event? {
    var text = String.UnicodeScalarView()
    while case .terminal(.key(.character(let scalar))) = events.first, isText(.character(scalar)) {
      text.append(scalar)
      events.removeFirst()
    }
    switch text.count {
    case 0: return events.popFirst()
    case 1: return .terminal(.key(.character(text[text.startIndex])))
    default: return .terminal(.key(.paste(String(text))))
    }
  }
}
