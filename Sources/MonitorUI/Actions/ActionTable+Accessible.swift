import MonitorCore

/// The rows of the accessible mode, which has keys of its own: no preset of the panes takes one from it.
extension ActionTable {
  static let accessible: [ActionRow] = [
    row(.accessible, [(.state, ["s"])], use(.accessible, help: "how the tasks stand")),
    row(
      .accessible, [(.nextError, ["e"]), (.previousError, ["E"])], use(.accessible, help: "next and previous error")),
    row(.accessible, [(.newestError, ["G"])], use(.accessible, help: "newest error")),
    row(
      .accessible, [(.lineDown, ["n", .down]), (.lineUp, ["N", .up])], use(.accessible, help: "next and previous entry")
    ),
    row(.accessible, [(.bottom, [.end])], use(.accessible, help: "newest entry")),
    row(.accessible, [(.details, [.enter])], use(.accessible, help: "the entry again, with its id")),
    row(
      .accessible,
      [Severity.debug, .info, .warning, .error, .failure].enumerated().map { index, severity in
        (.minimumSeverity(severity), [.digit(index + 1)])
      }, use(.accessible, help: "minimum severity, again for only this one")),
    row(.accessible, [(.severityAll, ["0"])], use(.accessible, help: "all severities")),
    row(.accessible, [(.mute, ["m"])], use(.accessible, help: "mute and unmute")),
    row(.accessible, [(.pollNow, ["r"])], use(.accessible, help: "poll now")),
    row(.accessible, [(.help, ["?", .function(1)])], use(.accessible, help: "these keys")),
    row(.accessible, [(.close, ["q"]), (.quit, ["Q"])], use(.accessible, help: "leave")),
  ]
}
