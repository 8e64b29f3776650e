import MonitorCore

/// A template's entries as a table, on the whole screen.
///
/// ```
/// title line
/// ×143  the template                      which of them
/// time  severity  the parameters' names
/// … an entry a row …
/// footer
/// ```
struct TableScreen {
  private let model: Model
  private let table: TemplateTable
  private let format: RowFormat
  private let chrome: ScreenChrome
  private var body: Rect { chrome.body }

  /// The lines that say what the table is of, and what its columns are.
  private static let heads = 2

  init(model: Model, table: TemplateTable) {
    self.model = model
    self.table = table
    chrome = ScreenChrome(size: model.size)
    let isOfOne = table.index.filter.task != nil || model.tasks.count == 1
    format = RowFormat(
      width: model.size.width, timestamps: model.showsElapsed ? .local : model.timestamps,
      tagWidth: isOfOne ? 0 : model.tasks.map(\.tag.columns).max() ?? 0, wraps: false,
      dates: model.dateForm(of: table.index))
  }

  /// How many entries fit on a screen.
  static func rows(of size: Size) -> Int {
    max(1, ScreenChrome(size: size).body.height - heads)
  }

  /// The place among the rows shown of a line of the screen; `nil` where there is none.
  static func row(at y: Int, of size: Size) -> Int? {
    let row = y - ScreenChrome(size: size).body.y - heads
    return (0..<rows(of: size)).contains(row) ? row : nil
  }

  func draw(on frame: inout Frame) {
    if let title = chrome.title { TitleLine(model: model).draw(title, on: &frame) }
    drawHead(y: body.y, on: &frame)
    drawNames(y: body.y + 1, on: &frame)
    // Of a pane that holds nothing back: what the table shows is what is held.
    let pane = Pane(task: nil, over: LogStore())
    let rows = RowPainter(model: model, pane: pane)
    let reader = RowReader(store: model.store, pane: pane, format: format, hasOlder: false)
    let shown = table.index.slots.dropFirst(table.top).prefix(Self.rows(of: model.size))
    for (row, slot) in shown.enumerated() { draw(slot, y: body.y + Self.heads + row, rows, reader, on: &frame) }
    if table.count == 0 {
      var pen = Pen(x: format.margin, y: body.y + Self.heads, end: body.maxX)
      pen.write("no entry is like this any more", Style(.secondary), on: &frame)
    }
    if let footer = chrome.footer { model.footer.draw(footer, on: &frame) }
  }

  private func drawHead(y: Int, on frame: inout Frame) {
    frame.fill(y: y, from: 0, to: body.maxX, Style(.headerFocused))
    let place = table.count == 0 ? 0 : table.position(in: model.store) + 1
    var right = "\(NumberText.grouped(place)) of \(NumberText.grouped(table.count)) "
    if table.isFollowing, table.count > 0 { right = "following \(model.glyphs.dot) " + right }
    if right.columns > body.width / 3 { right = "" }
    var message = FilledMessage()
    message.show(template: Array(table.source.prefix(EntryLayout.limit)))
    var pen = Pen(x: 0, y: y, end: body.maxX - right.columns - (right.isEmpty ? 0 : 2))
    let times = "\(model.glyphs.times)\(NumberText.grouped(table.count))"
    pen.write((format.margin > 0 ? " " : "") + times + "  ", Style(.headerFocused, .bold), on: &frame)
    for (number, line) in SafeText.screen(message.text, values: message.values).enumerated() {
      if number > 0 { pen.write(" \(Character(model.glyphs.continuation)) ", Style(.headerFocused), on: &frame) }
      for run in line.runs {
        let style = run.kind == .text ? Style(.headerFocused) : Style(.value, .onHeader)
        pen.write(run.text, style, on: &frame)
      }
    }
    pen.markCut(model.glyphs.ellipsis, Style(.headerFocused), on: &frame)
    var end = Pen(x: body.maxX - right.columns, y: y, end: body.maxX)
    end.write(right, Style(.headerFocused), on: &frame)
  }

  private func drawNames(y: Int, on frame: inout Frame) {
    let style = Style(.secondary, [.bold, .underline])
    frame.fill(y: y, from: 0, to: body.maxX, style)
    var pen = Pen(x: format.textX, y: y, end: body.maxX)
    pen.skip = table.column
    for column in table.columns.columns {
      let name = column.name.clipped(to: column.width, model.glyphs.ellipsis)
      let text = column.isNumeric ? name.leftPadded(to: column.width) : name.padded(to: column.width)
      pen.write(text + Self.gap, style, on: &frame)
      if pen.isCut { break }
    }
    pen.markCut(model.glyphs.ellipsis, style, on: &frame)
    if format.timeWidth > 0 {
      var pen = Pen(x: format.margin, y: y, end: min(body.maxX, format.tagX))
      pen.write("time".leftPadded(to: format.timeWidth), style, on: &frame)
    }
  }

  private func draw(_ slot: Slot, y: Int, _ rows: RowPainter, _ reader: RowReader, on frame: inout Frame) {
    guard Int(slot) < model.store.count else { return }
    let isChosen = slot == table.cursor
    func style(_ role: Style.Role) -> Style { Style(isChosen ? .selection : role) }
    if isChosen { frame.fill(y: y, from: 0, to: body.maxX, Style(.selection)) }
    if format.margin > 0, isChosen { frame.put(Cell(">", style: Style(.selection)), x: 0, y: y) }
    let clock = model.clock
    let severity = model.store.severity(of: slot)
    if format.timeWidth > 0 {
      var pen = Pen(x: format.margin, y: y, end: body.maxX)
      let time = rows.time(of: slot, reader, format, clock)
      pen.write(time.leftPadded(to: format.timeWidth), style(.timestamp), on: &frame)
    }
    if format.tagWidth > 0 {
      let task = model.store.task(of: slot)
      var pen = Pen(x: format.tagX, y: y, end: min(body.maxX, format.severityX - 1))
      pen.write(model.tag(of: task), style(model.tagRole(of: task)), on: &frame)
    }
    var word = Pen(x: format.severityX, y: y, end: min(body.maxX, format.textX - 1))
    word.write(rows.word(of: slot, severity, reader, format), style(.severity(severity)), on: &frame)
    var pen = Pen(x: format.textX, y: y, end: body.maxX)
    pen.skip = table.column
    for (column, cell) in zip(table.columns.columns, table.columns.cells(of: slot, in: model.store)) {
      let text = (cell ?? model.glyphs.none).clipped(to: column.width, model.glyphs.ellipsis)
      let padded = column.isNumeric ? text.leftPadded(to: column.width) : text.padded(to: column.width)
      let role = cell == nil ? Style.Role.secondary : column.isNumeric ? .value : .text
      let segment = Segment(padded + Self.gap, isChosen ? .selection : role)
      let segments = model.search?.highlight([segment], isChosen ? .currentMatch : .match) ?? [segment]
      pen.write(segments, on: &frame)
      if pen.isCut { break }
    }
    pen.markCut(model.glyphs.ellipsis, style(.secondary), on: &frame)
  }

  private static let gap = String(repeating: " ", count: TableColumns.gap)
}
