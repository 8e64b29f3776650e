import MonitorCore
import MonitorTerminal
import MonitorUI

extension ScreenSession {
  /// Hands text to the clipboard, and what to say about it. Whether it arrived is told by nobody.
  func copy(_ text: String, _ what: String, to terminal: borrowing Terminal) -> Message {
    if terminal.copy(text) { return .notice("to the clipboard: \(what)") }
    return text.utf8.count > TerminalControl.longestClipboard / 4 * 3
      ? .alarm("not copied: \(text.utf8.count / 1024) KiB are too much for a clipboard; save it instead")
      : .alarm("not copied: this terminal has no clipboard for programs")
  }

  @concurrent
  static nonisolated func save(_ file: EntryFile, _ lines: EntryLines, _ now: Timestamp) async -> Message {
    switch file.write(lines, now: now) {
    case .saved(let path, let count): .notice("saved \(count) \(count == 1 ? "entry" : "entries") in \(path)")
    case .exists: .fileExists(file.request)
    case .failed(let sentence): .alarm(sentence)
    }
  }

  @concurrent
  static nonisolated func open(_ task: TaskID, _ opener: PortalOpener) async -> Message {
    switch opener.open(task) {
    case .opened(let address): .notice("opened \(address)")
    case .address(let address): .notice(address)
    case .noPortal: .notice("set MPT_PORTAL_BASE_URL to the portal's address to see \(task.text) there")
    case .refused(let reason): .alarm("the browser could not be started: \(reason)")
    }
  }
}
