import MonitorCore

// A recording that is played on the model: what keys do with it, and how the model gets from one moment to another.
extension Model {
  /// How much is done between two frames: more than that is played slower than it is asked for.
  private static let maxWork = 4_000
  private static let step = 10.0

  /// Whether a recording is played.
  package var isReplay: Bool { playback?.replay != nil }

  /// The clock of what happens to tasks: the engine's, or that of a recorded run.
  var runClock: Duration { isReplay ? Duration(now) : engine }

  // MARK: Time

  /// Plays up to where the clock is now. Answers when to be called again.
  mutating func advanceReplay() -> [Command] {
    if let replay = playback?.replay, let next = replay.script.moment(after: replay.cursor),
      next <= replay.range?.upperBound ?? next
    {
      changeTransport { $0.skip(to: next, at: $1) }
    }
    guard let replay = playback?.replay, let transport = replay.transport, let range = replay.range else { return [] }
    let wanted = transport.moment(at: engine)
    let target = min(wanted, range.upperBound)
    guard target > now || replay.script.moment(after: replay.cursor).map({ $0 <= target }) ?? false else {
      return stopAtEnd(wanted)
    }
    var cursor = replay.cursor
    let (isDone, _) = replay.script.play(on: &self, from: &cursor, to: target, limit: Self.maxWork)
    playback?.replay?.cursor = cursor
    let reached = now
    if !isDone { changeTransport { $0.set(reached, at: $1) } }
    bringMarksBack()
    return stopAtEnd(wanted)
  }

  /// Changes how it is played, now.
  private mutating func changeTransport(_ body: (inout Transport, Duration) -> Void) {
    let now = engine
    playback?.replay?.change { body(&$0, now) }
  }

  /// At the end it stays, and while more is read it waits for that.
  private mutating func stopAtEnd(_ wanted: Timestamp) -> [Command] {
    guard let replay = playback?.replay, let transport = replay.transport, let range = replay.range else { return [] }
    if wanted >= range.upperBound, now >= range.upperBound {
      let isOver = !isLoading || replay.part.to == range.upperBound
      changeTransport {
        $0.set(range.upperBound, at: $1)
        if isOver { $0.play(false, at: $1) }
      }
      return []
    }
    guard transport.isPlaying, let next = replay.script.moment(after: replay.cursor) else { return [] }
    return wake(after: max(.milliseconds(40), transport.wait(for: next, at: engine)))
  }

  /// Asks to be woken, unless the clock's second comes first, or that was asked for already.
  private mutating func wake(after wait: Duration) -> [Command] {
    let due = engine + wait
    guard wait < .seconds(1), playback?.replay?.wakesAt.map({ $0 <= engine || $0 > due }) ?? true else { return [] }
    playback?.replay?.wakesAt = due
    return [.wake(after: wait)]
  }

  // MARK: Keys

  /// Does what an action means while a recording is played; `nil` where it means what it always does.
  mutating func performInReplay(_ action: Action) -> [Command]? {
    guard let replay = playback?.replay else { return nil }
    guard let transport = replay.transport, let range = replay.range else {
      return action.isOfReplay ? [] : nil
    }
    switch action {
    case .play, .togglePause:
      // From its end it begins anew.
      if !transport.isPlaying, now >= range.upperBound { return begin(at: replay.part.from ?? range.lowerBound) }
      changeTransport { $0.play(!transport.isPlaying, at: $1) }
      return advanceReplay()
    case .slower, .faster:
      changeTransport { $0.change(speed: action == .faster ? 2 : 0.5, at: $1) }
      return advanceReplay()
    case .skipBack: return seek(to: now.advanced(bySeconds: -Self.step))
    case .skipAhead: return seek(to: now.advanced(bySeconds: Self.step))
    case .skipIdle:
      changeTransport { transport, _ in transport.toggleSkipping() }
      announce(transport.skipsIdle ? "idle times take their time" : "idle times are skipped")
      return advanceReplay()
    // A box in which entries are chosen goes through its own.
    case .nextError where entryBox != nil: return nil
    case .nextError, .errorAhead:
      if jump(forward: true, count: 1, next: { $0.next(after: $1, atLeast: .error, in: $2) }) { return [] }
      return goAhead(to: { severity, _ in severity >= .error }, in: focusedPane, orSay: "no later error")
    case .newestError, .anyErrorAhead:
      let ahead = goAhead(to: { severity, _ in severity >= .error }, in: nil, orSay: nil)
      if ahead == nil { goToNewestError() }
      return ahead ?? []
    default: return nil
    }
  }

  private mutating func begin(at moment: Timestamp) -> [Command] {
    changeTransport { $0.play(true, at: $1) }
    return seek(to: moment)
  }

  /// Goes to what comes next of something, be it ahead, and shows it; `nil` where there is none, and nothing to be said.
  private mutating func goAhead(
    to isWanted: (Severity, Slot) -> Bool, in pane: Pane?, orSay sentence: String?
  ) -> [Command]? {
    guard let replay = playback?.replay, let found = replay.nextEntry(in: pane?.filter, where: isWanted) else {
      guard let sentence else { return nil }
      announce(sentence + (isLoading ? notLoaded(pane) : ""))
      return []
    }
    let commands = seek(to: found.at)
    show(found.slot)
    return commands
  }

  /// Goes on to the next match that lies ahead; whether there is one.
  mutating func jumpAhead(to pattern: TextPattern) -> Bool {
    guard let replay = playback?.replay, let pane = focusedPane else { return false }
    var wanted = pane.filter
    wanted.patterns.append(pattern)
    guard let found = replay.nextEntry(in: wanted, where: { _, _ in true }) else { return false }
    _ = seek(to: found.at)
    show(found.slot)
    return true
  }

  /// Shows an entry in its pane.
  private mutating func show(_ slot: Slot) {
    guard store.count > 0 else { return }
    let task = store.task(of: slot)
    if !isMerged, let index = panes.firstIndex(where: { $0.task == task }) { focus = index }
    _ = jump(forward: false, count: 1) { index, _, _ in index.slots.firstIndex(of: slot) }
  }

  // MARK: Moments

  /// Shows what was shown at a moment of the recording: the nearest state before it, played on up to it.
  mutating func seek(to moment: Timestamp) -> [Command] {
    guard let replay = playback?.replay, let range = replay.range, replay.transport != nil else { return [] }
    if isLoading, moment > range.upperBound, replay.part.to != range.upperBound {
      announce("read as far as \(clock.time(range.upperBound)) by now")
    }
    let moment = max(range.lowerBound, min(moment, range.upperBound))
    var state = replay.part.states.state(before: moment) ?? ReplayState(at: range.lowerBound)
    state.advance(to: moment, in: replay.script)
    adopt(state)
    playback?.replay?.cursor = state.cursor
    changeTransport { $0.set(moment, at: $1) }
    return stopAtEnd(moment)
  }

  /// Shows a state of the recording: panes keep their filters, and follow.
  private mutating func adopt(_ state: ReplayState) {
    let former = panes
    let focused = focusedPane?.task
    boxes = []
    (store, tasks, now) = (state.store, state.tasks, state.now)
    heights.adopt(state.heights)
    panes = state.open.map { number in
      guard var pane = former.first(where: { $0.task == number }) else {
        return Pane(task: number, filter: filter, over: store)
      }
      pane.restart(over: store)
      return pane
    }
    focus = panes.firstIndex { $0.task == focused } ?? 0
    if let merged = mergedPane { mergedPane = panes.count > 1 ? remade(merged) : nil }
    if panes.count <= 1 { isZoomed = false }
    let held = Slot(store.count)
    // What the recorded person wrote is there when it was; what the one who looks on marked stays.
    let before = playback?.replay?.recorded ?? Replay.Recorded()
    for slot in before.notes { notes[slot] = nil }
    let own = (marks + (playback?.replay?.marksAhead ?? [])).filter { !before.marks.contains($0) }
    let recorded = state.noted.filter { !own.contains($0) }
    let all = recorded + own
    playback?.replay?.recorded = Replay.Recorded(
      marks: Set(recorded), notes: Set(state.notes.keys.filter { notes[$0] == nil }))
    notes.merge(state.notes) { own, _ in own }
    marks = all.filter { $0 < held }
    playback?.replay?.marksAhead = all.filter { $0 >= held }
    if marks.isEmpty { showsElapsed = false }
    (lastCollapse, paneMarks) = (nil, nil)
    renewTags()
    joinSubtasks()
    dropSlowFilters()
    refreshMarks()
  }

  func remade(_ merged: Pane) -> Pane {
    Pane(
      task: nil, filter: merged.context?.filter ?? merged.filter,
      hiding: Set(tasks.indices.filter { tasks[$0].isClosed }), collapsing: merged.index.collapsed, over: store)
  }

  private mutating func bringMarksBack() {
    guard let ahead = playback?.replay?.marksAhead, !ahead.isEmpty else { return }
    let held = Slot(store.count)
    marks += ahead.filter { $0 < held && !marks.contains($0) }
    playback?.replay?.marksAhead = ahead.filter { $0 >= held }
  }
}

extension Action {
  /// Whether it is about nothing but a recording that is played.
  fileprivate var isOfReplay: Bool {
    [.play, .slower, .faster, .skipBack, .skipAhead, .errorAhead, .anyErrorAhead, .skipIdle].contains(self)
  }
}
