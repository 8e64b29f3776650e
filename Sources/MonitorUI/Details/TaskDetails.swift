import MonitorCore

/// The details of a task, as a box: how far it is, what it is about, and who did what to it when.
struct TaskDetails: Box {
  /// The task's number.
  let task: Int
  private(set) var scroller = Scroller()
  /// Entries over time with their progress, for the curve; `nil` where nothing said how far it is.
  private var histogram: Histogram?

  init(of task: Int, in scene: Scene) {
    self.task = task
    count(scene)
  }

  private mutating func count(_ scene: Scene) {
    guard scene.tasks.indices.contains(task) else { return }
    let histogram = Histogram(
      of: scene.store, tasks: [task], buckets: TaskDetailsView.curveWidth(in: scene.size),
      until: scene.tasks[task].isFinal ? nil : scene.time.now)
    self.histogram = histogram?.hasProgress == true ? histogram : nil
  }

  var context: KeyMap.Context { .task }

  mutating func perform(_ action: Action, count: Int, in scene: Scene) -> [Outcome] {
    if action == .close || action == .taskDetails { return [.close] }
    let view = TaskDetailsView(scene: scene, task: task, histogram: histogram)
    guard let movement = Scroller.Movement(action, count: count, rows: view.rows) else {
      return [.perform(action, count: count)]
    }
    scroller.move(movement, lines: view.lines.count, rows: view.rows)
    return []
  }

  mutating func refresh(after event: BoxEvent, in scene: Scene) -> [Outcome] {
    switch event {
    case .merged, .resized: count(scene)
    default: break
    }
    return []
  }

  func draw(in scene: Scene, on frame: inout Frame) {
    TaskDetailsView(scene: scene, task: task, histogram: histogram).draw(scroller, on: &frame)
  }
}

/// The details of a task, in a box over the panes.
struct TaskDetailsView {
  let lines: [[Segment]]
  private let scene: Scene
  private let title: String
  private let rect: Rect

  private static let maxWidth = 100
  private static let curveHeight = 4
  private static let chartHeight = 8
  private static let labelWidth = 7

  /// How many columns the curve has on a screen.
  static func curveWidth(in size: Size) -> Int {
    max(1, BoxFrame.width(maxWidth, in: size.width) - 4 - labelWidth - 2)
  }

  init(scene: Scene, task: Int, histogram: Histogram?) {
    self.scene = scene
    let width = BoxFrame.width(Self.maxWidth, in: scene.size.width)
    guard scene.tasks.indices.contains(task) else {
      (lines, title, rect) = ([], "", Rect(x: 0, y: 0, width: 0, height: 0))
      return
    }
    let watched = scene.tasks[task]
    var facts = TaskFacts(of: watched, in: scene, width: width - 4).facts
    let chart = RunChart(watched.progress, elapsed: watched.elapsed(now: scene.time.now), glyphs: scene.glyphs)
    if let chart, chart.runCount > 0 || histogram == nil, scene.size.height > 16 {
      let of = chart.runCount > 0 ? " \(scene.glyphs.dot) \(NumberText.count(chart.runCount, "earlier run"))" : ""
      facts.head("Progress over time\(of)")
      facts.append(
        chart.lines(width: Self.curveWidth(in: scene.size), height: Self.chartHeight, labelWidth: Self.labelWidth))
    } else if let histogram, scene.size.height > 16 {
      facts.head("Progress over time")
      facts.append(Self.curve(histogram, Self.curveWidth(in: scene.size), scene))
    }
    lines = facts.lines
    title = SafeText.line(watched.snapshot?.name ?? watched.id.text)
    let isTall = scene.size.height > 12
    let height = min(scene.size.height - (isTall ? 2 : 0), lines.count + 2)
    rect = Rect(x: (scene.size.width - width) / 2, y: isTall ? 1 : 0, width: width, height: max(0, height))
  }

  /// The curve as lines, with what its rows mean.
  private static func curve(_ histogram: Histogram, _ width: Int, _ scene: Scene) -> [[Segment]] {
    var frame = Frame(size: Size(width: width, height: curveHeight))
    ProgressCurve(histogram: histogram, isASCII: scene.glyphs == .ascii).draw(
      Rect(x: 0, y: 0, width: width, height: curveHeight), on: &frame)
    let rows = (0..<curveHeight).map { y in
      let label = y == 0 ? "100 %" : y == curveHeight - 1 ? "0 %" : ""
      let tick = label.isEmpty ? scene.glyphs.vertical : scene.glyphs.tick
      var text = String.UnicodeScalarView()
      for x in 0..<width { text.append(frame[x, y]?.scalar ?? " ") }
      return [
        Segment("  \(label.leftPadded(to: labelWidth - 1))\(Character(tick))", .secondary),
        Segment(String(text), .progressFilled),
      ]
    }
    let (from, to) = (histogram.start(of: 0), histogram.start(of: histogram.count))
    let (left, right) = (scene.clock.time(from), scene.clock.time(to))
    let space = String(repeating: " ", count: max(1, width - left.columns - right.columns))
    let indent = String(repeating: " ", count: labelWidth + 2)
    return rows + [[Segment(indent + left + space + right, .secondary)]]
  }

  var rows: Int { max(1, rect.height - 2) }

  func draw(_ scroller: Scroller, on frame: inout Frame) {
    guard rect.width > 4, rect.height > 2 else { return }
    let offset = scroller.offset(lines: lines.count, rows: rows)
    let key = scene.keys.firstLabel(of: .lineDown, in: .task)
    let foot = lines.count - rows > offset ? " \(scene.glyphs.down) more: \(key) " : ""
    BoxFrame(
      title: " \(title.clipped(to: max(1, rect.width - 6), scene.glyphs.ellipsis)) ", foot: foot, glyphs: scene.glyphs
    )
    .draw(rect, on: &frame)
    for (row, line) in lines.dropFirst(offset).prefix(rows).enumerated() {
      var pen = Pen(x: rect.x + 2, y: rect.y + 1 + row, end: rect.maxX - 2)
      pen.write(line, on: &frame)
      pen.markCut(scene.glyphs.ellipsis, Style(.boxText), on: &frame)
    }
  }
}
