import MonitorCore
import MonitorStream
import MonitorTerminal
import MonitorUI

/// The screen from its first frame to its receipt: what it needs, its workers, and its `ScreenLoop`.
struct ScreenSession {
  /// What is shown.
  struct Subject {
    var tasks: [TaskID] = []
    /// Whom the program asks, and the part of the token that may be shown; both for the title.
    var host = ""
    var tokenID = ""
    /// The command line that shows the same again, without the tasks; `nil` where there is none, and nothing is remembered.
    var command: String?
    /// The same where nothing is remembered; tasks are no part of it.
    var viewCommand: String?
    /// The environment of commands that are started.
    var childEnvironment: [String: String] = [:]
    var playback: Playback?
    /// What is remembered; `nil` where nothing is.
    var memory: MemoryKeeper?
  }

  let subject: Subject
  let looks: LookOptions
  private let filter: LogFilter
  let ends: ScreenLoop.Ends
  let appearance: Appearance
  let environment: Environment
  let makeFeed: (ThreadExecutor) -> any ScreenFeed

  /// - Parameters:
  ///   - filter: what panes show at first.
  ///   - makeFeed: makes what is shown from, with the executor of the screen.
  init(
    _ subject: Subject, looks: LookOptions, filter: LogFilter, ends: ScreenLoop.Ends = ScreenLoop.Ends(),
    appearance: Appearance, environment: Environment, makeFeed: @escaping (ThreadExecutor) -> any ScreenFeed
  ) {
    self.subject = subject
    self.looks = looks
    self.filter = filter
    self.ends = ends
    self.appearance = appearance
    self.environment = environment
    self.makeFeed = makeFeed
  }

  /// Shows the screen until the person leaves. Throws `TerminalFailure` where there can be none, before anything was
  /// written; `EndedBySignal` and an exit code otherwise.
  func run() async throws {
    if let reason = appearance.accessible { return try await narrate(because: reason) }
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
        options: TerminalOptions(
          theme: themes.shown, wantsColor: wantsColor, ascii: looks.ascii,
          wantsFocus: appearance.notify.when == .unfocused))
    } catch {
      // Heard already, and by nobody who could obey it later.
      if let signal = mailbox.ending { throw EndedBySignal(signal: signal) }
      throw error
    }
    let inlet = ScreenInlet(mailbox: mailbox, backlog: Gate(width: ScreenInlet.maxPortions))
    let feed = makeFeed(executor)
    // Without an executor preference it would start the threads of the shared pool (`ThreadExecutor`).
    let feeding = Task(executorPreference: executor) { await feed.run(inlet) }
    defer {
      feeding.cancel()
      inlet.backlog.open()
    }
    let alerts = Alerts(appearance.notify, in: environment, childEnvironment: subject.childEnvironment) {
      mailbox.post(.noticeFailed($0))
    }
    let model = makeModel(size: terminal.size, now: feed.clocks.now, themes: themes.names)
    let advice = [terminal.advice, TerminalLocale.advice].compactMap(\.self)
    var loop: ScreenLoop? = ScreenLoop(
      terminal, model, feed: feed, alerts: alerts, themes: themes, ends: ends, environment: environment,
      opener: PortalOpener(template: appearance.portal, environment: environment), looks: looks,
      inlet: inlet, executor: executor)
    // Meanwhile this thread has nothing else to do.
    let memory = subject.memory
    async let remembering: Void? = memory?.run { mailbox.post(.message($0)) }
    // Events are consumed, and frames are drawn, on the thread that waits for the terminal.
    let shown = await withTaskExecutorPreference(executor) { await loop.take()?.show() }
    subject.memory?.end()
    guard let (end, left) = shown else { return }
    try await close(end, left, feed, alerts) { closing in
      ReceiptPrinter(usesColor: wantsColor, environment: environment).print(
        left, command: subject.command, advice: closing + advice)
    }
    _ = await remembering
  }

  /// Ends the program as the end asks for, after what is left to do with the terminal given back: `farewell` gets what the
  /// feed has to say at its end.
  func close(
    _ end: ScreenLoop.End, _ left: Model, _ feed: any ScreenFeed, _ alerts: Alerts, _ farewell: ([String]) -> Void
  ) async throws {
    var (signal, status) = Self.exit(by: end, left)
    if case .failed(let failure) = end { throw failure }
    // Whatever blocks from here on (a state folder on a server that is gone, a command of the person's), the program ends.
    TerminalSignals.leave(withinMilliseconds: Self.maxLeaving, by: signal, status: status.rawValue)
    let forgotten = subject.memory?.close(left) ?? []
    let closing = await feed.close(
      exit: signal.map { 128 + $0.number } ?? status.rawValue, by: Self.reason(of: end, left))
    status = closing.status ?? status
    farewell(closing.advice + forgotten)
    await alerts.finish()
    // Nothing is left but to wait for the network's thread, which may be in the middle of a large answer.
    TerminalSignals.leave(withinMilliseconds: Self.maxClosing, by: signal, status: status.rawValue)
    if let signal { throw EndedBySignal(signal: signal) }
    try status.check()
  }

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
    case .failed(let failure): (nil, failure.exit)
    }
  }

  private static func reason(of end: ScreenLoop.End, _ left: Model) -> RunEnd.Reason {
    switch end {
    case .left, .failed: .left
    case .done: RunEnd.Reason(left.outcomes)
    case .timeout: .timeout
    case .signal: .interrupted
    }
  }

  func makeModel(size: Size, now: Timestamp, themes: [String] = []) -> Model {
    var model = Model(
      tasks: subject.tasks, host: subject.host, tokenID: subject.tokenID, size: size, now: now, zone: LocalZone.offset,
      filter: filter, glyphs: looks.isASCII ? .ascii : .unicode, keys: appearance.keys)
    model.timestamps = looks.timestamps ?? .local
    model.isCalm = looks.calm
    model.themes = themes
    model.theme = appearance.theme?.name ?? Theme.automaticName
    model.playback = subject.playback
    model.keepsHistory = subject.memory?.keepsRuns ?? (subject.playback != nil)
    model.command = subject.command ?? subject.viewCommand ?? ""
    model.commandNamesTasks = subject.command != nil
    return model
  }

  var wantsColor: Bool { looks.color.isWanted(in: environment, onTerminal: true) }
}
