import MonitorCore

/// What a pane shows of what is held, as it stands to the right of a header's second line: the filters first. No time
/// is in it.
struct EntryCounts: Sendable {
  /// From the longest to the shortest; where the pane is filtered, each says by what, and how many are shown.
  let full: [[Segment]]
  /// Where not even the shortest of `full` fits: that the pane is filtered, in fewer and fewer columns; empty where it
  /// is not.
  let brief: [[Segment]]

  /// The columns that a chip keeps at least where it is cut.
  private static let cutLabel = 14

  init(model: borrowing Model, pane: borrowing Pane) {
    let counts = Counts(model: model, pane: pane)
    let text = model.filterLabel(of: pane)
    let role: Style.Role = pane.isFiltered ? .severityWarning : .secondary
    func line(_ label: String, _ counts: String) -> [Segment] {
      let gap = label.isEmpty || counts.isEmpty ? "" : "  "
      return [Segment(label, role), Segment("\(gap)\(counts) ", .secondary)]
    }
    let dot = " \(model.glyphs.dot) "
    let label = pane.isFiltered ? text : ""
    var lines = [
      [Segment(text, role), Segment("   " + ([counts.logs] + counts.others).joined(separator: dot) + " ", .secondary)]
    ]
    for kept in (0...counts.others.count).reversed() {
      lines.append(line(label, ([counts.shortest] + counts.others.prefix(kept)).joined(separator: dot)))
    }
    full = lines
    guard pane.isFiltered else {
      brief = []
      return
    }
    let cut = text.clipped(to: Self.cutLabel, model.glyphs.ellipsis)
    brief = [
      line(cut, counts.shortest), line("filtered", counts.shortest), line(text, ""), line(cut, ""),
      line("filtered", ""),
    ]
  }
}

/// What is held and what of it is shown: `37 of 1 482 logs · 3 late · 2 revised`.
struct Counts {
  /// `37 of 1 482 logs`.
  let logs: String
  /// The same without the word where two numbers say it: `37 of 1 482`.
  let shortest: String
  /// What else there is to say, what matters most first: `1 missing`, `3 late`, `2 revised`.
  let others: [String]

  init(model: borrowing Model, pane: borrowing Pane) {
    let tasks = model.tasks(of: pane).map { [states = model.tasks] in states[$0].state }
    let counts = model.counts(of: pane)
    let held = counts.total
    let shown = pane.index.entries.count + pane.held.newCount
    let all = "\(NumberText.grouped(held)) \(held == 1 ? "log" : "logs")"
    if !pane.isFiltered || pane.isContext {
      (logs, shortest) = (all, all)
    } else {
      logs = "\(NumberText.grouped(shown)) of \(all)"
      shortest = "\(NumberText.grouped(shown)) of \(NumberText.grouped(held))"
    }
    let missing = tasks.reduce(0) { $0 + max(0, $1.missing) }
    let behind = tasks.reduce(0) { $0 + max(0, $1.behind) }
    let numbers = [
      (missing, "missing"), (behind, "behind"), (model.older(pane), "older"), (counts.late, "late"),
      (counts.revised, "revised"), (counts.invalid, "invalid"), (pane.index.collapsedCount, "collapsed"),
    ]
    others = numbers.filter { $0.0 > 0 }.map { "\(NumberText.grouped($0.0)) \($0.1)" }
  }
}
