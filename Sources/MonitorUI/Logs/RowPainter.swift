import MonitorCore

/// The entries of one pane, and the line that says how reading goes.
struct RowPainter {
  let model: Model
  let pane: Pane

  func draw(_ area: Rect, on frame: inout Frame) {
    guard !area.isEmpty else { return }
    if pane.index.count == 0 {
      drawNothing(area, on: &frame)
    } else {
      let reading = !pane.viewport.isFollowing && area.height > 1
      let format = model.format(of: pane, width: area.width)
      var reader = model.reader(of: pane, width: area.width)
      let top = model.top(of: pane, &reader, rows: area.height)
      let rows = reader.rows(from: top, count: area.height - (reading ? 1 : 0))
      let texts = model.entryTexts
      let meant = meantRow(among: rows)
      for (number, row) in rows.enumerated() {
        draw(row, of: reader, format, texts, area, y: area.y + number, on: &frame)
      }
      if let meant, format.margin > 0 { drawSign(of: rows[meant], format, x: area.x, y: area.y + meant, on: &frame) }
    }
    if !pane.viewport.isFollowing, area.height > 1 {
      ScrollLine(model: model, pane: pane).draw(area, on: &frame)
    }
  }

  /// Where the entry begins that keys about one entry mean; nowhere while following, when it is the newest.
  private func meantRow(among rows: [RowReader.Row]) -> Int? {
    guard let focused = model.focusedPane, focused.task == pane.task else { return nil }
    if let current = pane.viewport.current, let row = rows.firstIndex(where: { $0.slot == current }) { return row }
    return pane.viewport.isFollowing ? nil : rows.firstIndex { $0.slot != nil }
  }

  /// The sign of the meant entry; where that one is marked, the mark makes room if there is some.
  private func drawSign(of row: RowReader.Row, _ format: RowFormat, x: Int, y: Int, on frame: inout Frame) {
    if row.line == 0, let slot = row.slot, model.marks.contains(slot) {
      guard format.gap > 1, format.timeWidth > 0 else { return }
      frame.put(Cell(model.glyphs.markScalar, style: Style(.newBadge)), x: x + format.margin + format.timeWidth, y: y)
    }
    frame.put(Cell(">", style: Style(.text, .bold)), x: x, y: y)
  }

  private func draw(
    _ row: RowReader.Row, of reader: RowReader, _ format: RowFormat, _ texts: EntryTexts, _ area: Rect, y: Int,
    on frame: inout Frame
  ) {
    guard let slot = row.slot else {
      drawOlder(area, format, y: y, on: &frame)
      return
    }
    let severity = reader.severity(of: slot)
    let isSurroundings = pane.isSurroundings(slot, of: reader.store)
    let isCurrent = pane.viewport.current == slot
    if row.line == 0 {
      if format.margin > 0, model.marks.contains(slot) {
        frame.put(Cell(model.glyphs.markScalar, style: Style(.newBadge)), x: area.x, y: y)
      }
      if format.timeWidth > 0 {
        var pen = Pen(x: area.x + format.margin, y: y, end: area.maxX)
        let text = texts.time(of: slot, reader, format)
        pen.write(text.leftPadded(to: format.timeWidth), Style(isCurrent ? .selection : .timestamp), on: &frame)
        if model.isNewSinceLeft(slot) { pen.write(model.glyphs.newSign, Style(.notice), on: &frame) }
      }
      if format.tagWidth > 0 {
        let task = reader.store.task(of: slot)
        var pen = Pen(x: area.x + format.tagX, y: y, end: min(area.maxX, area.x + format.severityX - 1))
        pen.write(model.tag(of: task), Style(.tag(of: task)), on: &frame)
      }
      var pen = Pen(x: area.x + format.severityX, y: y, end: min(area.maxX, area.x + format.textX - 1))
      pen.write(
        texts.word(of: slot, severity, reader, format), Style(.severity(severity), isSurroundings ? .dim : []),
        on: &frame)
    } else if !row.isWrapped, format.gap > 1 {
      frame.put(
        Cell(model.glyphs.continuation, style: Style(.secondary, .dim)), x: area.x + format.textX - 2, y: y)
    }
    var pen = Pen(x: area.x + format.textX, y: y, end: area.maxX)
    pen.skip = model.wraps ? 0 : pane.viewport.column
    if pen.skip > 0, row.text.contains(where: { !$0.text.isEmpty }) {
      frame.put(Cell(model.glyphs.cutLeft, style: Style(.secondary)), x: area.x + format.textX - 1, y: y)
    }
    for segment in row.text {
      var style = segment.style
      if severity >= .error, style.role == .text { style.role = .severity(severity) }
      if severity == .debug, style.role == .text { style.role = .secondary }
      if isSurroundings { style = Style(style.role == .text ? .secondary : style.role, .dim) }
      pen.write(segment.text, style, on: &frame)
      if pen.isCut { break }
    }
    pen.markCut(model.glyphs.ellipsis, Style(.secondary), on: &frame)
  }

  private func drawOlder(_ area: Rect, _ format: RowFormat, y: Int, on frame: inout Frame) {
    var pen = Pen(x: area.x + format.margin, y: y, end: area.maxX)
    let count = model.older(pane)
    let older = count > 0 ? "\(NumberText.grouped(count)) older" : "older"
    let text =
      model.isLoadingOlder(pane)
      ? "loading \(older)\(Character(model.glyphs.ellipsis))"
      : model.hasOlder(pane)
        ? "\(model.glyphs.up) \(older) entries: \(model.keys.label(of: .lineUp)) to load" : "the beginning of the log"
    pen.write(text, Style(.secondary), on: &frame)
  }

  private func drawNothing(_ area: Rect, on frame: inout Frame) {
    let tasks = model.tasks(of: pane)
    let held = model.counts(of: pane).total
    let text: String
    if held > 0 {
      let way = pane.filter.patterns.isEmpty ? "0 shows all" : "Esc clears the filters"
      let none = held == 1 ? "the only log does not match" : "none of \(NumberText.grouped(held)) logs matches"
      text = "\(none) \(model.filterLabel(of: pane))\(model.notLoaded(pane)); \(way)"
    } else if tasks.allSatisfy({ model.tasks[$0].state.source == .connecting }) {
      text = "asking \(SafeText.line(model.host))\(Character(model.glyphs.ellipsis))"
    } else if tasks.contains(where: { model.tasks[$0].state.source.isRefused }) {
      text = tasks.map { model.tasks[$0].state.problem }.first { !$0.isEmpty } ?? "access is refused"
    } else if tasks.allSatisfy({ model.tasks[$0].state.lossWord != nil }) {
      let problems = tasks.map { model.tasks[$0].state.problem }
      text = problems.first { !$0.isEmpty } ?? "no such task, or not visible to this token"
    } else {
      text = "no logs yet"
    }
    var pen = Pen(x: area.x + min(1, area.width - 1), y: area.y, end: area.maxX)
    pen.write(text, Style(.secondary), on: &frame)
    pen.markCut(model.glyphs.ellipsis, Style(.secondary), on: &frame)
  }
}

extension Style.Role {
  static func severity(_ severity: Severity) -> Style.Role {
    switch severity {
    case .unknown: .severityUnknown
    case .debug: .severityDebug
    case .info: .severityInfo
    case .warning: .severityWarning
    case .error: .severityError
    case .failure: .severityFailure
    }
  }
}

extension Style.Role {
  /// The tag of the task with this number.
  static func tag(of task: Int) -> Style.Role {
    let roles: [Style.Role] = [.tag0, .tag1, .tag2, .tag3, .tag4, .tag5, .tag6, .tag7]
    return roles[max(0, task) % roles.count]
  }
}

extension String {
  /// The beginning of the text within so many columns, without a sign of the cut.
  func clippedPlain(to width: Int) -> String {
    guard columns > width else { return self }
    return String(clipped(to: width + 1, " ").dropLast())
  }
}

extension TextPattern {
  /// What stands before it in a label: a value says itself what it is of.
  var sign: String { isExcluding ? "!" : isOfValue && source.contains("=") ? "" : "&" }
}

extension FollowState.Source {
  var isRefused: Bool { if case .refused = self { true } else { false } }
}

extension Model {
  /// The entries held of a pane's tasks, counted.
  func counts(of pane: Pane) -> SeverityCounts {
    tasks(of: pane).reduce(SeverityCounts()) { $0 + store.counts(of: $1) }
  }

  func tag(of task: Int) -> String { tasks.indices.contains(task) ? tasks[task].tag : "" }

  /// `≥Info`, `=Error`, `all`.
  func filterLabel(of pane: Pane) -> String { filterParts(of: pane).map(\.text).joined(separator: " ") }

  /// The words of the label, with the patterns that are chips among them.
  func filterParts(of pane: Pane) -> [(text: String, pattern: TextPattern?)] {
    let filter = pane.context?.filter ?? pane.filter
    var parts: [(text: String, pattern: TextPattern?)] = pane.isContext ? [("around", nil)] : []
    switch filter.level {
    case .all: if filter.patterns.isEmpty { parts.append(("all", nil)) }
    case .atLeast(let severity): parts.append((glyphs.atLeast + severity.word, nil))
    case .only(let severity): parts.append(("=" + severity.word, nil))
    }
    for pattern in filter.patterns {
      parts.append((chipText(of: pattern), pattern))
    }
    return parts
  }

  /// `&quota`, `!retrying`.
  func chipText(of pattern: TextPattern) -> String {
    pattern.sign + SafeText.line(pattern.source).clipped(to: 24, glyphs.ellipsis)
  }
}
