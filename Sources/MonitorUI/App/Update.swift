import MonitorCore

/// Changes the model by what happened, and says what the program has to do. Pure: no clock, no input, no output.
package func update(_ model: inout Model, _ message: Message) -> [Command] {
  switch message {
  case .tick(let now, let engine):
    model.now = now
    model.engine = engine
    for task in model.tasks.indices { model.tasks[task].progress.tick(now) }
    if let notice = model.notice, notice.until <= engine { model.notice = nil }
    if let number = model.number, !number.isOpen(at: engine) { model.number = nil }
    return model.refreshPicker()
  case .resized(let size):
    model.size = size
    model.refreshTimeline()
    model.refreshTable()
    model.markSeen()
    return model.refreshPicker()
  case .key(let key):
    let commands = model.press(key)
    model.markSeen()
    return commands
  case .followed(let task, let event):
    return model.take(event, of: task)
  case .listed(let page, let offset):
    return model.applyList(page, offset: offset)
  case .listFailed(let failure):
    model.applyListFailure(failure)
    return []
  case .notice(let text):
    model.announce(text)
    return []
  case .alarm(let text):
    model.announce(text, isAlarm: true)
    return []
  case .fileExists(let request):
    model.ask(about: request)
    return []
  }
}

extension Model {
  /// Shows a sentence for some seconds.
  mutating func announce(_ text: String, isAlarm: Bool = false) {
    notice = Notice(text: SafeText.line(text), until: engine + .seconds(4), isAlarm: isAlarm)
  }

  mutating func take(_ event: FollowEvent, of task: Int) -> [Command] {
    guard tasks.indices.contains(task), !tasks[task].isClosed else { return [] }
    switch event {
    case .task(let snapshot):
      tasks[task].snapshot = snapshot
      tasks[task].progress.note(snapshot, at: now)
    case .state(let state):
      return take(state, of: task)
    case .logs(let batch, let receivedAt):
      let changes = store.merge(batch, of: task, receivedAt: receivedAt)
      guard !changes.isEmpty else { return [] }
      tasks[task].progress.note(changes, of: store, task: task, at: now)
      recordSinceLastVisit(changes, of: task)
      for place in panes.indices { panes[place].take(changes, of: store) }
      mergedPane?.take(changes, of: store)
      dropSlowFilters()
      applyToTable(changes)
      if !changes.isEmpty { refreshTimeline() }
    }
    return []
  }
}
