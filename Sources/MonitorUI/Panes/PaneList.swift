import MonitorCore

/// The panes as a list to choose from, as a box.
///
/// ```
/// ╭─ Panes ────────────────────────────────────────────────────────────╮
/// │ > 1 ◐ Transferring the buyer to a different…  5440  57.3 %  E 4 W 26 │
/// │   2 ✔ Exporting invoices                      1266   100 %           │
/// ╰──────────────────────────────────────────────────────────── 1 of 2 ─╯
/// ```
struct PaneList: Box {
  /// Which of the tasks that are watched is chosen.
  private(set) var selected: Int

  init(at selected: Int) { self.selected = selected }

  var context: KeyMap.Context { .panes }

  mutating func perform(_ action: Action, count: Int, in scene: Scene) -> [Outcome] {
    let view = PaneListView(scene: scene, list: self)
    switch action {
    case .close, .paneList: return [.close]
    case .goThere: return view.tasks.indices.contains(selected) ? [.focus(view.tasks[selected])] : [.close]
    default: break
    }
    guard let movement = Scroller.Movement(action, count: count, rows: view.rows) else {
      return [.perform(action, count: count)]
    }
    selected = movement.target(from: selected, of: view.tasks.count)
    return []
  }

  /// A click on a line goes to its pane.
  mutating func mouse(_ event: MouseEvent, in scene: Scene) -> [Outcome] {
    guard event.action == .press else { return wheel(event, in: scene) }
    guard let index = PaneListView(scene: scene, list: self).task(atX: event.x, y: event.y) else { return [] }
    selected = index
    return perform(.goThere, count: 1, in: scene)
  }

  func draw(in scene: Scene, on frame: inout Frame) { PaneListView(scene: scene, list: self).draw(on: &frame) }
}

struct PaneListView {
  /// The numbers of the tasks, in the order of their panes.
  let tasks: [Int]
  private let scene: Scene
  private let list: PaneList
  private let rect: Rect

  private static let width = 84
  private static let percentWidth = 7

  init(scene: Scene, list: PaneList) {
    (self.scene, self.list) = (scene, list)
    tasks = scene.openTasks
    let width = BoxFrame.width(Self.width, in: scene.size.width)
    let height = min(scene.size.height, min(tasks.count, max(1, scene.size.height - 4)) + 2)
    rect = Rect(
      x: (scene.size.width - width) / 2, y: min(1, scene.size.height - height), width: width, height: height)
  }

  /// How many lines show at once.
  var rows: Int { max(1, rect.height - 2) }

  /// The first line that shows: the chosen one is always among them.
  private var first: Int { max(0, min(list.selected - rows / 2, tasks.count - rows)) }

  /// The task under the pointer.
  func task(atX x: Int, y: Int) -> Int? {
    let row = first + y - rect.y - 1
    let isInside = (rect.x..<rect.maxX).contains(x) && y > rect.y && y < rect.maxY - 1
    return isInside && tasks.indices.contains(row) ? row : nil
  }

  func draw(on frame: inout Frame) {
    guard rect.width > 6, rect.height > 2 else { return }
    let foot = tasks.count > rows ? " \(list.selected + 1) of \(NumberText.grouped(tasks.count)) " : ""
    BoxFrame(title: " Panes ", foot: foot, glyphs: scene.glyphs).draw(rect, on: &frame)
    let counts = tasks.map { badCounts(of: scene.store.counts(of: $0)) }
    let countsWidth = counts.map(\.columns).max() ?? 0
    let tagWidth = tasks.map { scene.tasks[$0].tag.columns }.max() ?? 0
    let numberWidth = String(tasks.count).count
    for row in 0..<min(rows, tasks.count - first) {
      let (index, y) = (first + row, rect.y + 1 + row)
      let isSelected = index == list.selected
      func shown(_ segments: [Segment]) -> [Segment] {
        isSelected ? segments.map { Segment($0.text, .selection, $0.style.emphasis) } : segments
      }
      if isSelected { frame.fill(y: y, from: rect.x + 1, to: rect.maxX - 1, Style(.selection)) }
      let task = scene.tasks[tasks[index]]
      let sign = StateSign(task.status, scene.glyphs)
      var pen = Pen(x: rect.x + 2, y: y, end: rect.maxX - 2)
      let number = String(index + 1).leftPadded(to: numberWidth)
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

  private static let minName = 14

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
