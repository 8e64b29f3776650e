import MonitorCore

/// The list of panes, drawn over them.
struct PaneListView {
  /// The numbers of the tasks that are listed, in their order, and the index of the chosen one.
  let tasks: [Int]
  let selected: Int
  private let scene: Scene
  private let list: PaneList
  private let rect: Rect

  private static let width = 84
  private static let percentWidth = 7
  private static let minName = 14

  init(scene: Scene, list: PaneList) {
    (self.scene, self.list) = (scene, list)
    tasks = list.tasks(in: scene)
    selected = list.selected(among: tasks)
    let width = BoxFrame.width(Self.width, in: scene.size.width)
    // As tall as for all of them: it does not jump while something is typed.
    let height = min(scene.size.height, min(scene.openTasks.count, max(1, scene.size.height - 4)) + 2)
    rect = Rect(
      x: (scene.size.width - width) / 2, y: min(1, scene.size.height - height), width: width, height: height)
  }

  /// How many lines show at once.
  var rows: Int { max(1, rect.height - 2) }

  /// The first line that shows: the chosen one is always among them.
  private var first: Int { max(0, min(selected - rows / 2, tasks.count - rows)) }

  /// The index of the task under the pointer.
  func index(atX x: Int, y: Int) -> Int? {
    let row = first + y - rect.y - 1
    let isInside = (rect.x..<rect.maxX).contains(x) && y > rect.y && y < rect.maxY - 1
    return isInside && tasks.indices.contains(row) ? row : nil
  }

  func draw(on frame: inout Frame) {
    guard rect.width > 6, rect.height > 2 else { return }
    drawFrame(on: &frame)
    let open = scene.openTasks
    let counts = tasks.map { badCounts(of: scene.store.counts(of: $0)) }
    let countsWidth = counts.map(\.columns).max() ?? 0
    let tagWidth = tasks.map { scene.tasks[$0].tag.columns }.max() ?? 0
    let numberWidth = String(open.count).count
    for row in 0..<max(0, min(rows, tasks.count - first)) {
      let (index, y) = (first + row, rect.y + 1 + row)
      let isSelected = index == selected
      func shown(_ segments: [Segment]) -> [Segment] {
        isSelected ? segments.map { Segment($0.text, .selection, $0.style.emphasis) } : segments
      }
      if isSelected { frame.fill(y: y, from: rect.x + 1, to: rect.maxX - 1, Style(.selection)) }
      let task = scene.tasks[tasks[index]]
      let sign = StateSign(task.status, scene.glyphs)
      var pen = Pen(x: rect.x + 2, y: y, end: rect.maxX - 2)
      let number = String((open.firstIndex(of: tasks[index]) ?? 0) + 1).leftPadded(to: numberWidth)
      pen.write(
        shown([Segment("\(isSelected ? ">" : " ") \(number) ", .secondary), Segment("\(sign.text) ", sign.role)]),
        on: &frame)
      // What fits beside enough of the name, the most important last.
      let percent = task.progress.percent.map { "\(NumberText.percent($0)) %" } ?? ""
      let parts: [[Segment]] = [
        [Segment("  " + task.tag.padded(to: tagWidth), .secondary)],
        [Segment("  " + percent.leftPadded(to: Self.percentWidth), .boxText)],
        countsWidth == 0
          ? []
          : [Segment("  " + String(repeating: " ", count: countsWidth - counts[index].columns), .boxText)]
            + counts[index],
      ]
      let kept = (0..<parts.count).first { Array(parts[$0...].joined()).columns + Self.minName <= pen.remaining }
      let right = kept.map { Array(parts[$0...].joined()) } ?? []
      let name = SafeText.line(task.snapshot?.name ?? task.id.text)
      pen.write(
        shown([Segment(name.clipped(to: max(1, pen.remaining - right.columns), scene.glyphs.ellipsis), .boxText)]),
        on: &frame)
      pen.advance(to: rect.maxX - 2 - right.columns)
      pen.write(shown(right), on: &frame)
    }
  }

  /// The frame, with what is typed in its first line.
  private func drawFrame(on frame: inout Frame) {
    let key = scene.keys.firstLabel(of: .search, in: .panes)
    let typed = list.isTyping ? "\(key)\(SafeText.line(list.editor.text)) " : ""
    let all = scene.openTasks.count
    let foot =
      list.filter.isEmpty
      ? (tasks.count > rows ? " \(selected + 1) of \(NumberText.grouped(tasks.count)) " : "")
      : " \(NumberText.grouped(tasks.count)) of \(NumberText.grouped(all)) "
    BoxFrame(title: " Panes \(typed)", foot: foot, glyphs: scene.glyphs).draw(rect, on: &frame)
    guard list.isTyping else { return }
    frame.cursor = (
      min(rect.maxX - 2, rect.x + 2 + " Panes ".columns + key.columns + list.editor.cursorColumn), rect.y
    )
    guard tasks.isEmpty else { return }
    var pen = Pen(x: rect.x + 4, y: rect.y + 1, end: rect.maxX - 2)
    pen.write("no pane of that name, id or state", Style(.secondary), on: &frame)
  }

  /// `E 4 W 26`.
  private func badCounts(of counts: SeverityCounts) -> [Segment] {
    let (errors, warnings) = (counts.atLeast(.error), counts[.warning])
    var result = errors > 0 ? [Segment("E \(NumberText.grouped(errors))", .danger)] : []
    if warnings > 0 {
      result.append(Segment((errors > 0 ? " " : "") + "W \(NumberText.grouped(warnings))", .caution))
    }
    return result
  }
}
