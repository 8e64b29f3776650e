import MonitorCore

/// Changes the model by what happened, and says what the program has to do. Pure: no clock, no input, no output.
package func update(_ model: inout Model, _ message: Message) -> [Command] {
  switch message {
  case .tick(let now, let engine):
    model.engine = engine
    if let notice = model.notice, notice.until <= engine { model.notice = nil }
    if let number = model.number, !number.isOpen(at: engine) { model.number = nil }
    if model.isReplay { return model.advanceReplay() + model.refreshBoxes(after: .ticked) }
    let isNewMinute = now.ticks / FrameCache.minute != model.now.ticks / FrameCache.minute
    model.now = now
    // An estimate moves with the clock, too.
    if !model.isCalm || isNewMinute {
      for task in model.tasks.indices { model.tasks[task].progress.tick(now) }
    }
    model.joinSubtasks()
    model.settleHeights()
    return model.refreshBoxes(after: .ticked)
  case .resized(let size):
    model.size = size
    model.renewLabels()
    model.markSeen()
    return model.refreshBoxes(after: .resized)
  case .key(let key):
    model.playback?.tail = nil
    let commands = model.press(key)
    model.endErrorVisits()
    model.markSeen()
    model.refreshMarks()
    return commands
  case .followed(let task, let event):
    return model.apply(event, of: task)
  case .listed(let page, let offset):
    if !model.boxes.contains(where: { $0 is Picker }) { model.listed.merge(page, offset: offset) }
    return model.refreshBoxes(after: .listed(page, offset: offset))
  case .listFailed(let failure):
    return model.refreshBoxes(after: .listFailed(failure))
  case .entryRead(let answer):
    return model.refreshBoxes(after: .entryRead(answer))
  case .remembered(let remembered):
    model.remember(remembered.visits)
    model.restore(remembered.layout)
    model.restore(remembered.marks)
    model.restore(remembered.prompts)
    model.isRemembered = true
    return model.learn(remembered.histories)
  case .clockError(let seconds):
    model.apply(clockError: seconds)
    return []
  case .histories(let histories):
    return model.learn(histories)
  case .notice(let text):
    model.announce(text)
    return []
  case .alarm(let text):
    model.announce(text, isAlarm: true)
    return []
  case .playback(let change):
    return model.apply(change)
  case .fileExists(let request):
    model.boxes.append(SavePrompt(replacing: request))
    return []
  }
}

extension Model {
  /// So many seconds are nobody's concern: answers have whole seconds, and take some.
  private static let maxClockError = 3.0

  /// Notes how wrong this machine's clock is; says so once, where it is.
  mutating func apply(clockError seconds: Double) {
    let wasRight = clockError == 0
    let isWrong = abs(seconds) > Self.maxClockError
    guard isWrong != !wasRight || abs(seconds - clockError) > 1 else { return }
    clockError = isWrong ? seconds : 0
    if isWrong, wasRight { announce("times are the server's: \(ClockText.errorText(clockError))") }
  }

  /// Shows a sentence for some seconds.
  mutating func announce(_ text: String, isAlarm: Bool = false) {
    notice = Notice(text: SafeText.line(text), until: engine + .seconds(4), isAlarm: isAlarm)
  }

  mutating func apply(_ event: FollowEvent, of task: Int) -> [Command] {
    guard tasks.indices.contains(task), !tasks[task].isClosed else { return [] }
    switch event {
    case .task(let snapshot):
      let isRenamed = tasks[task].snapshot?.name != snapshot.name
      let hasEnded = tasks[task].endedAt != nil
      tasks[task].record(snapshot, now: now, clock: runClock)
      if !hasEnded, tasks[task].hadEnded, snapshot.status != .failed { heights.fold(task) }
      if isRenamed { renewLabels() }
      let commands = consultHistory(of: task)
      joinSubtasks()
      return commands
    case .state(let state):
      return take(state, of: task)
    case .logs(let batch, let receivedAt):
      let changes = store.merge(batch, of: task, receivedAt: receivedAt)
      guard !changes.isEmpty else { return [] }
      if tasks[task].record(changes, of: store, number: task, now: now, clock: runClock) { settleHeights() }
      joinSubtasks()
      recordSinceLastVisit(changes, of: task)
      takeAwaitedMarks(changes, of: task)
      for index in panes.indices { panes[index].take(changes, of: store) }
      mergedPane?.take(changes, of: store)
      paneMarks?.apply(changes, of: store)
      dropSlowFilters()
      return refreshBoxes(after: .merged(changes))
    }
  }
}
