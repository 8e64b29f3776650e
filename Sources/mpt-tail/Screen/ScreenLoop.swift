import MonitorCore
import MonitorStream
import MonitorTerminal
import MonitorUI

/// The one loop of the screen: events in one mailbox, `update`, and a frame when all that waited was taken.
struct ScreenLoop: ~Copyable {
  /// What may happen, in one mailbox.
  enum Event: Sendable {
    case terminal(TerminalEvent)
    case followed(Int, FollowEvent)
    case message(Message)
    case timeout
    /// Everything before it was taken: draw.
    case draw
  }

  /// Why it ended.
  enum End: Sendable {
    case left, done, timeout
    case signal(TerminalSignal)
  }

  private(set) var model: Model
  var terminal: Terminal
  var plain: PlainScreen?
  let engine: FollowEngine
  let lister: TaskLister
  let environment: [String: String]
  let isASCII: Bool
  /// Where it runs.
  let executor: TerminalExecutor
  let sender: AsyncStream<Event>.Continuation
  private let backlog: Backlog
  private let options: WatchOptions
  private var alerts: Alerts
  private var notice = ScreenNotice()
  private var frames = FrameKeeper()
  private var isDrawing = false
  /// Whether nothing but time changed since the last frame.
  private var isQuiet = false

  /// Takes the terminal over, which is given back when this is gone. What happens is to come by `sender`.
  init(
    _ terminal: consuming Terminal, _ model: Model, engine: FollowEngine, lister: TaskLister, alerts: Alerts,
    options: WatchOptions, environment: [String: String], isASCII: Bool, backlog: Backlog,
    executor: TerminalExecutor, sender: AsyncStream<Event>.Continuation
  ) {
    self.terminal = terminal
    self.model = model
    self.engine = engine
    self.lister = lister
    self.alerts = alerts
    self.options = options
    self.environment = environment
    self.isASCII = isASCII
    self.backlog = backlog
    self.executor = executor
    self.sender = sender
  }

  /// Shows the screen until the end, and gives the terminal back. Answers why it ended, and what was shown at last.
  consuming func show(_ mailbox: AsyncStream<Event>) async -> (End, Model) {
    var loop = self
    let end = await loop.run(mailbox)
    return (end, loop.model)
  }

  private mutating func run(_ mailbox: AsyncStream<Event>) async -> End {
    for command in model.openTasks.isEmpty ? model.openPicker() : [] { await lister.take(command) }
    draw()
    var turns = TerminalTurns()
    for await event in mailbox {
      if let end = await take(event) { return end }
      await turns.endOfEvent()
    }
    return .left
  }

  private mutating func take(_ event: Event) async -> End? {
    if case .followed = event { backlog.leave() }
    switch event {
    case .draw:
      isDrawing = false
      if plain == nil { draw() }
      return nil
    case .followed(let task, let event) where model.isQuiet(event, of: task):
      _ = update(&model, .followed(task: task, event))
      return nil
    default: break
    }
    var commands = update(&model, .tick(now: .now, engine: engine.now))
    switch event {
    case .draw: break
    case .timeout: return .timeout
    case .message(let message): commands += update(&model, message)
    case .followed(let task, let event):
      commands += await take(event, of: task)
      if options.untilDone, model.outcomes.allSatisfy(\.isOver) { return .done }
      if options.failFast, model.outcomes.contains(where: \.hasFailed) { return .done }
    case .terminal(let event):
      if let end = take(event, &commands) { return end }
    }
    for command in commands {
      if let end = await carryOut(command) { return end }
    }
    if case .terminal(.second) = event {} else { isQuiet = false }
    if !isDrawing {
      isDrawing = true
      sender.yield(.draw)
    }
    return nil
  }

  private mutating func take(_ event: FollowEvent, of task: Int) async -> [Command] {
    let commands = update(&model, .followed(task: task, event))
    if let id = model.openTask(task), let alert = alerts.take(event, of: id) {
      await alerts.run(alert)
      terminal.tell(alert, by: alerts.way)
    }
    plain?.take(event, of: task, model)
    flow()
    return commands
  }

  private mutating func take(_ event: TerminalEvent, _ commands: inout [Command]) -> End? {
    switch event {
    case .second: break
    case .key(let key) where plain != nil:
      if model.keys.action(of: key, in: .log) == .interrupt { return .signal(.interrupt) }
      if PlainScreen.isLeft(by: key, model) { comeBack() }
    case .key(let key): commands += update(&model, .key(key))
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
    terminal.draw(frames.frame(of: model, isQuiet: isQuiet))
    isQuiet = true
    for order in notice.orders(for: model) { order.carryOut(on: &terminal) }
  }

  private mutating func flow(goesOn: Bool = false) {
    plain?.flow(model, goesOn: goesOn) { terminal.write(lines: $0) }
  }

  /// Lets the shell have the terminal until the program is told to go on.
  mutating func suspend() {
    terminal.suspend()
    TerminalSignals.stopSelf()
    comeBack()
  }

  private mutating func comeBack() {
    plain = nil
    terminal.resume()
    notice.repeatAll()
    _ = update(&model, .resized(terminal.size))
  }

  /// Says what came of a command.
  mutating func say(_ message: Message) { _ = update(&model, message) }
}
