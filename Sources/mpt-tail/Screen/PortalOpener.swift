import Glibc
import MonitorCore

/// Shows a task's page of the portal in the person's browser.
struct PortalOpener {
  enum Outcome: Equatable, Sendable {
    case opened(String)
    /// There is nothing to open it with: the address for the person.
    case address(String)
    /// Where the portal is was never said.
    case noPortal
    case refused(String)
  }

  /// What a browser needs of the environment. The token is not among it.
  private static let kept: Set<String> = [
    "PATH", "HOME", "USER", "LOGNAME", "LANG", "DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "BROWSER", "TMPDIR",
    "DBUS_SESSION_BUS_ADDRESS", "SHELL", "TZ", "DESKTOP_SESSION",
  ]

  let environment: [String: String]

  /// The address of a task's page; `nil` without a portal.
  func address(of task: TaskID) -> String? {
    guard var base = environment["MPT_PORTAL_BASE_URL"].flatMap(\.nonEmpty) else { return nil }
    while base.hasSuffix("/") { base.removeLast() }
    let isPlain = base.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value < 0x7F && $0 != "\"" && $0 != "'" }
    guard isPlain, base.hasPrefix("https://") || base.hasPrefix("http://") else { return nil }
    return "\(base)/tasks/\(task.text)"
  }

  /// The environment that the opener gets.
  var childEnvironment: [String: String] {
    environment.filter { Self.kept.contains($0.key) || $0.key.hasPrefix("XDG_") || $0.key.hasPrefix("LC_") }
  }

  func open(_ task: TaskID) -> Outcome {
    guard let address = address(of: task) else { return .noPortal }
    guard let opener, hasDisplay else { return .address(address) }
    // The shell ends at once, and its child is nobody's who would have to wait for it.
    let code = spawn(["/bin/sh", "-c", "\"$0\" \"$1\" &", opener, address])
    return code == 0 ? .opened(address) : .refused(String(cString: strerror(code)))
  }

  /// Without a display a browser for terminals would start on ours.
  private var hasDisplay: Bool {
    ["DISPLAY", "WAYLAND_DISPLAY"].contains { environment[$0].flatMap(\.nonEmpty) != nil }
  }

  private var opener: String? {
    let folders = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
    return folders.filter { $0.hasPrefix("/") }.map { "\($0)/xdg-open" }.first { access($0, X_OK) == 0 }
  }

  /// Runs a command with no terminal, nothing blocked and nothing ignored; the system's error number.
  private func spawn(_ command: [String]) -> Int32 {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    guard posix_spawn_file_actions_init(&actions) == 0 else { return ENOMEM }
    defer { posix_spawn_file_actions_destroy(&actions) }
    guard posix_spawnattr_init(&attributes) == 0 else { return ENOMEM }
    defer { posix_spawnattr_destroy(&attributes) }
    for descriptor in 0...2 as ClosedRange<Int32> {
      posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", descriptor == 0 ? O_RDONLY : O_WRONLY, 0)
    }
    var (none, all) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    let session: Int32 = 0x80  // POSIX_SPAWN_SETSID, which is hidden behind _GNU_SOURCE
    let flags = Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF) | session
    posix_spawnattr_setflags(&attributes, Int16(truncatingIfNeeded: flags))
    var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] =
      childEnvironment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in arguments + variables { free(text) } }
    var child = pid_t()
    let code = posix_spawn(&child, command[0], &actions, &attributes, &arguments, &variables)
    guard code == 0 else { return code }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    return 0
  }
}
