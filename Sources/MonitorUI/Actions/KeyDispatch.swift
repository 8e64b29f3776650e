import MonitorCore

extension Model {
  mutating func press(_ key: Key) -> [Command] {
    if overlay != nil || table != nil || keys.action(of: key, in: .log) != .collapse { lastCollapse = nil }
    if case .mouse(let event) = key { return take(event) }
    notice = nil
    if let overlay { return press(key, in: overlay) }
    if table != nil { return pressInTable(key) }
    if case .character(let digit) = key, ("0"..."9").contains(digit), consumeDigit(digit) { return [] }
    let typed = number
    number = nil
    guard let action = keys.action(of: key, in: .log) else {
      sayWhere(key)
      return []
    }
    var count = 1
    if let typed, keys.takesCount(action, in: .log), typed.isOpen(at: engine) {
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

  /// Takes a digit as a severity, a count, or for now as both. Whether it was only a count's.
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
        CountPrefix(digit: digit, at: engine, pane: isMerged ? -1 : focus, filter: $0.filter)
      }
      if number?.isCountOnly == true { return true }
    }
    guard let action = keys.action(of: .character(digit), in: .log) else { return true }
    _ = perform(action, count: 1)
    return true
  }

  private mutating func undoFilter(of number: CountPrefix) {
    guard number.pane == (isMerged ? -1 : focus), !number.isUndone else { return }
    self.number?.isUndone = true
    withFocusedPane { pane, store in
      if pane.filter != number.filter { pane.show(number.filter, of: store) }
    }
  }

  /// Does what an action says; `count` times where it takes one.
  mutating func perform(_ action: Action, count: Int) -> [Command] {
    switch action {
    case .lineDown: return scroll(by: count)
    case .lineUp: return scroll(by: -count)
    case .halfPageDown: return scroll(by: count * max(1, visibleRows / 2))
    case .halfPageUp: return scroll(by: -count * max(1, visibleRows / 2))
    case .pageDown: return scroll(by: count * max(1, visibleRows - 1))
    case .pageUp: return scroll(by: -count * max(1, visibleRows - 1))
    case .top: return scrollToTop()
    case .bottom: follow()
    case .left: shift(by: -8 * count)
    case .right: shift(by: 8 * count)
    case .toggleFollow: toggleFollow()
    case .togglePause: togglePause()
    case .minimumSeverity(let severity): filter(by: severity)
    case .severityAll: show(.all)
    case .nextError: jump(.error, forward: true, count: count)
    case .previousError: jump(.error, forward: false, count: count)
    case .nextWarning: jump(.warning, forward: true, count: count)
    case .previousWarning: jump(.warning, forward: false, count: count)
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
    case .zoom: if panes.count > 1, !isMerged { isZoomed.toggle() }
    case .layout: changeArrangement()
    case .merge: toggleMerge()
    case .addTask: return openPicker()
    case .removeTask: return closeFocusedTask()
    case .lockInTime: toggleLock()
    case .mark: toggleMark()
    case .nextMark: jumpToMark(count: count)
    case .elapsed: toggleElapsed()
    case .wrap: wraps.toggle()
    case .timestamps: changeTimestamps()
    case .timeline: openTimeline()
    case .copy: return copy(count)
    case .copyJSON: return copyJSON(count)
    case .save: askWhereToSave()
    case .openPortal: return openPortal()
    case .plainStream: return [.plainStream]
    case .mouse: return toggleMouse()
    case .pollNow: return [.pollNow(task: focusedPane?.task)]
    case .redraw: return [.redraw]
    case .palette: openPalette()
    case .help: openHelp()
    case .close, .quit: return [.quit]
    case .filterValue, .filterTemplate, .goThere, .watch, .markTask, .accept, .dropLast, .confirm, .decline: break
    case .suspend: return [.suspend]
    case .interrupt: return [.interrupt]
    }
    return []
  }

  mutating func pressInHelp(_ key: Key) -> [Command] {
    guard let action = keys.action(of: key, in: .help), case .help(let scroll) = overlay else { return [] }
    let page = max(1, size.height - 4)
    switch action {
    case .close, .help: closeBox()
    case .lineDown: scrollHelp(to: scroll + 1)
    case .lineUp: scrollHelp(to: scroll - 1)
    case .halfPageDown: scrollHelp(to: scroll + page / 2)
    case .halfPageUp: scrollHelp(to: scroll - page / 2)
    case .pageDown: scrollHelp(to: scroll + page)
    case .pageUp: scrollHelp(to: scroll - page)
    case .top: scrollHelp(to: 0)
    case .bottom: scrollHelp(to: .max / 2)
    case .quit, .redraw, .suspend, .interrupt: return perform(action, count: 1)
    default: break
    }
    return []
  }

  private mutating func scrollHelp(to row: Int) {
    overlay = .help(scroll: max(0, min(row, HelpBox(model: self).maximalScroll)))
  }
}
