import MonitorCore
import MonitorStream
import MonitorTerminal
import MonitorUI

/// The screen from its first frame to its receipt: what it needs, its workers, and its `ScreenLoop`.
struct ScreenSession {
  private let tasks: [TaskID]
  private let options: WatchOptions
  private let appearance: Appearance
  private let connection: Connection
  private let environment: Environment
  private let visits: VisitStore?
  private let layouts: LayoutStore?

  init(
    tasks: [TaskID], options: WatchOptions, appearance: Appearance, connection: Connection, environment: Environment
  ) {
    self.tasks = tasks
    self.options = options
    self.appearance = appearance
    self.connection = connection
    self.environment = environment
    visits = connection.command == nil ? nil : VisitStore(environment: environment)
    layouts = connection.command == nil ? nil : LayoutStore(environment: environment)
  }

  /// Shows the screen until the person leaves. Throws `TerminalFailure` where there can be none, before anything was
  /// written; `EndedBySignal` and an exit code otherwise.
  func run() async throws {
    let device = try TerminalDevice.open()
    let executor = ThreadExecutor()
    let mailbox = Mailbox()
    let terminalEvents = try TerminalEvents(
      terminal: device, executor: executor, needsSeconds: true,
      escapeDelay: KeyDecoder.escapeDelay(from: environment["ESCDELAY"]), deliver: { mailbox.post($0) })
    let themes = ScreenThemes(appearance, environment: environment)
    let terminal: Terminal
    do {
      terminal = try Terminal(
        device: device, events: terminalEvents, environment: environment.variables,
        options: TerminalOptions(theme: themes.shown, wantsColor: wantsColor, ascii: options.ascii))
    } catch {
      // Heard already, and by nobody who could obey it later.
      if let signal = mailbox.ending { throw EndedBySignal(signal: signal) }
      throw error
    }
    let engine = FollowEngine(
      tasks, source: connection.source, options: options.followOptions(screen: true), staysForOrders: true,
      runtime: connection.runtime, observer: connection.diagnostics?.observer)
    // A long history is read as fast as it can be shown, not faster, and a key waits for no more than this.
    let backlog = Gate(width: Self.maxPortions)
    let lister = TaskLister(source: connection.source)
    let until = options.untilMoment(taskCount: tasks.count)
    // Without an executor preference they would start the threads of the shared pool (`ThreadExecutor`).
    let workers = [
      Task(executorPreference: executor) {
        await engine.run { task, received in
          let events = until.map { until in received.map { until.filtered($0, of: task) } } ?? received
          if mailbox.setAside(events, of: task) { return }
          for portion in EventPortions(events) {
            await backlog.enter()
            mailbox.post(.followed(task, portion))
          }
        }
      },
      Task(executorPreference: executor) { await lister.run { mailbox.post(.message($0)) } },
      Task(executorPreference: executor) {
        if let until, await until.pass(engine) { mailbox.post(.untilReached) }
      },
      Task(executorPreference: executor) { [timeout = options.timeout] in
        guard let timeout, (try? await Task.sleep(for: timeout.duration)) != nil else { return }
        mailbox.post(.timeout)
      },
    ]
    defer {
      for worker in workers { worker.cancel() }
      backlog.open()
    }
    let alerts = Alerts(appearance.notify, environment: connection.childEnvironment) {
      mailbox.post(.message(.alarm($0)))
    }
    let model = makeModel(size: terminal.size, themes: themes.names)
    let advice = [terminal.advice, TerminalLocale.advice].compactMap(\.self)
    var loop: ScreenLoop? = ScreenLoop(
      terminal, model, engine: engine, clock: connection.clock, lister: lister, alerts: alerts, themes: themes,
      options: options,
      environment: environment,
      opener: PortalOpener(template: appearance.portal, environment: environment), isASCII: isASCII, backlog: backlog,
      executor: executor, mailbox: mailbox)
    // Events are consumed, and frames are drawn, on the thread that waits for the terminal.
    let shown = await withTaskExecutorPreference(executor) { await loop.take()?.show() }
    guard let (end, left) = shown else { return }
    let (signal, status) = Self.exit(by: end, left)
    // Whatever blocks from here on (a state folder on a server that is gone, a command of the person's), the program ends.
    TerminalSignals.leave(withinMilliseconds: Self.maxLeaving, by: signal, status: status.rawValue)
    visits?.save(left, host: connection.host)
    layouts?.save(left.chosenLayout)
    ReceiptPrinter(usesColor: wantsColor, environment: environment).print(
      left, command: connection.command, advice: advice)
    await alerts.finish()
    // Nothing is left but to wait for the network's thread, which may be in the middle of a large answer.
    TerminalSignals.leave(withinMilliseconds: Self.maxClosing, by: signal, status: status.rawValue)
    if let signal { throw EndedBySignal(signal: signal) }
    try status.check()
  }

  /// How many portions of events may wait for the screen.
  private static let maxPortions = 4
  /// How long leaving may take in all, in milliseconds: a state folder and a notice still get their time. Of that, writing to
  /// the terminal takes half a second at most (`Terminal`, `ReceiptPrinter`).
  private static let maxLeaving: Int32 = 3_000
  /// How long closing the connection may take at the end of that, in milliseconds.
  private static let maxClosing: Int32 = 50

  /// By which signal or with which status the program ends.
  private static func exit(by end: ScreenLoop.End, _ left: Model) -> (signal: TerminalSignal?, status: ExitStatus) {
    switch end {
    case .left: (nil, .success)
    case .done: (nil, ExitStatus(left.outcomes))
    case .timeout: (nil, .timeout)
    case .signal(let signal): (signal, .success)
    }
  }

  private func makeModel(size: Size, themes: [String]) -> Model {
    var model = Model(
      tasks: tasks, host: connection.host, tokenID: connection.tokenID, size: size, now: connection.clock.now,
      zone: LocalZone.offset,
      filter: options.filter,
      glyphs: isASCII ? .ascii : .unicode, keys: appearance.keys)
    model.timestamps = options.timestamps ?? .local
    model.themes = themes
    model.theme = appearance.theme?.name ?? Theme.automaticName
    if let visits { model.remember(visits.load(host: connection.host)) }
    if let layouts { model.restore(layouts.load()) }
    return model
  }

  private var isASCII: Bool { options.ascii || !TerminalLocale.adopt() }

  private var wantsColor: Bool { options.color.isWanted(in: environment, onTerminal: true) }
}
