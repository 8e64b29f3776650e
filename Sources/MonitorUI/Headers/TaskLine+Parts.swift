import MonitorCore

// What of a task stands in its one line at a width.
extension TaskLine {
  struct Parts {
    /// From the left: what stands before the bar, the bar on its own ground, and what comes after it.
    var left: [Segment] = []
    var bar: [Segment] = []
    var afterBar: [Segment] = []
    /// At the right end.
    var right: [Segment] = []

    var columns: Int { left.columns + bar.columns + afterBar.columns + right.columns }
  }

  func parts(width: Int, isNarrow: Bool) -> Parts {
    if isNarrow { return narrow(width) }
    // A filter shows in any case.
    let reserved = isFiltered ? (counts.last?.columns ?? 0) + 2 : 0
    let columns = LineColumns(width: width - 1, longestName: longestName, tag: tag.columns, reserved: reserved)
    if !reason.text.isEmpty { return explained(columns, width) }
    var parts = endings.isEmpty ? running(columns, width) : ended(columns, width)
    // No name is cut for the sake of blanks.
    let spare = width - parts.columns - (parts.right.isEmpty ? 1 : 2)
    if spare >= Self.minSpare, name.columns > columns.name {
      parts.left[0].text = name.clipped(to: columns.name + spare, glyphs.ellipsis)
    }
    return parts
  }

  /// The name in its column, and the id behind it where there is one.
  private func title(_ columns: LineColumns, withID: Bool, atMost width: Int = .max) -> [Segment] {
    let column = min(columns.name, width)
    // Whose name is not known is called by its id: the end of it alone where there is no room.
    let text = name.isEmpty ? (column >= id.columns ? id : tag) : name
    let title = Segment(text.clipped(to: column, glyphs.ellipsis).padded(to: column), band.role, .bold)
    guard withID else { return [title] }
    return [title, Segment("  " + (name.isEmpty ? "" : tag).padded(to: tag.columns), .secondary)]
  }

  private var gap: Segment { Segment("  ", band.role) }

  /// `✖ name  id  Failed after 3:19 · the failure`: what it says is the last that is cut.
  private func explained(_ columns: LineColumns, _ width: Int) -> Parts {
    let dot = " \(glyphs.dot) "
    let leads = endings.map { $0 + [Segment(dot, .secondary)] }
    func line(withID: Bool, _ lead: [Segment]) -> [Segment] { title(columns, withID: withID) + [gap] + lead }
    var tries = leads.prefix(1).map { line(withID: columns.hasID, $0) }
    tries += (leads + [[]]).map { line(withID: endings.isEmpty && columns.hasID, $0) }
    guard let left = tries.first(where: { $0.columns + reason.text.columns + 1 <= width }) else {
      let nameWidth = max(Self.minNameOfFailed, width - reason.text.columns - 3)
      let left = title(columns, withID: false, atMost: nameWidth) + [gap]
      let text = reason.text.clipped(to: max(0, width - left.columns - 1), glyphs.ellipsis)
      return Parts(left: left + [Segment(text, reason.style.role)])
    }
    let whole = left + [reason]
    let right = problemAndCounts.first { $0.columns + 2 + whole.columns <= width } ?? []
    return Parts(left: whole, right: right)
  }

  /// `✔ name  id  Completed 13:49:20 · took 15:42   E 4  W 2   489 entries`.
  private func ended(_ columns: LineColumns, _ width: Int) -> Parts {
    let left = title(columns, withID: columns.hasID)
    let space = width - left.columns
    let rights = problemAndCounts
    // All counts beside a short ending are worth more than the whole ending beside few.
    let whole = rights.filter { $0.columns >= (counts.first?.columns ?? 0) }
    let orders = [whole, rights, isFiltered ? rights : []]
    for (rights, endings) in zip(orders, [endings, endings, endings + [[]]]) {
      for right in rights {
        for ending in endings where 2 + ending.columns + 2 + right.columns <= space {
          return Parts(left: left + [gap] + ending, right: right)
        }
      }
    }
    let ending = endings.first { 2 + $0.columns < space } ?? []
    return Parts(left: left + [gap] + ending)
  }

  /// `◐ name  id  ████▋     57.3 %  in 13:05     ▁▂▅▇▃   what the newest error says   E 4  W 26`.
  private func running(_ columns: LineColumns, _ width: Int) -> Parts {
    var parts = Parts(left: title(columns, withID: columns.hasID))
    if columns.hasBar {
      parts.left.append(gap)
      parts.bar = ProgressBar.segments(percent: percent, width: LineColumns.bar, role: sign.role, glyphs: glyphs)
      if let usualShare {
        parts.bar = ProgressBar.hatched(share: usualShare, width: LineColumns.bar, glyphs: glyphs)
      }
    }
    let number = percent.map { "\(NumberText.percent($0).leftPadded(to: 5)) %" } ?? ""
    parts.afterBar = [
      Segment(wentBack ? " \(glyphs.down)" : "  ", .stale),
      Segment(number.leftPadded(to: LineColumns.percent - 2), band.role),
    ]
    let space = width - parts.columns
    let timed = [gap] + time
    let padding = String(repeating: " ", count: max(0, LineColumns.time + 4 - timed.columns))
    let rated = timed + [Segment(padding, band.role)] + rate
    let hasRate = columns.hasRate && !rate.isEmpty && timed.columns <= LineColumns.time + 2
    var tries: [(middle: [Segment], right: [Segment])] = []
    let rights = problemAndCounts
    if hasRate { tries += rights.map { (rated, $0) } }
    tries += rights.map { (timed, $0) }
    // That nobody knows the time is the least that there is to say.
    if isFiltered { tries += rights.map { ([], $0) } }
    if !isTimeKnown, hasBad { tries += counts.suffix(1).map { ([], $0) } }
    tries.append((timed, []))
    guard let (middle, right) = tries.first(where: { $0.columns + ($1.isEmpty ? 0 : 2) + $1.columns <= space }) else {
      return parts
    }
    parts.afterBar += middle
    parts.right = right
    let free = width - parts.columns - 5
    if free >= Self.minNews, !news.text.isEmpty {
      parts.afterBar.append(Segment("   " + news.text.clipped(to: free, glyphs.ellipsis), news.style.role))
    }
    return parts
  }

  /// Whose line it is, how far it is while it runs, and the filter.
  private func narrow(_ width: Int) -> Parts {
    let number = percent.map { Segment("\(NumberText.percent($0)) %", band.role) }
    let word = Segment(sign.word.isEmpty ? "Unknown" : sign.word.clipped(to: 20, glyphs.ellipsis), sign.role)
    var detail = isOver ? [] : [number ?? word]
    let label = name.isEmpty ? tag : name
    let needed = min(label.columns, Self.minLabel)
    var right = counts.first { $0.columns + detail.columns + needed + 2 <= width } ?? []
    if isOver, label.columns + word.text.columns + right.columns + 3 <= width { detail = [word] }
    if detail.columns + right.columns + needed + 2 > width { right = [] }
    let end = detail + (detail.isEmpty || right.isEmpty ? [] : [gap]) + right
    let room = width - end.columns - (end.isEmpty ? 0 : 1)
    var text = label.clipped(to: room, glyphs.ellipsis)
    if label.columns > room, room < Self.minLabel {
      // The end of the id tells more than a letter or two.
      text = room >= tag.columns ? tag : ""
    }
    return Parts(left: [Segment(text, band.role, .bold)], right: end)
  }

  /// What stands at the right end, the longest first: why the source is not live, the filter, the counts.
  private var problemAndCounts: [[Segment]] {
    let before = problem.map { [Segment($0 + "  ", .stale)] } ?? []
    let all = counts.map { before + $0 }
    return before.isEmpty ? all : all + [before] + (isFiltered ? counts : [])
  }

  private static let minNews = 16
  /// Fewer blanks than these are worth less than a column that is straight.
  private static let minSpare = 5
  /// What is left of a name for the sake of a failure.
  private static let minNameOfFailed = 24
  private static let minLabel = 6
}
