import MonitorCore

/// The timeline as a box: progress, bars of entries by severity, rows for what is rare and bad, the axis of time.
///
/// ```
/// ╭ Timeline ─ TSK-5498 ─────────────────────────╮
/// │ 100 %┤                      ⢀⡠⠤⠤⠒⠒⠒⠉⠉        │
/// │   0 %┤⣀⣀⣀⡠⠤⠔⠒⠒⠒⠉⠉⠉⠉⠉⠁                        │
/// │    12┤▁▂▁  ▁▃▁▂▂▁▁▂▁▁█▂▁▁▂▁                    │
/// │     E      E        EE                         │
/// │     W    W    W    W    W                      │
/// │       ┬─────────────┬───▲─────────┬            │
/// │       13:40         13:45         13:50        │
/// │ 13:46:20 – 13:46:32 · 12 entries · E 2 · 41 %  │
/// ╰────────────────────────────────────────────────╯
/// ```
struct TimelineView {
  let scene: Scene
  let timeline: Timeline

  private static let labelWidth = 7
  private static let maxHeight = 18

  /// How many buckets the box has room for on a screen.
  static func buckets(in size: Size) -> Int { max(1, size.width - 4 - labelWidth) }

  func draw(on frame: inout Frame) {
    let size = scene.size
    let height = min(Self.maxHeight, size.height - (size.height >= 8 ? 2 : 0))
    guard height >= 3, size.width >= 16 else { return }
    let rect = Rect(x: 0, y: max(0, size.height - height - 1), width: size.width, height: height)
    BoxFrame(
      title: " Timeline \(scene.glyphs.dot) \(name.clipped(to: max(1, size.width - 18), scene.glyphs.ellipsis)) ",
      glyphs: scene.glyphs
    )
    .draw(rect, on: &frame)
    guard let histogram = timeline.histogram else {
      var pen = Pen(x: rect.x + 2, y: rect.y + 1, end: rect.maxX - 2)
      pen.write("no entries yet", Style(.secondary), on: &frame)
      return
    }
    let rows = Rows(height: height - 2, hasProgress: histogram.hasProgress && timeline.task != nil)
    let area = Rect(
      x: rect.x + 2 + Self.labelWidth, y: rect.y + 1, width: rect.width - 4 - Self.labelWidth, height: height - 2)
    var y = area.y
    func next(_ height: Int) -> Rect {
      defer { y += height }
      return Rect(x: area.x, y: y, width: area.width, height: height)
    }
    if rows.curve > 0 {
      let part = next(rows.curve)
      drawAxis(part, on: &frame)
      label("100 %", part.y, part, on: &frame)
      if rows.curve > 1 { label("0 %", part.maxY - 1, part, on: &frame) }
      ProgressCurve(histogram: histogram, isASCII: scene.glyphs == .ascii).draw(part, on: &frame)
    }
    let bars = next(rows.bars)
    drawAxis(bars, on: &frame)
    label(Self.short(histogram.highest), bars.y, bars, on: &frame)
    if bars.height >= 4, histogram.highest >= bars.height {
      // What a bar holds that reaches up to the top of its row.
      let middle = bars.height / 2
      let number = histogram.highest * (bars.height - middle) / bars.height
      label(Self.short(number), bars.y + middle, bars, on: &frame)
    }
    SeverityBars(histogram: histogram, glyphs: scene.glyphs).draw(bars, on: &frame)
    if rows.errors > 0 {
      mark(next(1), "E", .danger, histogram, on: &frame) { histogram.errors(in: $0) }
    }
    if rows.warnings > 0 {
      mark(next(1), "W", .severityWarning, histogram, on: &frame) { histogram.warnings(in: $0) }
    }
    if rows.axis > 0 {
      TimeAxis(scene: scene, histogram: histogram, cursor: timeline.cursor).draw(next(2), on: &frame)
    }
    drawCursor(histogram, bars: bars, hasAxis: rows.axis > 0, on: &frame)
    drawInfo(histogram, Rect(x: rect.x + 2, y: rect.maxY - 2, width: rect.width - 4, height: 1), on: &frame)
  }

  private var name: String {
    guard let number = timeline.task, scene.tasks.indices.contains(number) else {
      return "all \(scene.openTasks.count) tasks" + missing(of: scene.openTasks)
    }
    let task = scene.tasks[number]
    let name = SafeText.line(task.snapshot?.name ?? "")
    // The name first: what is cut is the id, which says less.
    return (name.isEmpty ? "" : "\(name)  ") + task.id.text + missing(of: [number])
  }

  /// How much is not drawn, for nobody has asked for it yet.
  private func missing(of tasks: [Int]) -> String {
    let older = tasks.reduce(0) { $0 + scene.tasks[$1].older }
    return older > 0 ? ", without \(NumberText.grouped(older)) older" : ""
  }

  /// A line left of a part that has heights.
  private func drawAxis(_ area: Rect, on frame: inout Frame) {
    for y in area.y..<area.maxY {
      frame.put(Cell(scene.glyphs.vertical, style: Style(.secondary)), x: area.x - 1, y: y)
    }
  }

  /// What a row means, with a tick where there is an axis.
  private func label(_ text: String, _ y: Int, _ area: Rect, on frame: inout Frame) {
    var pen = Pen(x: area.x - Self.labelWidth, y: y, end: area.x - 1)
    pen.write(text.leftPadded(to: Self.labelWidth - 1), Style(.secondary), on: &frame)
    guard frame[area.x - 1, y]?.scalar == scene.glyphs.vertical else { return }
    frame.put(Cell(scene.glyphs.tick, style: Style(.secondary)), x: area.x - 1, y: y)
  }

  private func mark(
    _ row: Rect, _ sign: String, _ role: Style.Role, _ histogram: Histogram, on frame: inout Frame,
    _ number: (Int) -> Int
  ) {
    label(sign, row.y, row, on: &frame)
    guard let scalar = sign.unicodeScalars.first else { return }
    for bucket in 0..<min(histogram.count, row.width) where number(bucket) > 0 {
      frame.put(Cell(scalar, style: Style(role)), x: row.x + bucket, y: row.y)
    }
  }

  /// The picked column is highlighted below its bar.
  private func drawCursor(_ histogram: Histogram, bars: Rect, hasAxis: Bool, on frame: inout Frame) {
    let x = bars.x + timeline.cursor
    guard !hasAxis, x < bars.maxX, let cell = frame[x, bars.maxY - 1] else { return }
    frame.put(Cell(cell.scalar, style: Style(.selection)), x: x, y: bars.maxY - 1)
  }

  private func drawInfo(_ histogram: Histogram, _ row: Rect, on frame: inout Frame) {
    let clock = scene.clock
    let bucket = timeline.cursor
    let (from, to) = (histogram.start(of: bucket), histogram.start(of: bucket + 1))
    let isFine = histogram.ticksPerBucket < 2 * Timestamp.ticksPerSecond
    let isOld = !clock.isSameDay(from, scene.time.now)
    func text(_ at: Timestamp) -> String {
      isOld ? clock.dayAndTime(at) : isFine ? clock.milliseconds(at) : clock.time(at)
    }
    let dash = scene.glyphs == .ascii ? "-" : "–"
    let dot = " \(scene.glyphs.dot) "
    var pen = Pen(x: row.x, y: row.y, end: row.maxX)
    pen.write("\(text(from)) \(dash) \(text(to))", Style(.keyName), on: &frame)
    let total = histogram.total(in: bucket)
    pen.write("\(dot)\(NumberText.grouped(total)) \(total == 1 ? "entry" : "entries")", Style(.boxText), on: &frame)
    let (errors, warnings) = (histogram.errors(in: bucket), histogram.warnings(in: bucket))
    if errors > 0 {
      pen.write("\(dot)E \(NumberText.grouped(errors))", Style(.danger), on: &frame)
    }
    if warnings > 0 { pen.write("\(dot)W \(NumberText.grouped(warnings))", Style(.severityWarning), on: &frame) }
    if timeline.task != nil, let percent = histogram.percent(in: bucket) {
      pen.write("\(dot)\(NumberText.percent(percent)) %", Style(.boxText), on: &frame)
    }
    pen.markCut(scene.glyphs.ellipsis, Style(.secondary), on: &frame)
  }

  /// At most five characters: `12`, `1234`, `12k`, `3M`.
  private static func short(_ number: Int) -> String {
    number < 10_000 ? "\(number)" : number < 1_000_000 ? "\(number / 1000)k" : "\(number / 1_000_000)M"
  }
}

extension TimelineView {
  /// How many rows each part gets; what matters least goes first.
  struct Rows: Hashable {
    var curve = 0
    var bars = 1
    var errors = 0
    var warnings = 0
    var axis = 0

    /// `height` includes the line about the picked bucket.
    init(height: Int, hasProgress: Bool) {
      var left = height - 2
      func give(_ rows: Int, _ part: WritableKeyPath<Rows, Int>, _ result: inout Rows) {
        guard left >= rows else { return }
        result[keyPath: part] += rows
        left -= rows
      }
      var rows = self
      give(1, \.errors, &rows)
      give(1, \.bars, &rows)
      give(2, \.axis, &rows)
      give(1, \.warnings, &rows)
      give(1, \.bars, &rows)
      if hasProgress, left >= 2 { give(max(2, min(4, left / 2)), \.curve, &rows) }
      give(max(0, left), \.bars, &rows)
      self = rows
    }
  }
}
