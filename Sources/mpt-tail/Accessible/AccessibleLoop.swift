import MonitorCore
import MonitorTerminal
import MonitorUI

/// The one loop of the accessible mode: events from one mailbox, and the lines that the narrator makes of them.
struct AccessibleLoop: ~Copyable {
  private var narrator: Narrator
  private var terminal: LineTerminal
  private let feed: any ScreenFeed
  private let mailbox: Mailbox
  private let backlog: Gate
  private let ends: ScreenLoop.Ends
  private let usesColor: Bool
  private var alerts: Alerts

  /// - Parameter inlet: where everything that happens comes from.
  init(
    _ terminal: consuming LineTerminal, _ narrator: Narrator, feed: any ScreenFeed, alerts: Alerts,
    ends: ScreenLoop.Ends, inlet: ScreenInlet, usesColor: Bool
  ) {
    self.terminal = terminal
    self.narrator = narrator
    self.feed = feed
    self.alerts = alerts
    self.ends = ends
    self.usesColor = usesColor
    mailbox = inlet.mailbox
    backlog = inlet.backlog
  }

  /// Writes until the end, and gives the terminal back. Answers why it ended, and what is known then.
  ///
  /// - Parameter command: what goes on with the same tasks; it stands in the last line.
  consuming func run(command: String?) async -> (ScreenLoop.End, Model) {
    var loop = self
    let end = await loop.run()
    loop.terminal.listen(to: .lines)
    loop.write(loop.narrator.farewell(command: command))
    return (end, loop.narrator.model)
  }

  private mutating func run() async -> ScreenLoop.End {
    let clocks = feed.clocks
    _ = narrator.consume(.tick(now: clocks.now, engine: clocks.engine))
    for command in narrator.begin() { await feed.carryOut(command) }
    listen()
    write(narrator.takeLines())
    var turns = TerminalTurns()
    while true {
      let batch = await mailbox.next()
      turns.begin(at: feed.clocks.engine)
      for (task, event) in batch.asides { _ = narrator.consume(.followed(task: task, event)) }
      for event in batch.events {
        if let signal = mailbox.ending { return .signal(signal) }
        if let end = await consume(event) { return end }
        write(narrator.takeLines())
        await turns.endOfEvent(at: feed.clocks.engine)
      }
    }
  }

  private mutating func consume(_ event: ScreenLoop.Event) async -> ScreenLoop.End? {
    if case .followed = event { backlog.leave() }
    let clocks = feed.clocks
    var commands = narrator.consume(.tick(now: clocks.now, engine: clocks.engine))
    switch event {
    case .timeout: return .timeout
    case .untilReached: return .done
    case .failed(let failure): return .failed(failure)
    case .message(let message): commands += narrator.consume(message)
    // Nothing is copied here.
    case .uncopied: break
    case .noticeFailed(let sentence):
      commands += narrator.consume(.alarm(sentence))
      terminal.bell()
    case .followed(let task, let events):
      for event in events { commands += await consume(event, of: task) }
      if ends.areReached(by: narrator.model.outcomes) {
        write(narrator.takeLines())
        return .done
      }
    case .terminal(let event):
      if let end = consume(event, &commands) { return end }
    }
    for command in commands {
      switch command {
      case .quit: return .left
      case .interrupt: return .signal(.interrupt)
      case .suspend: suspend()
      default: await feed.carryOut(command)
      }
    }
    listen()
    return nil
  }

  private mutating func consume(_ event: FollowEvent, of task: Int) async -> [Command] {
    let commands = narrator.consume(.followed(task: task, event))
    if let id = narrator.model.openTask(task), let alert = alerts.consume(event, of: id) {
      await alerts.run(alert)
      // Among lines to be heard stands no sequence but colours.
      if alerts.way.isOfTerminal { terminal.bell() }
    }
    return commands
  }

  private mutating func consume(_ event: TerminalEvent, _ commands: inout [Command]) -> ScreenLoop.End? {
    switch event {
    case .key(let key): commands += narrator.consume(.key(key))
    // Where lines are typed, the end of the input is the person's.
    case .hungUp: return narrator.isChoosing ? .left : .signal(.hangup)
    case .writable: terminal.flush()
    case .signal(.stop): suspend()
    case .signal(.continued): terminal.resume()
    case .signal(.windowChanged), .second, .background, .focus: break
    case .signal(let signal): return .signal(signal)
    }
    return nil
  }

  /// Gives the shell the terminal until the program is continued.
  private mutating func suspend() {
    terminal.suspend()
    TerminalSignals.stopSelf()
    terminal.resume()
  }

  private mutating func listen() {
    let input: LineTerminal.Input = narrator.isChoosing ? .lines : .keys
    if input != listened { terminal.listen(to: input) }
    listened = input
  }
  private var listened = LineTerminal.Input.lines

  private func write(_ lines: [SpokenLine]) {
    var bytes: [UInt8] = []
    for line in lines {
      for run in line { ReceiptPrinter.append(run, usesColor: usesColor, to: &bytes) }
      bytes.append(0x0A)
    }
    terminal.write(bytes)
  }
}
