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
struct TableView {
  private let scene: Scene
  private let table: TemplateTable
  private let format: RowFormat
  private let chrome: ScreenChrome
  private var body: Rect { chrome.body }

  /// The lines that say what the table is of, and what its columns are.
  private static let heads = 2

  /// `nil` on a screen that is too small for a table.
  init?(scene: Scene, table: TemplateTable) {
    guard table.isFullScreen(in: scene.size) else { return nil }
    self.scene = scene
    self.table = table
    chrome = ScreenChrome(size: scene.size)
    let isOfOne = table.index.filter.task != nil || scene.tasks.count == 1
    format = RowFormat(
      width: scene.size.width,
      timestamps: scene.display.elapsedSince == nil ? scene.display.timestamps : .local,
      tagWidth: isOfOne ? 0 : scene.tasks.map(\.label.columns).max() ?? 0, wraps: false,
      dates: scene.clock.dateForm(of: table.index, in: scene.store, now: scene.time.now))
  }

  /// How many entries fit on a screen.
  static func rows(of size: Size) -> Int {
    max(1, ScreenChrome(size: size).body.height - heads)
  }

  /// Which of the rows shown stands on a line of the screen; `nil` where there is none.
  static func row(at y: Int, of size: Size) -> Int? {
    let row = y - ScreenChrome(size: size).body.y - heads
    return (0..<rows(of: size)).contains(row) ? row : nil
  }

  func draw(on frame: inout Frame) {
    if let title = chrome.title {
      let status = SourceStatus(
        tasks: scene.tasks, glyphs: scene.glyphs, engine: scene.time.engine, isCalm: scene.clock.isCalm)
      scene.title(status.variants(.title)).draw(title, on: &frame)
    }
    drawHead(y: body.y, on: &frame)
    drawNames(y: body.y + 1, on: &frame)
    // Of a pane that holds nothing back: what the table shows is what is held.
    let pane = Pane(task: nil, over: LogStore())
    let texts = scene.entryTexts
    let reader = RowReader(store: scene.store, pane: pane, format: format, hasOlder: false)
    let shown = table.index.slots.dropFirst(table.top).prefix(Self.rows(of: scene.size))
    for (row, slot) in shown.enumerated() { draw(slot, y: body.y + Self.heads + row, texts, reader, on: &frame) }
    if table.count == 0 {
      var pen = Pen(x: format.margin, y: body.y + Self.heads, end: body.maxX)
      pen.write("no entry is like this any more", Style(.secondary), on: &frame)
    }
  }

  private func drawHead(y: Int, on frame: inout Frame) {
    frame.fill(y: y, from: 0, to: body.maxX, Style(.headerFocused))
    let number = table.count == 0 ? 0 : table.position(in: scene.store) + 1
    var right = "\(NumberText.grouped(number)) of \(NumberText.grouped(table.count)) "
    if table.isFollowing, table.count > 0 { right = "following \(scene.glyphs.dot) " + right }
    if right.columns > body.width / 3 { right = "" }
    var message = FilledMessage()
    message.show(template: Array(table.source.prefix(EntryLayout.limit)))
    var pen = Pen(x: 0, y: y, end: body.maxX - right.columns - (right.isEmpty ? 0 : 2))
    let times = "\(scene.glyphs.times)\(NumberText.grouped(table.count))"
    pen.write((format.margin > 0 ? " " : "") + times + "  ", Style(.headerFocused, .bold), on: &frame)
    for (number, line) in SafeText.screen(message.text, values: message.values).enumerated() {
      if number > 0 { pen.write(" \(Character(scene.glyphs.continuation)) ", Style(.headerFocused), on: &frame) }
      for run in line.runs {
        let style = run.kind == .text ? Style(.headerFocused) : Style(.value, on: .focused)
        pen.write(run.text, style, on: &frame)
      }
    }
    pen.markCut(scene.glyphs.ellipsis, Style(.headerFocused), on: &frame)
    var end = Pen(x: body.maxX - right.columns, y: y, end: body.maxX)
    end.write(right, Style(.headerFocused), on: &frame)
  }

  private func drawNames(y: Int, on frame: inout Frame) {
    let style = Style(.secondary, [.bold, .underline])
    frame.fill(y: y, from: 0, to: body.maxX, style)
    var pen = Pen(x: format.textX, y: y, end: body.maxX)
    pen.skip = table.column
    for column in table.columns.columns {
      let name = column.name.clipped(to: column.width, scene.glyphs.ellipsis)
      let text = column.isNumeric ? name.leftPadded(to: column.width) : name.padded(to: column.width)
      pen.write(text + Self.gap, style, on: &frame)
      if pen.isCut { break }
    }
    pen.markCut(scene.glyphs.ellipsis, style, on: &frame)
    if format.timeWidth > 0 {
      var pen = Pen(x: format.margin, y: y, end: min(body.maxX, format.tagX))
      pen.write("time".leftPadded(to: format.timeWidth), style, on: &frame)
    }
  }

  private func draw(_ slot: Slot, y: Int, _ texts: EntryTexts, _ reader: RowReader, on frame: inout Frame) {
    guard scene.store.holds(slot) else { return }
    let isChosen = slot == table.chosen
    func style(_ role: Style.Role) -> Style { Style(isChosen ? .selection : role) }
    if isChosen { frame.fill(y: y, from: 0, to: body.maxX, Style(.selection)) }
    if format.margin > 0, isChosen { frame.put(Cell(">", style: Style(.selection)), x: 0, y: y) }
    let severity = scene.store.severity(of: slot)
    if format.timeWidth > 0 {
      var pen = Pen(x: format.margin, y: y, end: body.maxX)
      let time = texts.time(of: slot, reader, format)
      pen.write(time.leftPadded(to: format.timeWidth), style(.timestamp), on: &frame)
    }
    if format.tagWidth > 0 {
      let task = scene.store.task(of: slot)
      var pen = Pen(x: format.tagX, y: y, end: min(body.maxX, format.severityX - 1))
      pen.write(scene.label(of: task), style(.tag(of: task)), on: &frame)
    }
    var word = Pen(x: format.severityX, y: y, end: min(body.maxX, format.textX - 1))
    word.write(texts.word(of: slot, severity, reader, format), style(.severity(severity)), on: &frame)
    var pen = Pen(x: format.textX, y: y, end: body.maxX)
    pen.skip = table.column
    for (column, cell) in zip(table.columns.columns, table.columns.cells(of: slot, in: scene.store)) {
      let text = (cell ?? scene.glyphs.none).clipped(to: column.width, scene.glyphs.ellipsis)
      let padded = column.isNumeric ? text.leftPadded(to: column.width) : text.padded(to: column.width)
      let role = cell == nil ? Style.Role.secondary : column.isNumeric ? .value : .text
      let segment = Segment(padded + Self.gap, isChosen ? .selection : role)
      let segments = scene.display.search?.highlight([segment], isChosen ? .currentMatch : .match) ?? [segment]
      pen.write(segments, on: &frame)
      if pen.isCut { break }
    }
    pen.markCut(scene.glyphs.ellipsis, style(.secondary), on: &frame)
  }

  private static let gap = String(repeating: " ", count: TableColumns.gap)
}
