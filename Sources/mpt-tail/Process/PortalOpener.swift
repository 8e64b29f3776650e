import MonitorCore

/// Shows a task in the person's browser.
///
/// The platform documents no page of a single task. The one that shows logs is the account's task log,
/// `/administration/accounts/task-log`; where a person knows a better one, the configuration's `portal` names it.
struct PortalOpener {
  /// What there is to do.
  enum Plan: Equatable, Sendable {
    /// Start this command, which has the address in it.
    case start([String])
    /// The same, of a browser that needs the terminal while it runs.
    case lend([String])
    /// There is nothing to open it with here: the address is for the person.
    case show(String)
    /// Where the portal is was never said.
    case noPortal
    /// The address is none: why.
    case invalid(String)
  }

  private static let taskLog = "/administration/accounts/task-log"
  private static let openers = ["xdg-open", "wslview", "open"]
  /// Browsers that draw on the terminal that they are started from, whether there is a display or not.
  private static let terminalBrowsers: Set<String> = [
    "w3m", "lynx", "links", "elinks", "www-browser", "browsh", "carbonyl", "chawan", "cha",
  ]

  /// The address of a task's page with `{id}` for its id; `nil` for the documented page below `MPT_PORTAL_BASE_URL`.
  let template: String?
  let environment: Environment

  /// What to do to show a task.
  func plan(for task: TaskID) -> Plan {
    guard let address = address(of: task) else { return .noPortal }
    guard Self.isAddress(address) else { return .invalid("the portal's address is no http(s) address") }
    // What a person names is used, wherever the person sits: it may be a browser for terminals, or know the way to a window.
    if let browser = named(address) {
      let isOfTerminal = Self.terminalBrowsers.contains(String(browser[0].split(separator: "/").last ?? ""))
      return isOfTerminal || !hasDisplay && !isWindows ? .lend(browser) : .start(browser)
    }
    let system = Self.openers.lazy.compactMap(environment.path(of:)).first
    guard !environment.isRemote, hasDisplay || isWindows, let system else { return .show(address) }
    return .start([system, address])
  }

  /// Starts the command of a plan, which nobody waits for; why it could not, where it could not.
  func start(_ command: [String]) -> String? {
    // The shell ends at once, and its child is nobody's who would have to wait for it.
    switch DetachedProcess.start(["/bin/sh", "-c", "\"$0\" \"$@\" &"] + command, environment: childEnvironment) {
    case .success(let shell):
      DetachedProcess.wait(for: shell)
      return nil
    case .failure(let failure): return failure.reason
    }
  }

  /// The environment that the opener gets.
  var childEnvironment: [String: String] { environment.ofDesktopPrograms }

  /// Whether a text may be a template: with its places filled in it is an address.
  static func isTemplate(_ text: String) -> Bool { isAddress(text.replacing("{id}", with: "TSK-1")) }

  private func address(of task: TaskID) -> String? {
    if let template { return template.replacing("{id}", with: task.text) }
    guard var base = environment["MPT_PORTAL_BASE_URL"] else { return nil }
    while base.hasSuffix("/") { base.removeLast() }
    return base + Self.taskLog
  }

  private static func isAddress(_ text: String) -> Bool {
    let isPlain = text.unicodeScalars.allSatisfy {
      $0.value > 0x20 && $0.value < 0x7F && !"\"'{}".unicodeScalars.contains($0)
    }
    return isPlain && ["https://", "http://"].contains { text.hasPrefix($0) && text.utf8.count > $0.utf8.count }
  }

  /// Without one the system's opener would look for a browser for terminals, and start it on ours.
  private var hasDisplay: Bool { ["DISPLAY", "WAYLAND_DISPLAY"].contains { environment[$0] != nil } }

  /// Under Windows' Linux the browser is Windows' own.
  private var isWindows: Bool { environment["WSL_DISTRO_NAME"] != nil }

  /// The first of the person's `BROWSER` (several with `:`, and `%s` for the address) that is there; `nil` where none is.
  private func named(_ address: String) -> [String]? {
    for browser in (environment["BROWSER"] ?? "").split(separator: ":") {
      let words = browser.split(separator: " ").map { String($0).replacing("%s", with: address) }
      guard let program = words.first.flatMap(environment.path(of:)) else { continue }
      return [program] + words.dropFirst() + (browser.contains("%s") ? [] : [address])
    }
    return nil
  }
}
