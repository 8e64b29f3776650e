import MonitorCore

/// What a pane shows of what is held, as it stands to the right of a header's second line: long and short, the filters
/// first. No time is in it.
struct HeldSummary: Sendable {
  let long: [Segment]
  let short: [Segment]

  init(model: borrowing Model, pane: borrowing Pane) {
    let counts = Counts(model: model, pane: pane)
    let label = Segment(model.filterLabel(of: pane), pane.isFiltered ? .severityWarning : .secondary)
    long = [label, Segment("   " + counts.text, .secondary), Segment(" ", .text)]
    short = (pane.isFiltered ? [label, Segment("  ", .text)] : []) + [Segment(counts.shortest + " ", .secondary)]
  }
}

/// What is held and what of it is shown: `37 of 1 482 logs · 3 late · 2 revised`.
struct Counts {
  let text: String
  /// Only the numbers of logs.
  let shortest: String

  init(model: borrowing Model, pane: borrowing Pane) {
    let tasks = model.tasks(of: pane).map { [states = model.tasks] in states[$0].state }
    let counts = model.counts(of: pane)
    let held = counts.total
    let shown = pane.index.entries.count + pane.held.newCount
    let dot = " \(model.glyphs.dot) "
    let logs = "\(SpanText.grouped(held)) \(held == 1 ? "log" : "logs")"
    shortest = !pane.isFiltered || pane.isContext ? logs : "\(SpanText.grouped(shown)) of \(SpanText.grouped(held))"
    var parts = [!pane.isFiltered || pane.isContext ? logs : "\(SpanText.grouped(shown)) of \(logs)"]
    let missing = tasks.reduce(0) { $0 + max(0, $1.missing) }
    let behind = tasks.reduce(0) { $0 + max(0, $1.behind) }
    let numbers = [
      (pane.index.collapsedCount, "collapsed"), (counts.late, "late"), (counts.revised, "revised"),
      (counts.invalid, "invalid"), (missing, "missing"),
      (behind, "behind"),
    ]
    for (number, word) in numbers where number > 0 { parts.append("\(SpanText.grouped(number)) \(word)") }
    text = parts.joined(separator: dot)
  }
}
