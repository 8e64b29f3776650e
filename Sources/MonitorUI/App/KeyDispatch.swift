import MonitorCore

extension Model {
  mutating func press(_ key: Key) -> [Command] {
    if !boxes.isEmpty || keys.action(of: key, in: panesContext) != .collapse { lastCollapse = nil }
    if case .mouse(let event) = key { return apply(event) }
    notice = nil
    guard boxes.isEmpty else { return pressInBox(key) }
    if case .character(let digit) = key, ("0"..."9").contains(digit), consumeDigit(digit) { return [] }
    let typed = number
    number = nil
    guard let action = keys.action(of: key, in: panesContext) else {
      sayWhere(key)
      return []
    }
    var count = 1
    if let typed, typed.isCount, typed.isOpen(at: engine), keys.takesCount(action, in: panesContext) {
      undoFilter(of: typed)
      count = typed.count
    }
    let (before, focused) = (focusedPane?.viewport, focus)
    let commands = perform(action, count: count)
    if isLocked, focus == focused,
      focusedPane?.viewport.anchor != before?.anchor || focusedPane?.viewport.mode != before?.mode
    {
      alignPanes()
    }
    return commands
  }

  /// Consumes a digit as a severity, a count, or for now as both. Whether it was only a count's.
  private mutating func consumeDigit(_ digit: Unicode.Scalar) -> Bool {
    let open = number.flatMap { $0.isOpen(at: engine) ? $0 : nil }
    if var open {
      let wasCountOnly = open.isCountOnly
      open.append(digit, at: engine)
      number = open
      if open.isCountOnly {
        if !wasCountOnly { undoFilter(of: open) }
        return true
      }
    } else {
      number = focusedPane.flatMap {
        CountPrefix(digit: digit, at: engine, undoing: ($0.id, $0.filter))
      }
      if number?.isCountOnly == true { return true }
    }
    guard let action = keys.action(of: .character(digit), in: panesContext) else { return true }
    _ = perform(action, count: 1)
    return true
  }

  private mutating func undoFilter(of number: CountPrefix) {
    guard let former = number.former, former.pane == focusedPane?.id, !number.isUndone else { return }
    self.number?.isUndone = true
    guard focusedPane?.filter != former.filter else { return }
    withFocusedPane { pane, store in pane.show(former.filter, of: store) }
    announce("\(number.digits) counted for the movement, the severity is as before")
  }

  /// Consumes a digit of a count for the keys of a box; whether it was one. What keys the box gives a digit goes first.
  mutating func consumeDigit(_ key: Key, in context: KeyMap.Context) -> Bool {
    guard case .character(let digit) = key, ("0"..."9").contains(digit), !context.isTyped else { return false }
    if number?.former == nil, number?.append(digit, at: engine) != nil { return true }
    guard keys.action(of: key, in: context) == nil, keys.rows(in: context).contains(where: \.takesCount) else {
      return false
    }
    number = CountPrefix(digit: digit, at: engine)
    return number != nil
  }

  /// Does what an action says in the panes and for the program; `count` times where it takes one.
  mutating func perform(_ action: Action, count: Int) -> [Command] {
    if let movement = Scroller.Movement(action, count: count, rows: visibleRows) { return scroll(movement) }
    if refuseInPlayback(action) { return [] }
    if let commands = performInReplay(action) { return commands }
    switch action {
    case .left: shift(by: -Scroller.columns * count)
    case .right: shift(by: Scroller.columns * count)
    case .goToTime: openMomentPrompt()
    case .toggleFollow: toggleFollow()
    case .togglePause: togglePause()
    case .minimumSeverity(let severity): filter(by: severity)
    case .severityAll: show(.all)
    case .nextError: jump(.error, forward: true, count: count)
    case .previousError: jump(.error, forward: false, count: count)
    case .nextWarning: jump(.warning, forward: true, count: count)
    case .previousWarning: jump(.warning, forward: false, count: count)
    case .newestError: goToNewestError()
    case .search: openPrompt(.search)
    case .filter: openPrompt(.filter)
    case .nextMatch: jumpToMatch(forward: true, count: count)
    case .previousMatch: jumpToMatch(forward: false, count: count)
    case .context: toggleContext()
    case .clear: clear()
    case .details: openDetails()
    case .collapse: toggleCollapse()
    case .table: openTable()
    case .focusNext: moveFocus(by: 1)
    case .focusPrevious: moveFocus(by: -1)
    case .focusPane(let index): focus(on: index)
    case .paneList: openPaneList()
    case .zoom: if panes.count > 1, !isMerged { isZoomed.toggle() }
    case .growPane: changeHeight(by: count)
    case .shrinkPane: changeHeight(by: -count)
    case .shareRows: resetHeights()
    case .layout: changeArrangement()
    case .merge: toggleMerge()
    case .addTask: return openPicker()
    case .removeTask: return closeFocusedTask()
    case .lockInTime: toggleLock()
    case .mark: return toggleMark()
    case .nextMark: jumpToMark(count: count)
    case .note: openNotePrompt()
    case .elapsed: toggleElapsed()
    case .wrap: wrapChoice = !wraps
    case .timestamps: changeTimestamps()
    case .timeline: openTimeline()
    case .taskDetails: openTaskDetails()
    case .copy: return copy(count)
    case .copyJSON: return copyJSON(count)
    case .save: openSavePrompt()
    case .openPortal: return openPortal()
    case .openInPager: return openInPager()
    case .copyCommand: return copyCommand()
    case .plainStream: return [.plainStream]
    case .mouse: return toggleMouse()
    case .pollNow: return [.pollNow(task: focusedPane?.task)]
    case .redraw: return [.redraw]
    case .palette: openPalette()
    case .help: openHelp()
    case .close, .quit: return [.quit]
    // What boxes or the accessible mode alone do, and the movements above.
    case .filterValue, .filterTemplate, .goThere, .watch, .markTask, .runningOnly, .sort, .accept, .dropLast, .confirm,
      .decline,
      .play, .slower, .faster, .skipBack, .skipAhead, .errorAhead, .anyErrorAhead, .skipIdle,
      .lineDown, .state, .mute, .lineUp, .halfPageDown, .halfPageUp, .pageDown, .pageUp, .top, .bottom:
      break
    case .suspend: return [.suspend]
    case .interrupt: return [.interrupt]
    }
    return []
  }

  private mutating func scroll(_ movement: Scroller.Movement) -> [Command] {
    switch movement {
    case .by(let lines): return scroll(by: lines)
    case .top: return scrollToTop()
    case .bottom:
      follow()
      return []
    }
  }
}
