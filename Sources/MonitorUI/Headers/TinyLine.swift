import MonitorCore

/// What is left where nothing else fits: a line a task, with percentage and status; the focused one first.
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
      let more = " +\(order.count - shown.count)"
      guard numberEnd + more.columns <= model.size.width else { continue }
      var end = Pen(x: max(0, model.size.width - more.columns), y: y, end: model.size.width)
      end.write(more, Style(.text, .bold), on: &frame)
    }
  }
}
