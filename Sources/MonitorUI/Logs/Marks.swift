import MonitorCore

extension Model {
  /// Marks the current entry, or takes its mark away. The newest mark is where elapsed times count from.
  mutating func toggleMark() -> [Command] {
    guard let pane = focusedPane, let slot = readingPlace(of: pane)?.slot else { return [] }
    if let index = marks.firstIndex(of: slot) {
      marks.remove(at: index)
      // A recording has to know, too.
      let hadNote = notes.removeValue(forKey: slot) != nil
      visitMarks.remove(slot)
      if marks.isEmpty { showsElapsed = false }
      return hadNote ? [recordedNote("", on: slot)] : []
    } else {
      marks.append(slot)
      announce("marked; \(keys.label(of: .nextMark)) goes to marks, \(keys.label(of: .elapsed)) counts from here")
    }
    return []
  }

  /// What a recording is told of a note; an empty text where it was taken away.
  func recordedNote(_ text: String, on slot: Slot) -> Command {
    .note(text, entry: String(decoding: store.id(of: slot), as: UTF8.self), task: store.task(of: slot))
  }

  /// Marks an entry, with a note on it; where that is empty, without one.
  mutating func setNote(_ text: String, on slot: Slot) {
    guard store.holds(slot) else { return }
    if text.isEmpty {
      notes[slot] = nil
    } else {
      if !marks.contains(slot) { marks.append(slot) }
      visitMarks.remove(slot)
      notes[slot] = text
    }
  }

  /// Goes to the next mark of the focused pane, after the last one to the first; once to where the last visit ended, which is
  /// what was said that the key does.
  mutating func jumpToMark(count: Int) {
    guard let pane = focusedPane else { return }
    let news = newVisitMarks.filter { marks.contains($0) && (pane.task == nil || store.task(of: $0) == pane.task) }
    newVisitMarks.subtract(news)
    let newRows = count == 1 ? Set(news.map { pane.index.row(of: $0, in: store) }) : []
    let marked = Set(marks.map { pane.index.row(of: $0, in: store) })
    let found = jump(forward: true, count: count) { index, position, _ in
      index.next(after: -1) { newRows.contains($0) } ?? index.next(after: position) { marked.contains($0) }
        ?? index.next(after: -1) { marked.contains($0) }
    }
    if !found { announce("no mark here; \(keys.label(of: .mark)) marks an entry") }
  }

  mutating func toggleElapsed() {
    guard showsElapsed || !marks.isEmpty else {
      announce("mark an entry first, with \(keys.label(of: .mark))")
      return
    }
    showsElapsed.toggle()
  }

  mutating func changeTimestamps() {
    guard !showsElapsed else {
      announce("times count from the mark; \(keys.label(of: .elapsed)) shows the time again")
      return
    }
    timestamps = timestamps.next
  }

  /// How entries are shown in every pane.
  var entryDisplay: EntryDisplay {
    EntryDisplay(timestamps: timestamps, elapsedSince: elapsedSince, search: search)
  }

  var entryTexts: EntryTexts { EntryTexts(display: entryDisplay, now: now, clock: clock, glyphs: glyphs) }

  /// The moment that elapsed times count from.
  var elapsedSince: Timestamp? {
    guard showsElapsed, let slot = marks.last else { return nil }
    return store.timestamp(of: slot)
  }

  mutating func toggleLock() {
    guard panes.count > 1 else {
      announce("there is only one pane")
      return
    }
    isLocked.toggle()
    announce(isLocked ? "the panes are locked in time" : "each pane scrolls by itself")
    if isLocked { alignPanes() }
  }

  /// Moves all other panes to the instant that the focused one shows on top; paused ones stay.
  mutating func alignPanes() {
    guard isLocked, !isMerged, panes.indices.contains(focus) else { return }
    let focused = panes[focus]
    var instant: Timestamp?
    if !focused.viewport.isFollowing {
      guard let area = focusedArea else { return }
      var reader = reader(of: focused, width: area.logs.width)
      let top = top(of: focused, &reader, rows: area.logs.height)
      guard top.entry < reader.count else { return }
      instant = reader.timestamp(of: reader.slots[top.entry])
    }
    for index in panes.indices where index != focus && !panes[index].viewport.isPaused {
      panes[index].align(to: instant, of: store)
    }
  }
}
