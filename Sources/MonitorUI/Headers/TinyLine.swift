import MonitorCore

/// What is left where nothing else fits: a line a task, with percentage and status; the focused one first. Those
/// without a line are counted, and of them those that failed.
struct TinyLine {
  let model: Model

  func draw(on frame: inout Frame) {
    let tasks = model.openTasks
    guard !tasks.isEmpty, model.size.height > 0 else { return }
    let first = model.panes.indices.contains(model.focus) ? model.panes[model.focus].task ?? 0 : 0
    let order = [first] + tasks.filter { $0 != first }
    let shown = order.prefix(model.size.height)
    for (y, number) in shown.enumerated() {
      let task = model.tasks[number]
      let status = StatusText(model: model, task: task)
      var pen = Pen(x: 0, y: y, end: model.size.width)
      if let percent = task.progress.percent {
        pen.write("\(NumberText.percent(percent)) % ", Style(.text), on: &frame)
      }
      let numberEnd = pen.x
      pen.write(status.word, Style(status.role), on: &frame)
      if let problem = status.problem { pen.write(" " + problem, Style(.stale), on: &frame) }
      guard y == shown.count - 1, shown.count < order.count else { continue }
      // How many more there are never takes the place of the focused one's number.
      let count = [Segment(" +\(order.count - shown.count)", .text, .bold)]
      let worst = model.worst(of: order.dropFirst(shown.count))
      let tries = [worst.isEmpty ? count : count + [Segment(" ", .text)] + worst, count]
      guard let more = tries.first(where: { numberEnd + $0.columns <= model.size.width }) else { continue }
      var end = Pen(x: model.size.width - more.columns, y: y, end: model.size.width)
      end.write(more, on: &frame)
    }
  }
}
