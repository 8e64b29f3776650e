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
    /// A notification could not be delivered, and this is why.
    case noticeFailed(String)
    /// There is nothing to show, and this is why.
    case failed(ProgramFailure)

    /// Whether the person sees what comes of it at once.
    fileprivate var isInput: Bool {
      if case .terminal(let event) = self, event != .second { true } else { false }
    }
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
  /// What lines are made of, where a person says so: in the normal screen, in files, in the clipboard.
  let format: PlacedText<EntryPlace>?
  /// Where it runs.
  let executor: ThreadExecutor
  let mailbox: Mailbox
  private let backlog: Gate
  private let ends: Ends
  private var alerts: Alerts
  private var window = WindowStatus()
  private var frames = FrameCache()
  private var themes: ScreenThemes
  /// Whether something was consumed that may show.
  private var hasNewEntries = false
  /// Whether nothing but time changed since the last frame.
  private var isIdle = false
  private var pace = FramePace()

  /// Takes the terminal over, which is given back when this is gone.
  ///
  /// - Parameter inlet: where everything that happens comes from. The portions of `followed` events that wait in it are
  ///   let out here.
  init(
    _ terminal: consuming Terminal, _ model: Model, feed: any ScreenFeed, alerts: Alerts, themes: ScreenThemes,
    ends: Ends, environment: Environment, opener: PortalOpener, looks: LookOptions, inlet: ScreenInlet,
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
    (isASCII, format) = (looks.isASCII, looks.format)
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
    alerts.ask()
    if themes.asks(model.theme, at: feed.clocks.engine) { _ = terminal.askBackground() }
    var turns = TerminalTurns()
    while true {
      let batch = await mailbox.next()
      turns.begin(at: feed.clocks.engine)
      for (task, event) in batch.asides { _ = update(&model, .followed(task: task, event)) }
      var events = batch.events[...]
      let isAnswer = events.contains(where: \.isInput)
      while let event = plain == nil ? model.dequeue(from: &events) : events.popFirst() {
        if let signal = mailbox.ending { return .signal(signal) }
        if let end = await consume(event) { return end }
        await turns.endOfEvent(at: feed.clocks.engine)
      }
      guard hasNewEntries, plain == nil else { continue }
      // What is not due yet comes with the next second, or with what is read of a saved log meanwhile.
      if pace.isDue(
        at: feed.clocks.engine, isAnswer: isAnswer, isLoading: model.isLoading, isCalm: model.isCalm)
      {
        draw()
      }
    }
  }

  private mutating func consume(_ event: Event) async -> End? {
    if case .followed = event { backlog.leave() }
    let clocks = feed.clocks
    model.recording = feed.recording
    var commands = update(&model, .tick(now: clocks.now, engine: clocks.engine))
    switch event {
    case .timeout: return .timeout
    case .untilReached: return .done
    case .failed(let failure): return .failed(failure)
    case .message(let message): commands += update(&model, message)
    case .uncopied(let text, let what): say(copyByTerminal(text, what))
    case .noticeFailed(let sentence):
      commands += update(&model, .alarm(sentence))
      terminal.bell()
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
      if let route = alerts.settledRoute() {
        terminal.notify(alert.sentence, by: route)
        if route.showsTitle { window.announce(alert.sentence) }
      }
      showWindow()
    }
    plain?.enqueue(event, of: task, model)
    flow()
    return commands
  }

  private mutating func consume(_ event: TerminalEvent, _ commands: inout [Command]) -> End? {
    switch event {
    case .second: alerts.settle()
    case .focus(let hasFocus): alerts.hasFocus = hasFocus
    case .key(let key) where plain != nil:
      if model.keys.action(of: key, in: .log) == .interrupt { return .signal(.interrupt) }
      if PlainScreen.isLeft(by: key, model) { comeBack() }
    case .key(let key):
      window.dismiss()
      commands += update(&model, .key(key))
    case .background(let background): themes.record(background, at: feed.clocks.engine)
    case .hungUp: return .signal(.hangup)
    case .writable:
      flow(goesOn: true)
      if pace.recordWritable(at: feed.clocks.engine), !model.isCalm { say(.notice(Self.calmAdvice)) }
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
    if !wasIdle || !frames.isCurrent(for: model) {
      let drawing = terminal.draw(frames.frame(of: model, isIdle: wasIdle))
      pace.record(isPutOff: drawing == .putOff, at: feed.clocks.engine)
    }
    (isIdle, hasNewEntries) = (true, false)
    showWindow(isIdle: wasIdle)
  }

  private mutating func showWindow(isIdle: Bool = false) {
    for order in window.orders(for: model, isIdle: isIdle) { order.carryOut(on: &terminal) }
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
    window.repeatAll()
    _ = update(&model, .resized(terminal.size))
  }

  private static let calmAdvice =
    "This terminal is slow to show what changes: --calm, or 'calm' in the palette, redraws less"

  /// Says what came of a command.
  mutating func say(_ message: Message) { _ = update(&model, message) }
}
