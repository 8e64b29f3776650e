import Glibc
import MonitorStream

/// Whether the accessible mode is on, and why: a flag before the environment (`MPT_TAIL_ACCESSIBLE` before `ACCESSIBLE`,
/// which other programs know too) before the configuration.
///
/// A flag asks for its lines wherever they go; everything else only for what takes the place of the screen, so that a pipe
/// gets what it gets from everybody.
struct AccessibleChoice {
  let environment: Environment
  /// What the configuration says, where it says something.
  let configured: Bool?
  var onTerminal = isatty(STDOUT_FILENO) == 1

  /// Makes the output that of the mode where it is on. Answers why it is on; `nil` where it is not.
  func resolve(_ looks: inout LookOptions) -> String? {
    if looks.output.isAccessible { return looks.accessible ? "of --accessible" : "of --output accessible" }
    guard looks.output.isAuto, onTerminal, let (isOn, reason) = setting, isOn else { return nil }
    looks.output = .lines(.accessible)
    return reason
  }

  private var setting: (isOn: Bool, reason: String)? {
    for name in ["MPT_TAIL_ACCESSIBLE", "ACCESSIBLE"] {
      if let word = environment[name]?.lowercased() {
        return (!["0", "false", "no", "off"].contains(word), "\(name) is set")
      }
    }
    return configured.map { ($0, "the configuration says so") }
  }
}
