import Glibc
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
    case .pollNow, .fetchOlder, .listTasks, .readEntry, .listRuns, .keepRun, .follow, .unfollow, .wake, .note:
      await feed.carryOut(command)
    case .mouse(let isOn): terminal.setMouse(isOn)
    case .plainStream: beginPlainStream()
    case .copy(let text, let what): copy(text, what)
    case .copyJSON(let slots):
      var lines = lines(as: .objects)
      let what = slots.count == 1 ? "the entry as JSON" : "\(slots.count) entries as JSON"
      copy(lines.text(of: slots, now: model.now), what)
    case .save(let request):
      let file = EntryFile(request: request, home: environment.home)
      Task { [lines = lines(of: request), now = model.now, mailbox] in
        mailbox.post(.message(await Self.save(file, lines, now)))
      }
    case .openInPager(let slots, let first): openInPager(slots, from: first)
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

  /// A file of what is shown: where its form has events, a recording.
  private func lines(of request: SaveRequest) -> EntryLines {
    let form = OutputForm.ofFile(request.path)
    var lines = lines(as: form)
    guard form.writesTasks, let pane = model.focusedPane else { return lines }
    let tasks = pane.task.map { [$0] } ?? model.openTasks
    var start = RunStart(
      version: ProgramVersion.text, host: model.host, tasks: tasks.map { model.tasks[$0].id }, filter: pane.filter)
    start.filter.task = nil
    lines.opening = [.start(start)]
    for slot in request.slots where model.store.holds(slot) {
      guard let note = model.notes[slot] else { continue }
      let entry = String(decoding: model.store.id(of: slot), as: UTF8.self)
      lines.closing.append((.note(model.tasks[model.store.task(of: slot)].id, entry: entry, text: note), nil))
    }
    for task in tasks.map({ model.tasks[$0] }) {
      guard let snapshot = task.snapshot else { continue }
      let end = ReportedEnd(of: snapshot, task.progress.reading)
      lines.closing.append((.task(task.id, snapshot, end), model.now))
    }
    return lines
  }

  /// How entries look as lines, in the normal screen, in files and in the clipboard.
  private var outputOptions: OutputOptions {
    var options = OutputOptions()
    options.showsTask = model.focusedPane?.task == nil
    options.times = model.timestamps == .utc ? .utc : .local
    options.isASCII = isASCII
    options.zone = LocalZone.offset
    options.format = format
    return options
  }

  /// Hands text to the clipboard: by a program of this machine, or else by the terminal.
  private mutating func copy(_ text: String, _ what: String) {
    let clipboard = Clipboard(environment: environment)
    guard let command = clipboard.command else { return say(copyByTerminal(text, what)) }
    Task { [mailbox] in
      let isTaken = await clipboard.copy(text, by: command)
      let notice = Message.notice("to the clipboard by \(Clipboard.name(of: command)): \(what)")
      mailbox.post(isTaken ? .message(notice) : .uncopied(text, what: what))
    }
  }

  /// Hands text to the clipboard of the terminal, and what to say about it. No terminal reports whether it arrived. What is
  /// too long for it goes into a file.
  func copyByTerminal(_ text: String, _ what: String) -> Message {
    if terminal.copy(text) { return .notice("to the clipboard by the terminal: \(what)") }
    let isLong = text.utf8.count > TerminalControl.maxClipboardBytes / 4 * 3
    let reason =
      isLong ? "\(text.utf8.count / 1024) KiB are too long for it" : "this terminal has no clipboard for programs"
    guard let folder = environment.cacheFolder else { return .alarm("not copied: \(reason)") }
    let file = StateFile("copied.txt", inFolder: folder, isDurable: false)
    guard file.write(text.utf8) else { return .alarm("not copied: \(reason), and \(folder) cannot be written") }
    return .notice("in \(folder)/copied.txt: \(reason)")
  }

  /// Shows entries in the person's pager, which has the terminal until it ends.
  private mutating func openInPager(_ slots: [Slot], from first: Int) {
    var lines = lines(as: .plain)
    let above = lines.bytes(of: slots.prefix(first), now: model.now)
    let bytes = above + lines.bytes(of: slots.dropFirst(first), now: model.now)
    guard let input = PassingFile.open(bytes, in: environment["TMPDIR"])
    else {
      return say(.alarm("the pager got nothing to read: there is no place for files"))
    }
    defer { close(input) }
    let pager = environment["PAGER"] ?? (environment.path(of: "less") == nil ? "more" : "less")
    terminal.suspend()
    let command = PagerCommand.opening(pager, atLine: above.count { $0 == 0x0A } + 1)
    let result = ForegroundProcess.run(command, environment: environment.ofDesktopPrograms, input: input)
    comeBack()
    switch result {
    case .success(0): break
    case .success(127): say(.alarm("there is no program '\(pager)'; PAGER names another"))
    case .success(let status): say(.notice("'\(pager)' ended with status \(status)"))
    case .failure(let failure): say(.alarm("the pager could not be started: \(failure.reason)"))
    }
  }

  @concurrent
  private static func save(_ file: EntryFile, _ lines: EntryLines, _ now: Timestamp) async -> Message {
    switch file.write(lines, now: now) {
    case .saved(let path, let count):
      .notice(
        file.request.document != nil
          ? "saved the evidence in \(path)" : "saved \(count) \(count == 1 ? "entry" : "entries") in \(path)")
    case .exists: .fileExists(file.request)
    case .failed(let sentence): .alarm(sentence)
    }
  }

  /// Gives a browser the terminal until it ends.
  private mutating func lendTerminal(to browser: [String]) {
    terminal.suspend()
    let command = browser.map(ShellWord.quoted).joined(separator: " ")
    let result = ForegroundProcess.run(command, environment: opener.childEnvironment)
    comeBack()
    switch result {
    case .success(0): say(.notice("opened \(Self.address(in: browser))"))
    case .success(let status): say(.alarm("'\(browser[0])' ended with status \(status)"))
    case .failure(let failure): say(.alarm("the browser could not be started: \(failure.reason)"))
    }
  }

  private mutating func openPortal(_ task: TaskID) {
    switch opener.plan(for: task) {
    case .start(let command):
      Task { [opener, mailbox] in mailbox.post(.message(await Self.start(command, opener))) }
    case .lend(let command): lendTerminal(to: command)
    case .show(let address): say(.notice(terminal.copy(address) ? "to the clipboard: \(address)" : address))
    case .noPortal: say(.notice("MPT_PORTAL_BASE_URL, or 'portal' in the configuration, names the portal"))
    case .invalid(let sentence): say(.alarm(sentence))
    }
  }

  /// The address among the words of a browser's command, which may stand anywhere.
  private static func address(in command: [String]) -> String {
    command.dropFirst().last { $0.contains("://") } ?? command.last ?? ""
  }

  @concurrent
  private static func start(_ command: [String], _ opener: PortalOpener) async -> Message {
    if let reason = opener.start(command) { return .alarm("the browser could not be started: \(reason)") }
    return .notice("opened \(address(in: command))")
  }
}
