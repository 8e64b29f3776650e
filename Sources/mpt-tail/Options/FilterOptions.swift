import ArgumentParser
import MonitorCore

/// The flags that say which entries are meant.
struct FilterOptions: ParsableArguments {
  @Option(
    name: [.short, .long],
    help: "Minimum severity: debug, info, warning, error, failure, or a beginning such as 'warn'.")
  var level: LevelArgument?

  @Option(
    name: [.customShort("g"), .customLong("grep")], parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Only entries whose message matches this regular expression; more of them must all match.",
      valueName: "expression"),
    transform: PatternArgument.including)
  var grep: [TextPattern] = []

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp("No entries whose message matches this regular expression.", valueName: "expression"),
    transform: PatternArgument.excluding)
  var exclude: [TextPattern] = []

  /// Which entries are delivered, or shown at first.
  var filter: LogFilter {
    var filter = LogFilter(level: level.map { .atLeast($0.severity) } ?? .all)
    for pattern in grep + exclude where !filter.patterns.contains(pattern) { filter.patterns.append(pattern) }
    return filter
  }
}
