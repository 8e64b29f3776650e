import MonitorCore

extension Model {
  /// Goes to the next match, or to the one before, from the current entry, in the panes or in the box that shows entries.
  mutating func jumpToMatch(forward: Bool, count: Int) {
    guard let pattern = search?.pattern else {
      announce("nothing to search for: \(keys.label(of: .search)) searches")
      return
    }
    var end = ""
    if !jump(to: pattern, forward: forward, count: count, from: .beyond), search != nil,
      !(forward && entryBox == nil && jumpAhead(to: pattern))
    {
      guard jump(to: pattern, forward: forward, count: 1, from: .edge) else {
        if search != nil { announce("no match\(notLoaded(focusedPane))\(hint(on: pattern))") }
        return
      }
      end = forward ? ", from the top" : ", from the end\(notLoaded(focusedPane))"
    }
    refreshMarks()
    if let place = matchPlace { announce(place.text + (place.total > 1 ? end : "")) }
  }

  /// Where a row stands for several entries, it shows the one that was found.
  private mutating func showFound(_ pattern: TextPattern) {
    withFocusedPane { pane, store in
      guard let current = pane.viewport.current, pane.index.count(of: current) > 1 else { return }
      pane.viewport.found = pane.index.entry(inRowOf: current, matching: pattern, in: store)
    }
  }

  /// Shows context, dimmed, around the entries that the filter admits; and only those again.
  mutating func toggleContext() {
    guard let pane = focusedPane else { return }
    if pane.isContext {
      withFocusedPane { pane, store in pane.closeContext(of: store) }
      return
    }
    guard pane.filter.level != .all || !pane.filter.patterns.isEmpty else {
      announce("nothing is filtered away")
      return
    }
    keepPlace()
    let rows = visibleRows / 2
    var place = readingPlace(of: pane)
    // The newest match stands at the end, where nothing that followed it could be seen.
    if pane.viewport.isFollowing, let line = place?.line { place?.line = max(line, -rows) }
    withFocusedPane { pane, store in pane.openContext(at: place, rows: rows, of: store) }
  }

  /// Highlights the matches of a pattern; goes to one, unless the reader is at an entry.
  mutating func show(search pattern: TextPattern) {
    search = Search(pattern)
    let isAtEntry = entryBox == nil && focusedPane?.viewport.current != nil
    if !isAtEntry, !jumpToNearest(pattern), search != nil, !jumpAhead(to: pattern) {
      return announce("no match\(notLoaded(focusedPane))\(hint(on: pattern))")
    }
    refreshMarks()
    if let place = matchPlace { announce(place.text) }
  }

  /// Which key means what a pattern that matches no message was meant for: `; 4 shows errors`.
  func hint(on pattern: TextPattern) -> String {
    PrintedWord(pattern.source)?.hint(keys).map { "; \($0)" } ?? ""
  }

  /// Goes back to where the reader was, and to what was highlighted.
  mutating func restore(_ state: ReadingState) {
    search = state.search
    let isDone: Void? = withEntryBox { box, scene in
      if let slot = state.chosen { box.choose(slot, in: scene) }
    }
    guard isDone == nil, let viewport = state.viewport else { return }
    withFocusedPane { pane, store in
      if pane.isContext != state.isContext || pane.stackedPatterns != state.filters {
        if pane.isContext { pane.closeContext(of: store) }
        pane.show(patterns: state.filters, of: store)
        if state.isContext { pane.openContext(at: nil, of: store) }
      }
      pane.restore(viewport, of: store)
    }
  }

  /// Goes to the next match from the top row on, or in a box from the chosen entry; where there is none, to the nearest
  /// one above.
  mutating func jumpToNearest(_ pattern: TextPattern) -> Bool {
    [true, false].contains { jump(to: pattern, forward: $0, count: 1, from: .here) }
  }

  private mutating func jump(to pattern: TextPattern, forward: Bool, count: Int, from start: SearchStart) -> Bool {
    guard search != nil else { return false }
    var failure: PatternError?
    let inBox: Bool? = withEntryBox { box, scene in
      do throws(PatternError) {
        return try box.find(pattern, forward: forward, from: start, in: scene)
      } catch {
        failure = error
        return false
      }
    }
    let found =
      inBox
      ?? jump(forward: forward, count: count, fromTop: start == .here) { index, position, store in
        let position = start == .edge ? (forward ? -1 : index.count) : position
        do throws(PatternError) {
          return try index.nearest(to: position, backwards: !forward, matching: pattern, in: store)
        } catch {
          failure = error
          return nil
        }
      }
    if let failure { dropSearch(failure) }
    if found, inBox == nil { showFound(pattern) }
    return found
  }

  /// Highlights nothing more, and says why.
  mutating func dropSearch(_ failure: PatternError) {
    search = nil
    announce(failure.sentence, isAlarm: true)
  }

  /// Goes to the entry so many after one in the focused pane, before it where negative; whether there is one.
  mutating func jump(from slot: Slot, by count: Int) -> Bool {
    let isForward = count > 0
    var here: Int?
    return jump(forward: isForward, count: abs(count)) { index, _, store in
      var next = isForward ? 1 : -1
      if here == nil, isForward {
        // An entry that is not shown has its position before the next one that is.
        let position = index.position(of: slot, in: store)
        next = position < index.count && index.slots[position] == slot ? 1 : 0
      }
      let position = (here ?? index.position(of: slot, in: store)) + next
      guard position >= 0, position < index.count else { return nil }
      here = position
      return position
    }
  }

  /// Shows the focused pane from a moment on, a third of the way down; follows where that is the end. Entries before it that
  /// were not fetched are, and then it goes on to the moment.
  mutating func go(to moment: Timestamp) -> [Command] {
    keepPlace()
    withFocusedPane { pane, store in pane.bringIn(of: store) }
    guard let pane = focusedPane, let area = focusedArea else { return [] }
    let position = pane.index.position(of: moment, in: store)
    guard position < pane.index.count else {
      announce("that is after the newest entry\(isLoading ? notLoaded(pane) : "")")
      follow()
      return []
    }
    var reader = reader(of: pane, width: area.logs.width)
    let top = reader.position(RowReader.Position(entry: position, line: 0), movedBy: -(visibleRows / 3))
    let anchor = reader.anchor(at: min(top, reader.endTop(rows: visibleRows)))
    let slot = pane.index.slots[position]
    withFocusedPane { pane, _ in
      pane.viewport.read(at: anchor)
      pane.viewport.current = slot
    }
    if isLocked { alignPanes() }
    let unread = tasks(of: pane, unreadAt: moment)
    guard !unread.isEmpty else { return [] }
    withFocusedPane { pane, _ in pane.viewport.seek(moment) }
    return unread.filter { !tasks[$0].state.isLoadingOlder }.map { .fetchOlder(task: $0) }
  }

  /// The tasks of a pane of which older entries can be fetched, and have to be, to show those of a moment.
  private func tasks(of pane: Pane, unreadAt moment: Timestamp) -> [Int] {
    var unread = tasks(of: pane).filter { tasks[$0].state.hasOlder && tasks[$0].state.lossWord == nil }
    guard !unread.isEmpty else { return [] }
    for slot in store.order {
      guard store.timestamp(of: slot) <= moment, !unread.isEmpty else { break }
      let task = store.task(of: slot)
      unread.removeAll { $0 == task }
    }
    return unread
  }
}
