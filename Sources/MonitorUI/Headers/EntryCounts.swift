import MonitorCore

/// The filters of a pane and the counts of its entries, at the right end of a header's second line. Holds no time.
struct EntryCounts: Sendable {
  /// How many entries of the pane's tasks are held, whatever the filter.
  let total: Int
  /// From the longest to the shortest; where the pane is filtered, each names the filter and counts what it shows.
  let full: [[Segment]]
  /// For lines too short for all of `full`: that the pane is filtered, in fewer and fewer columns. Empty where it is not.
  let brief: [[Segment]]

  /// The minimum width of a chip that is cut, in columns.
  private static let minCutLabel = 14

  init(model: borrowing Model, pane: borrowing Pane) {
    let counts = Counts(model: model, pane: pane)
    total = counts.total
    let text = model.filterLabel(of: pane)
    let role: Style.Role = pane.isFiltered ? .severityWarning : .secondary
    func line(_ label: String, _ counts: String) -> [Segment] {
      let gap = label.isEmpty || counts.isEmpty ? "" : "  "
      return [Segment(label, role), Segment("\(gap)\(counts) ", .secondary)]
    }
    let dot = " \(model.glyphs.dot) "
    let label = pane.isFiltered ? text : ""
    var lines = [
      [
        Segment(text, role),
        Segment("   " + ([counts.entries] + counts.others).joined(separator: dot) + " ", .secondary),
      ]
    ]
    for kept in (0...counts.others.count).reversed() {
      lines.append(line(label, ([counts.shortest] + counts.others.prefix(kept)).joined(separator: dot)))
    }
    full = lines
    guard pane.isFiltered else {
      brief = []
      return
    }
    let cut = text.clipped(to: Self.minCutLabel, model.glyphs.ellipsis)
    brief = [
      line(cut, counts.shortest), line("filtered", counts.shortest), line(text, ""), line(cut, ""),
      line("filtered", ""),
    ]
  }
}

/// How many entries a pane's tasks have, and how many of them it shows: `37 of 1 482 entries · 3 late · 2 revised`.
struct Counts {
  let total: Int
  /// `37 of 1 482 entries`.
  let entries: String
  /// The same without the word where there are two numbers: `37 of 1 482`.
  let shortest: String
  /// The other counts, the most important first: `1 missing`, `3 late`, `2 revised`.
  let others: [String]

  init(model: borrowing Model, pane: borrowing Pane) {
    let tasks = model.tasks(of: pane).map { [states = model.tasks] in states[$0].state }
    let counts = model.counts(of: pane)
    total = counts.total
    let shown = pane.index.entries.count + pane.held.newCount
    // Nothing is empty before an answer said so.
    let isKnown = total > 0 || tasks.allSatisfy(\.logIsRead)
    let all = isKnown ? NumberText.entries(total) : "\(model.glyphs.none) entries"
    if !pane.isFiltered || pane.isContext {
      (entries, shortest) = (all, all)
    } else {
      entries = "\(NumberText.grouped(shown)) of \(all)"
      shortest = "\(NumberText.grouped(shown)) of \(NumberText.grouped(total))"
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
