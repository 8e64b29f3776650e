import Glibc
import MonitorCore

/// The clipboard of this machine, by a program that hands text to it: where the person sits at it. Elsewhere the terminal is
/// asked (`Terminal.copy`), which may be at the other end of a connection.
struct Clipboard: Sendable {
  /// How long the program may take.
  private static let patience = Duration.seconds(3)

  let environment: Environment

  /// The program and its words; `nil` where there is none, or nobody in front of this machine.
  ///
  /// Where tmux is in between it is tmux, also over SSH: as long as its `set-clipboard` is `external`, the default, it drops what a
  /// program sends the terminal for its clipboard, and hands on what it is given itself (`-w`, since 3.2).
  var command: [String]? {
    let isHere = !environment.isRemote
    // A terminal that was started out of tmux has its variable, and not its name.
    let type = environment["TERM"] ?? ""
    let isInTmux = environment["TMUX"] != nil && (type.hasPrefix("tmux") || type.hasPrefix("screen"))
    let programs: [(command: [String], isThere: Bool)] = [
      (["wl-copy"], isHere && environment["WAYLAND_DISPLAY"] != nil),
      (["xclip", "-selection", "clipboard"], isHere && environment["DISPLAY"] != nil),
      (["clip.exe"], isHere && environment["WSL_DISTRO_NAME"] != nil), (["pbcopy"], isHere),
      (["tmux", "load-buffer", "-w", "-"], isInTmux),
    ]
    for (command, isThere) in programs where isThere {
      if let path = environment.path(of: command[0]) { return [path] + command.dropFirst() }
    }
    return nil
  }

  /// The name of a command's program.
  static func name(of command: [String]) -> String {
    String(command.first?.split(separator: "/").last ?? "")
  }

  /// Hands text to a command; whether it took it.
  @concurrent
  func copy(_ text: String, by command: [String]) async -> Bool {
    // Windows reads what is not of its own code page as UTF-16.
    let bytes =
      Self.name(of: command) == "clip.exe"
      ? ([0xFEFF] + Array(text.utf16)).flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
      : Array(text.utf8)
    guard let input = PassingFile.open(bytes, in: environment["TMPDIR"]) else { return false }
    let start = DetachedProcess.start(command, environment: environment.ofDesktopPrograms, input: input)
    close(input)
    guard case .success(let process) = start else { return false }
    // It may go on as a child that serves the text; what is waited for is its word that it has it.
    let limit = Task {
      guard (try? await Task.sleep(for: Self.patience)) != nil else { return }
      DetachedProcess.end(process)
    }
    defer { limit.cancel() }
    return await ChildOutput.status(of: process) == 0
  }
}

/// Bytes for another program to read: a file without a name, which goes away with its last descriptor.
enum PassingFile {
  /// A descriptor at the beginning of the bytes, closed in programs that are not given it; `nil` where there is none.
  static func open(_ bytes: [UInt8], in folder: String?) -> Int32? {
    var name = Array("\(folder ?? "/tmp")/mpt-tail-XXXXXX".utf8CString)
    let descriptor = mkstemp(&name)
    guard descriptor >= 0 else { return nil }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    unlink(name)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress?.advanced(by: written), $0.count - written) }
      guard count > 0 else {
        close(descriptor)
        return nil
      }
      written += count
    }
    lseek(descriptor, 0, SEEK_SET)
    return descriptor
  }
}
