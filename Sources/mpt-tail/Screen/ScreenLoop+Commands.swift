import MonitorCore
import MonitorStream
import MonitorTerminal
import MonitorUI

extension ScreenLoop {
  /// Carries out what the model wants done outside of it.
  mutating func carryOut(_ command: Command) async -> End? {
    switch command {
    case .quit: return .left
    case .interrupt: return .signal(.interrupt)
    case .suspend: suspend()
    case .redraw: terminal.redraw()
    case .bell: terminal.bell()
    case .pollNow, .fetchOlder, .listTasks, .follow, .unfollow, .wake: await feed.carryOut(command)
    case .mouse(let isOn): terminal.setMouse(isOn)
    case .plainStream: beginPlainStream()
    case .copy(let text, let what): say(copy(text, what))
    case .copyJSON(let slots):
      var lines = lines(as: .objects)
      let what = slots.count == 1 ? "the entry as JSON" : "\(slots.count) entries as JSON"
      say(copy(lines.text(of: slots, now: model.now), what))
    case .save(let request):
      let file = EntryFile(request: request, home: environment.home)
      Task { [lines = lines(as: .ofFile(request.path)), now = model.now, mailbox] in
        mailbox.post(.message(await Self.save(file, lines, now)))
      }
    case .openPortal(let task): openPortal(task)
    }
    return nil
  }

  private mutating func beginPlainStream() {
    terminal.suspend(keepingKeys: true)
    var plain = PlainScreen(model, tasks: model.tasks.map(\.id), options: outputOptions)
    plain.begin(model) { terminal.write(lines: $0) }
    self.plain = plain
  }

  private func lines(as form: OutputForm) -> EntryLines {
    EntryLines(store: model.store, tasks: model.tasks.map(\.id), options: outputOptions, form: form)
  }

  /// How entries look as lines, in the normal screen, in files and in the clipboard.
  private var outputOptions: OutputOptions {
    var options = OutputOptions()
    options.showsTask = model.focusedPane?.task == nil
    options.times = model.timestamps == .utc ? .utc : .local
    options.isASCII = isASCII
    options.zone = LocalZone.offset
    return options
  }

  /// Hands text to the clipboard, and what to say about it. No terminal reports whether it arrived.
  private func copy(_ text: String, _ what: String) -> Message {
    if terminal.copy(text) { return .notice("to the clipboard: \(what)") }
    return text.utf8.count > TerminalControl.maxClipboardBytes / 4 * 3
      ? .alarm("not copied: \(text.utf8.count / 1024) KiB are too much for a clipboard; save it instead")
      : .alarm("not copied: this terminal has no clipboard for programs")
  }

  @concurrent
  private static func save(_ file: EntryFile, _ lines: EntryLines, _ now: Timestamp) async -> Message {
    switch file.write(lines, now: now) {
    case .saved(let path, let count): .notice("saved \(count) \(count == 1 ? "entry" : "entries") in \(path)")
    case .exists: .fileExists(file.request)
    case .failed(let sentence): .alarm(sentence)
    }
  }

  private mutating func openPortal(_ task: TaskID) {
    switch opener.plan(for: task) {
    case .start(let command):
      Task { [opener, mailbox] in mailbox.post(.message(await Self.start(command, opener))) }
    case .show(let address): say(.notice(terminal.copy(address) ? "to the clipboard: \(address)" : address))
    case .noPortal: say(.notice("MPT_PORTAL_BASE_URL, or 'portal' in the configuration, names the portal"))
    case .invalid(let sentence): say(.alarm(sentence))
    }
  }

  @concurrent
  private static func start(_ command: [String], _ opener: PortalOpener) async -> Message {
    if let reason = opener.start(command) { return .alarm("the browser could not be started: \(reason)") }
    return .notice("opened \(command.last ?? "")")
  }
}
