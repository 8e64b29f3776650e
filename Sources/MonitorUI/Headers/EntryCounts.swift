import MonitorCore

/// The filter of a pane and the counts of its entries, at the right end of a header. Holds no time.
///
/// `E` and `W` count what is held, whatever the filter: errors with failures, and warnings.
struct EntryCounts: Sendable {
  /// How many entries of the pane's tasks are held, whatever the filter.
  let total: Int
  let isFiltered: Bool
  /// Whether there are errors or warnings: where nothing is filtered, the last variant has them alone.
  let hasBad: Bool
  /// The filter in words.
  let label: String
  /// From the longest to the shortest; where the pane is filtered, each but the last names the filter.
  let variants: [[Segment]]
  /// How many of them say all that a reader must not miss: the whole filter, errors and warnings.
  let tellingCount: Int
  /// For lines too short for all of these: that the pane is filtered, in fewer and fewer columns. Empty where it is not.
  let brief: [[Segment]]

  /// The minimum width of a chip that is cut, in columns.
  private static let minCutLabel = 14

  init(model: borrowing Model, pane: borrowing Pane) {
    let counts = Counts(model: model, pane: pane)
    (total, isFiltered) = (counts.total, pane.isFiltered)
    let dot = " \(model.glyphs.dot) "
    let label = pane.isFiltered ? model.filterLabel(of: pane) : ""
    self.label = label
    let bad = Self.bad(model: model, pane: pane)
    hasBad = !bad.isEmpty
    func line(_ label: String, _ bad: [Segment], _ texts: [String]) -> [Segment] {
      let text = texts.filter { !$0.isEmpty }.joined(separator: dot)
      let parts = [
        label.isEmpty ? [] : [Segment(label, .severityWarning)], bad, text.isEmpty ? [] : [Segment(text, .secondary)],
      ]
      return Array(parts.filter { !$0.isEmpty }.joined(separator: [Segment("   ", .secondary)])) + [
        Segment(" ", .secondary)
      ]
    }
    var lines: [[Segment]] = []
    for kept in (0...counts.others.count).reversed() {
      lines.append(line(label, bad, [counts.entries] + counts.others.prefix(kept)))
    }
    lines.append(line(label, bad, [counts.shortest]))
    guard pane.isFiltered else {
      variants = lines + (bad.isEmpty ? [] : [line("", bad, [])])
      (brief, tellingCount) = ([], variants.count)
      return
    }
    let cut = label.clipped(to: Self.minCutLabel, model.glyphs.ellipsis)
    tellingCount = lines.count
    variants = lines + [line(cut, bad, [counts.shortest]), line(cut, [], [counts.shortest])]
    brief = [
      line(cut, [], [counts.shortest]), line("filtered", [], [counts.shortest]), line(label, [], []), line(cut, [], []),
      line("filtered", [], []),
    ]
  }

  /// `E 4  W 26`, bold where some were not seen yet; empty where there are none.
  private static func bad(model: borrowing Model, pane: borrowing Pane) -> [Segment] {
    let counts = model.counts(of: pane)
    let errors = counts.atLeast(.error)
    var result: [Segment] = []
    if errors > 0 {
      result.append(Segment("E \(NumberText.grouped(errors))", .danger, pane.unseen.errors > 0 ? .bold : []))
    }
    if counts[.warning] > 0 {
      if errors > 0 { result.append(Segment("  ", .secondary)) }
      result.append(
        Segment("W \(NumberText.grouped(counts[.warning]))", .caution, pane.unseen.warnings > 0 ? .bold : []))
    }
    return result
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
    let shown = pane.context?.matches.count ?? pane.index.entries.count + pane.held.newCount
    // Nothing is empty before an answer said so.
    let isKnown = total > 0 || tasks.allSatisfy(\.logIsRead)
    let all = isKnown ? NumberText.entries(total) : "\(model.glyphs.none) entries"
    if !pane.isFiltered {
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
