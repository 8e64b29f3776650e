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
    let executor = TerminalExecutor()
    let mailbox = Mailbox()
    let terminalEvents = try TerminalEvents(
      terminal: device, executor: executor, needsSeconds: true, take: { mailbox.post($0) })
    let terminal = try Terminal(
      device: device, events: terminalEvents, environment: environment.variables,
      options: TerminalOptions(theme: appearance.theme, wantsColor: wantsColor, ascii: options.ascii))
    let engine = FollowEngine(
      tasks, source: connection.source, options: options.followOptions(screen: true), staysForOrders: true,
      place: connection.place, observer: connection.diagnostics?.observer)
    let backlog = Backpressure()
    let lister = TaskLister(source: connection.source)
    // Without a place of their own they would have Dispatch begin its threads (`MainThread`).
    let workers = [
      Task(executorPreference: executor) {
        await engine.run { task, event in
          if mailbox.setAside(event, of: task) { return }
          await backlog.enter()
          mailbox.post(.followed(task, event))
        }
      },
      Task(executorPreference: executor) { await lister.run { mailbox.post(.message($0)) } },
      Task(executorPreference: executor) { [timeout = options.timeout] in
        guard let timeout, (try? await Task.sleep(for: timeout.duration)) != nil else { return }
        mailbox.post(.timeout)
      },
    ]
    defer {
      for worker in workers { worker.cancel() }
      backlog.close()
    }
    let alerts = Alerts(appearance.notify, environment: connection.childEnvironment) {
      mailbox.post(.message(.alarm($0)))
    }
    let model = makeModel(size: terminal.size)
    var loop: ScreenLoop? = ScreenLoop(
      terminal, model, engine: engine, lister: lister, alerts: alerts, options: options, environment: environment,
      opener: PortalOpener(template: appearance.portal, environment: environment), isASCII: isASCII, backlog: backlog,
      executor: executor, mailbox: mailbox)
    // Events are taken, and frames are drawn, on the thread that waits for the terminal.
    let shown = await withTaskExecutorPreference(executor) { await loop.take()?.show() }
    guard let (end, left) = shown else { return }
    // Whatever still blocks from here on (a terminal that takes nothing, a state folder on a dead server), the program ends.
    if case .signal(let signal) = end {
      TerminalSignals.leave(withinMilliseconds: Self.maxLeaving, by: signal)
    } else if case .left = end {
      TerminalSignals.leave(withinMilliseconds: Self.maxLeaving, by: nil)
    }
    visits?.save(left, host: connection.host)
    layouts?.save(left.chosenLayout)
    ReceiptPrinter(usesColor: wantsColor, environment: environment).print(left, command: connection.command)
    await alerts.finish()
    switch end {
    case .left: break
    case .done: try ExitStatus(left.outcomes).check()
    case .timeout: try ExitStatus.timeout.check()
    case .signal(let signal): throw EndedBySignal(signal: signal)
    }
  }

  /// How long leaving may take in all, in milliseconds: a state folder and a notice still get their time.
  private static let maxLeaving: Int32 = 3_000

  private func makeModel(size: Size) -> Model {
    var model = Model(
      tasks: tasks, host: connection.host, tokenID: connection.tokenID, size: size, now: .now, zone: LocalZone.offset,
      filter: options.filter,
      glyphs: isASCII ? .ascii : .unicode, keys: appearance.keys)
    model.timestamps = options.timestamps ?? .local
    if let visits { model.remember(visits.load(host: connection.host)) }
    if let layouts { model.restore(layouts.load()) }
    return model
  }

  private var isASCII: Bool { options.ascii || !TerminalLocale.adopt() }

  private var wantsColor: Bool { options.color.isWanted(in: environment, onTerminal: true) }
}
