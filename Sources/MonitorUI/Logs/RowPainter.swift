import MonitorCore

/// The rows of one pane, and its last line while it does not follow.
struct RowPainter {
  let model: Model
  let pane: Pane

  /// - Parameter hasBar: whether there is a scrollbar, where there is room for one.
  func draw(_ place: PaneLayout.Area, hasBar: Bool = true, on frame: inout Frame) {
    let area = place.logs
    guard !area.isEmpty else { return }
    if pane.index.count == 0 {
      let line = !pane.viewport.isFollowing && area.height > 1 ? 1 : 0
      let rows = Rect(x: area.x, y: area.y, width: area.width, height: area.height - line)
      EmptyPane(model: model, pane: pane).draw(rows, on: &frame)
    } else {
      let reading = !pane.viewport.isFollowing && area.height > 1
      let format = model.format(of: pane, width: area.width)
      var reader = model.reader(of: pane, width: area.width)
      let top = model.top(of: pane, &reader, rows: area.height)
      let rows = reader.rows(from: top, count: area.height - (reading ? 1 : 0))
      let texts = model.entryTexts
      let current = currentRow(among: rows)
      for (number, row) in rows.enumerated() {
        // An entry whose beginning is above the edge keeps its time and severity.
        draw(
          row, of: reader, format, texts, area, y: area.y + number, isFirst: row.line == 0 || number == 0, on: &frame)
      }
      if let line = current ?? rows.lastIndex(where: { $0.slot != nil && $0.line == 0 }), isFocused {
        frame.reading = (area.x + format.margin, area.y + line)
      }
      if let current, format.margin > 0 {
        drawCursor(at: rows[current], format, x: area.x, y: area.y + current, on: &frame)
      }
      if place.hasBar, hasBar {
        let first = max(0, top.entry)
        let shown = first..<first + Set(rows.compactMap(\.slot)).count
        ScrollBar(model: model, pane: pane, shown: shown, height: area.height - (reading ? 1 : 0))?
          .draw(x: area.maxX, y: area.y, on: &frame)
      }
    }
    if !pane.viewport.isFollowing, area.height > 1 {
      let line = Rect(x: area.x, y: area.y, width: place.rect.width, height: area.height)
      ScrollLine(model: model, pane: pane).draw(line, on: &frame)
    }
  }

  private var isFocused: Bool { model.focusedPane.map { $0.task == pane.task } ?? false }

  /// The first row of the entry that keys act on; `nil` while following, when it is the newest one.
  private func currentRow(among rows: [RowReader.Row]) -> Int? {
    guard isFocused else { return nil }
    if let current = pane.viewport.current, let row = rows.firstIndex(where: { $0.slot == current }) { return row }
    return pane.viewport.isFollowing ? nil : rows.firstIndex { $0.slot != nil }
  }

  /// Draws `>` before the current entry; its mark moves behind the time, where there is a gap.
  private func drawCursor(at row: RowReader.Row, _ format: RowFormat, x: Int, y: Int, on frame: inout Frame) {
    if row.line == 0, let slot = row.slot, model.marks.contains(slot) {
      guard format.gap > 1, format.timeWidth > 0 else { return }
      frame.put(Cell(model.glyphs.markScalar, style: Style(.newBadge)), x: x + format.margin + format.timeWidth, y: y)
    }
    frame.put(Cell(">", style: Style(.text, .bold)), x: x, y: y)
  }

  private func draw(
    _ row: RowReader.Row, of reader: RowReader, _ format: RowFormat, _ texts: EntryTexts, _ area: Rect, y: Int,
    isFirst: Bool, on frame: inout Frame
  ) {
    guard let slot = row.slot else {
      drawOlder(area, format, y: y, on: &frame)
      return
    }
    let severity = reader.severity(of: slot)
    let isContextOnly = pane.isContextOnly(slot, of: reader.store)
    let isCurrent = pane.viewport.current == slot
    if isFirst {
      if format.margin > 0, model.marks.contains(slot) {
        frame.put(Cell(model.glyphs.markScalar, style: Style(.newBadge)), x: area.x, y: y)
      }
      if format.timeWidth > 0 {
        var pen = Pen(x: area.x + format.margin, y: y, end: area.maxX)
        let text = texts.time(of: slot, reader, format)
        pen.write(
          text.clipped(to: format.timeWidth, model.glyphs.ellipsis).leftPadded(to: format.timeWidth),
          Style(isCurrent ? .selection : .timestamp), on: &frame)
        if model.isNewSinceLeft(slot) { pen.write(model.glyphs.newSign, Style(.notice), on: &frame) }
      }
      if format.tagWidth > 0 {
        let task = reader.store.task(of: slot)
        var pen = Pen(x: area.x + format.tagX, y: y, end: min(area.maxX, area.x + format.severityX - 1))
        pen.write(model.label(of: task), Style(.tag(of: task)), on: &frame)
      }
      let word = texts.word(of: slot, severity, reader, format)
      drawSeverity(word, severity, isContextOnly: isContextOnly, format, area, y: y, on: &frame)
    } else if !row.isWrapped, format.gap > 1 {
      frame.put(
        Cell(model.glyphs.continuation, style: Style(.secondary)), x: area.x + format.textX - 2, y: y)
    }
    var pen = Pen(x: area.x + format.textX, y: y, end: area.maxX)
    pen.skip = model.wraps ? 0 : pane.viewport.column
    if pen.skip > 0, row.text.contains(where: { !$0.text.isEmpty }) {
      frame.put(Cell(model.glyphs.cutLeft, style: Style(.secondary)), x: area.x + format.textX - 1, y: y)
    }
    for segment in row.text {
      var style = segment.style
      if isContextOnly, style.role == .text || style.role == .value { style.role = .secondary }
      if severity == .debug, style.role == .text { style.role = .secondary }
      if severity == .failure, style.role == .text { style.emphasis.insert(.bold) }
      pen.write(segment.text, style, on: &frame)
      if pen.isCut { break }
    }
    pen.markCut(model.glyphs.ellipsis, Style(.secondary), on: &frame)
  }

  /// The word of the severity: of an error as a badge, with a blank on each side where there is room. Context has none, and
  /// a dot in the margin.
  private func drawSeverity(
    _ word: String, _ severity: Severity, isContextOnly: Bool, _ format: RowFormat, _ area: Rect, y: Int,
    on frame: inout Frame
  ) {
    let isBadge = severity >= .error && !isContextOnly
    let role: Style.Role = isContextOnly ? .secondary : .severity(severity)
    let isWide = isBadge && format.gap > 1
    var pen = Pen(
      x: area.x + format.severityX - (isWide ? 1 : 0), y: y, end: min(area.maxX, area.x + format.textX - 1))
    pen.write(isWide ? " \(word) " : word, Style(role), on: &frame)
    if isContextOnly, format.margin > 0, let dot = model.glyphs.dot.unicodeScalars.first,
      frame[area.x, y]?.scalar == " "
    {
      frame.put(Cell(dot, style: Style(.secondary)), x: area.x, y: y)
    }
  }

  private func drawOlder(_ area: Rect, _ format: RowFormat, y: Int, on frame: inout Frame) {
    var pen = Pen(x: area.x + format.margin, y: y, end: area.maxX)
    defer { pen.markCut(model.glyphs.ellipsis, Style(.secondary), on: &frame) }
    let count = model.older(pane)
    let older = count > 0 ? "\(NumberText.grouped(count)) older" : "older"
    let text =
      model.isLoadingOlder(pane)
      ? "loading \(older)\(Character(model.glyphs.ellipsis))"
      : !model.hasOlder(pane)
        ? "the beginning of the log"
        : model.canLoadOlder(pane)
          ? "\(model.glyphs.up) \(older) entries: \(model.keys.label(of: .lineUp)) to load"
          : "\(model.glyphs.up) \(older) entries, which cannot be loaded"
    pen.write(text, Style(.secondary), on: &frame)
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

  func label(of task: Int) -> String { tasks.indices.contains(task) ? tasks[task].label : "" }

  /// `≥Info`, `=Error`, `all`.
  func filterLabel(of pane: Pane) -> String { filterParts(of: pane).map(\.text).joined(separator: " ") }

  /// The words of the label, with the patterns that are chips among them.
  func filterParts(of pane: Pane) -> [(text: String, pattern: TextPattern?)] {
    let filter = pane.stackedFilter
    var parts: [(text: String, pattern: TextPattern?)] = []
    switch filter.level {
    case .all: if filter.patterns.isEmpty { parts.append(("all", nil)) }
    case .atLeast(let severity): parts.append((glyphs.atLeast + severity.word, nil))
    case .only(let severity): parts.append(("=" + severity.word, nil))
    }
    for pattern in filter.patterns {
      parts.append((chipText(of: pattern), pattern))
    }
    if pane.isContext { parts.append(("in context", nil)) }
    return parts
  }

  /// `&quota`, `!retrying`.
  func chipText(of pattern: TextPattern) -> String {
    pattern.sign + SafeText.line(pattern.source).clipped(to: 24, glyphs.ellipsis)
  }
}
