import MonitorCore

extension Model {
  /// The most tasks ever watched in one run: their numbers are held in 16 bits.
  private static let maxTasks = 60_000

  /// Watches more tasks, each in a pane of its own, and goes to the first of them. Those watched already are only
  /// gone to.
  mutating func watch(_ ids: [TaskID]) -> [Command] {
    var commands: [Command] = []
    var first: Int?
    let isStart = openTasks.isEmpty
    for id in ids {
      if let known = openTasks.first(where: { tasks[$0].id == id }) {
        first = first ?? known
        continue
      }
      guard tasks.count < Self.maxTasks else { break }
      let number = tasks.count
      var task = WatchedTask(id: id)
      task.sinceLeft = visits[id].map(SinceLastVisit.init)
      // What the picker knows is shown until following knows more.
      task.snapshot = listed.items.first { $0.id == id }?.task
      if let snapshot = task.snapshot { task.progress.record(snapshot, at: now) }
      tasks.append(task)
      panes.append(Pane(task: number, filter: filter, over: store))
      commands.append(.follow(id, task: number))
      first = first ?? number
    }
    renewTags()
    if let first, let index = panes.firstIndex(where: { $0.task == first }) { focus = index }
    if isStart { mergeAsRemembered() }
    if openTasks.count > commands.count, !commands.isEmpty {
      announce(commands.count == 1 ? "added \(ids[0])" : "added \(commands.count) tasks")
    }
    return commands
  }

  /// Shows one more task of a saved log; the focus stays.
  mutating func addRecordedTask(_ id: TaskID) {
    guard tasks.count < Self.maxTasks else { return }
    panes.append(Pane(task: tasks.count, filter: filter, over: store))
    tasks.append(WatchedTask(id: id))
    renewTags()
  }

  /// Closes the focused pane and follows its task no more. The last one stays: there would be nothing to show.
  mutating func closeFocusedTask() -> [Command] {
    guard !isMerged else {
      announce(
        "all tasks are in one pane: \(keys.label(of: .merge)) splits them, then \(keys.label(of: .removeTask)) closes one"
      )
      return []
    }
    guard panes.count > 1, panes.indices.contains(focus), let number = panes[focus].task else {
      announce("the last task stays: \(keys.label(of: .quit)) quits")
      return []
    }
    panes.remove(at: focus)
    tasks[number].isClosed = true
    focus = min(focus, panes.count - 1)
    if panes.count == 1 { isZoomed = false }
    renewTags()
    announce("closed \(tasks[number].id): \(keys.label(of: .addTask)) brings it back")
    return [.unfollow(task: number)]
  }

  /// The tags of the tasks that are watched are as short as these allow.
  mutating func renewTags() {
    let open = openTasks
    for (number, tag) in zip(open, WatchedTask.tags(of: open.map { tasks[$0].id })) { tasks[number].tag = tag }
    renewLabels()
  }

  /// Names the tasks that are watched anew, as wide as the screen allows.
  mutating func renewLabels() {
    let open = openTasks
    let maxWidth = size.width >= 120 ? 16 : size.width >= 90 ? 12 : size.width >= 60 ? 8 : 0
    let labels = TaskLabels.labels(
      of: open.map { (tasks[$0].snapshot?.name ?? "", tasks[$0].tag) }, maxWidth: maxWidth, ellipsis: glyphs.ellipsis)
    for (number, label) in zip(open, labels) { tasks[number].label = label }
  }
}
