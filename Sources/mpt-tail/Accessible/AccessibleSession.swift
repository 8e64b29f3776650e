import MonitorCore
import MonitorTerminal
import MonitorUI

extension ScreenSession {
  /// The accessible mode in the place of the screen, until the person leaves: what it needs, its workers and its
  /// `AccessibleLoop`. Throws as `run` does.
  ///
  /// - Parameter reason: why the mode is on.
  func narrate(because reason: String) async throws {
    let device = try TerminalDevice.open()
    let executor = ThreadExecutor()
    let mailbox = Mailbox()
    let events = try TerminalEvents(
      terminal: device, executor: executor, needsSeconds: true,
      escapeDelay: KeyDecoder.escapeDelay(from: environment["ESCDELAY"]), deliver: { mailbox.post($0) })
    let terminal = LineTerminal(device: device, events: events, input: .lines)
    let inlet = ScreenInlet(mailbox: mailbox, backlog: Gate(width: ScreenInlet.maxPortions))
    let feed = makeFeed(executor)
    let feeding = Task(executorPreference: executor) { await feed.run(inlet) }
    defer {
      feeding.cancel()
      inlet.backlog.open()
    }
    let alerts = Alerts(appearance.notify, in: environment, childEnvironment: subject.childEnvironment) {
      mailbox.post(.noticeFailed($0))
    }
    let narrator = Narrator(
      makeModel(size: Size(width: 80, height: 24), now: feed.clocks.now), reason: reason)
    var loop: AccessibleLoop? = AccessibleLoop(
      terminal, narrator, feed: feed, alerts: alerts, ends: ends, inlet: inlet, usesColor: wantsColor)
    let memory = subject.memory
    async let remembering: Void? = memory?.run { mailbox.post(.message($0)) }
    let command = subject.command
    let ended = await withTaskExecutorPreference(executor) { await loop.take()?.run(command: command) }
    subject.memory?.end()
    guard let (end, left) = ended else { return }
    try await close(end, left, feed, alerts) { for line in $0 { StandardError.write(line) } }
    _ = await remembering
  }
}
