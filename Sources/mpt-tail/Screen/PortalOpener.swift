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
    let command = ["/bin/sh", "-c", "\"$0\" \"$1\" &", opener, address]
    switch DetachedProcess.start(command, environment: childEnvironment) {
    case .success(let shell):
      DetachedProcess.wait(for: shell)
      return .opened(address)
    case .failure(let failure): return .refused(failure.reason)
    }
  }

  /// Without a display a browser for terminals would start on ours.
  private var hasDisplay: Bool {
    ["DISPLAY", "WAYLAND_DISPLAY"].contains { environment[$0].flatMap(\.nonEmpty) != nil }
  }

  private var opener: String? {
    let folders = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
    return folders.filter { $0.hasPrefix("/") }.map { "\($0)/xdg-open" }.first { access($0, X_OK) == 0 }
  }
}
