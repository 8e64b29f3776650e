import Foundation
import MonitorCore
import MonitorStream
import MonitorTerminal
import MonitorUI

/// The one loop of the screen: events in one mailbox, `update`, and a frame when all that waited was taken.
@MainActor
struct ScreenSession {
  /// What may happen, in one mailbox.
  private enum Event: Sendable {
    case terminal(TerminalEvent)
    case followed(Int, FollowEvent)
    case second
    case message(Message)
    case timeout
    /// Everything before it was taken: draw.
    case draw
  }

  private let tasks: [TaskID]
  private let options: WatchOptions
  private let looks: ChosenLooks
  private let connection: Connection
  private let environment = ProcessInfo.processInfo.environment
  private let visits: VisitStore?
  private let layouts: LayoutStore?

  nonisolated init(tasks: [TaskID], options: WatchOptions, looks: ChosenLooks, connection: Connection) {
    self.tasks = tasks
    self.options = options
    self.looks = looks
    self.connection = connection
    visits = connection.command == nil ? nil : VisitStore(environment: environment)
    layouts = connection.command == nil ? nil : LayoutStore(environment: environment)
  }

  /// Shows the screen until the person leaves. Throws `TerminalFailure` where there can be none, before anything was
  /// written; `EndedBySignal` and an exit code otherwise.
  func run() async throws {
    let device = try TerminalDevice.open()
    let terminalEvents = try TerminalEvents(terminal: device)
    let terminal = try Terminal(
      device: device, events: terminalEvents, environment: environment,
      options: TerminalOptions(theme: looks.theme, wantsColor: wantsColor, ascii: options.ascii))
    let engine = FollowEngine(
      tasks, source: connection.source, options: options.followOptions(screen: true), staysForOrders: true)
    let (mailbox, sender) = AsyncStream.makeStream(of: Event.self)
    let lister = TaskLister(source: connection.source)
    let workers = [
      Task { await engine.run { sender.yield(.followed($0, $1)) } },
      Task { for await event in terminalEvents.events { sender.yield(.terminal(event)) } },
      Task { await Self.tick(sender) },
      Task { await lister.run { sender.yield(.message($0)) } },
      Task { [timeout = options.timeout] in
        guard let timeout, (try? await Task.sleep(for: timeout.duration)) != nil else { return }
        sender.yield(.timeout)
      },
    ]
    defer { for worker in workers { worker.cancel() } }
    var alerts = Alerts(looks.notify, environment: connection.childEnvironment) { sender.yield(.message(.alarm($0))) }
    let (end, model) = try await show(
      terminal, engine: engine, lister: lister, alerts: &alerts, mailbox: mailbox, sender: sender)
    visits?.save(model, host: connection.host)
    layouts?.save(model.chosenLayout)
    ReceiptPrinter(usesColor: wantsColor, environment: environment).print(model, command: connection.command)
    await alerts.finish()
    switch end {
    case .left: break
    case .done: try ExitStatus(model.outcomes).check()
    case .timeout: try ExitStatus.timeout.check()
    case .signal(let signal): throw EndedBySignal(signal: signal)
    }
  }

  private enum End {
    case left, done, timeout
    case signal(TerminalSignal)
  }

  /// Runs the loop with the terminal, which is given back when this returns.
  private func show(
    _ terminal: consuming Terminal, engine: FollowEngine, lister: TaskLister, alerts: inout Alerts,
    mailbox: AsyncStream<Event>, sender: AsyncStream<Event>.Continuation
  ) async throws -> (End, Model) {
    var terminal = terminal
    var model = makeModel(size: terminal.size)
    var isDrawing = false
    var frames = FrameKeeper()
    // Whether nothing but time changed since the last frame.
    var isQuiet = false
    for command in tasks.isEmpty ? model.openPicker() : [] { await lister.take(command) }
    var notice = ScreenNotice()
    var plain: PlainScreen?
    terminal.draw(frames.frame(of: model, isQuiet: false))
    for await event in mailbox {
      switch event {
      case .draw:
        isDrawing = false
        guard plain == nil else { continue }
        terminal.draw(frames.frame(of: model, isQuiet: isQuiet))
        isQuiet = true
        for order in notice.orders(for: model) { order.carryOut(on: &terminal) }
        continue
      case .followed(let task, let event) where model.isQuiet(event, of: task):
        _ = update(&model, .followed(task: task, event))
        continue
      default: break
      }
      var commands = update(&model, .tick(now: .now, engine: engine.now))
      switch event {
      case .second, .draw: break
      case .message(let message): commands += update(&model, message)
      case .timeout: return (.timeout, model)
      case .followed(let task, let event):
        commands += update(&model, .followed(task: task, event))
        if let id = model.openTask(task), let alert = alerts.take(event, of: id) {
          await alerts.run(alert)
          terminal.tell(alert, by: alerts.way)
        }
        plain?.take(event, of: task, model)
        plain?.flow(model) { terminal.write(lines: $0) }
        if options.untilDone, model.outcomes.allSatisfy(\.isOver) { return (.done, model) }
        if options.failFast, model.outcomes.contains(where: \.hasFailed) { return (.done, model) }
      case .terminal(.key(let key)) where plain != nil:
        if model.keys.action(of: key, in: .log) == .interrupt { return (.signal(.interrupt), model) }
        guard PlainScreen.isLeft(by: key, model) else { break }
        plain = nil
        comeBack(&terminal, &model, &notice)
      case .terminal(.key(let key)): commands += update(&model, .key(key))
      case .terminal(.hungUp): return (.signal(.hangup), model)
      case .terminal(.writable): plain?.flow(model, goesOn: true) { terminal.write(lines: $0) }
      case .terminal(.signal(.windowChanged)): commands += update(&model, .resized(terminal.resized()))
      case .terminal(.signal(.stop)):
        if plain != nil { terminal.resume() }
        plain = nil
        suspend(&terminal, &model, &notice)
      case .terminal(.signal(.continued)):
        plain = nil
        comeBack(&terminal, &model, &notice)
      case .terminal(.signal(let signal)): return (.signal(signal), model)
      }
      for command in commands {
        switch command {
        case .quit: return (.left, model)
        case .interrupt: return (.signal(.interrupt), model)
        case .suspend: suspend(&terminal, &model, &notice)
        case .redraw: terminal.redraw()
        case .bell: terminal.bell()
        case .pollNow(let task): Task { await engine.pollNow(task) }
        case .fetchOlder(let task): Task { await engine.fetchOlder(task) }
        case .listTasks: await lister.take(command)
        case .follow(let id, let task): await engine.follow(id, as: task)
        case .unfollow(let task): await engine.unfollow(task)
        case .mouse(let isOn): terminal.setMouse(isOn)
        case .plainStream:
          terminal.suspend(keepingKeys: true)
          plain = PlainScreen(model, tasks: model.tasks.map(\.id), looks: plainLooks(model))
          plain?.begin(model) { terminal.write(lines: $0) }
        case .copy(let text, let what): _ = update(&model, copy(text, what, to: terminal))
        case .copyJSON(let slots):
          var lines = EntryLines(
            store: model.store, tasks: model.tasks.map(\.id), looks: plainLooks(model), asJSON: true)
          let text = lines.text(of: slots, now: model.now)
          let what = slots.count == 1 ? "the entry as JSON" : "\(slots.count) entries as JSON"
          _ = update(&model, copy(text, what, to: terminal))
        case .save(let request):
          let lines = EntryLines(
            store: model.store, tasks: model.tasks.map(\.id), looks: plainLooks(model), asJSON: request.isJSON)
          let file = EntryFile(request: request, home: environment["HOME"])
          Task { [now = model.now] in sender.yield(.message(await Self.save(file, lines, now))) }
        case .openPortal(let task):
          let opener = PortalOpener(environment: environment)
          Task { sender.yield(.message(await Self.open(task, opener))) }
        }
      }
      if case .second = event {} else { isQuiet = false }
      if !isDrawing {
        isDrawing = true
        sender.yield(.draw)
      }
    }
    return (.left, model)
  }

  private func suspend(_ terminal: inout Terminal, _ model: inout Model, _ notice: inout ScreenNotice) {
    terminal.suspend()
    TerminalSignals.stopSelf()
    comeBack(&terminal, &model, &notice)
  }

  private func comeBack(_ terminal: inout Terminal, _ model: inout Model, _ notice: inout ScreenNotice) {
    terminal.resume()
    notice.repeatAll()
    _ = update(&model, .resized(terminal.size))
  }

  private func makeModel(size: Size) -> Model {
    var model = Model(
      tasks: tasks, host: connection.host, tokenID: connection.tokenID, size: size, now: .now, zone: .current,
      filter: options.filter,
      glyphs: isASCII ? .ascii : .unicode, keys: looks.keys)
    model.timestamps = options.timestamps ?? .local
    if let visits { model.remember(visits.load(host: connection.host)) }
    if let layouts { model.restore(layouts.load()) }
    return model
  }

  private var isASCII: Bool { options.ascii || !TerminalLocale.adopt() }

  /// How entries look as lines, in the normal screen, in files and in the clipboard.
  private func plainLooks(_ model: Model) -> PlainWriter.Options {
    var looks = PlainWriter.Options()
    looks.showsTask = model.focusedPane?.task == nil
    looks.times = model.timestamps == .utc ? .utc : .local
    looks.isASCII = isASCII
    looks.zone = LocalZone.offset
    return looks
  }

  private var wantsColor: Bool {
    switch options.color {
    case .always: true
    case .never: false
    case .auto: environment["NO_COLOR"].flatMap(\.nonEmpty) == nil
    }
  }

  /// A tick at each full second of the wall clock, so that clocks on the screen move together with others.
  private static func tick(_ sender: AsyncStream<Event>.Continuation) async {
    while !Task.isCancelled {
      let fraction = Date().timeIntervalSince1970.truncatingRemainder(dividingBy: 1)
      guard (try? await Task.sleep(for: .seconds(1.002 - fraction))) != nil else { return }
      sender.yield(.second)
    }
  }
}
