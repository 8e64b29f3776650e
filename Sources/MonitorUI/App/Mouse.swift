import MonitorCore

extension Model {
  mutating func toggleMouse() -> [Command] {
    hasMouse.toggle()
    let key = keys.label(of: .mouse)
    announce(hasMouse ? "mouse on: wheel, click; Shift and drag selects text; \(key) turns it off" : "mouse off")
    return [.mouse(hasMouse)]
  }

  /// The wheel scrolls the pane under the pointer; a click focuses it, on the focused one's header zooms, on a count there
  /// filters by it, and on the scrollbar goes to what is there.
  mutating func apply(_ event: MouseEvent) -> [Command] {
    guard hasMouse else { return [] }
    guard boxes.isEmpty else { return askTop { $0.mouse(event, in: $1) } }
    guard let area = layout.areas.first(where: { $0.rect.contains(event) }) else { return [] }
    let shown = shownPanes
    let pane = isMerged || !shown.indices.contains(area.pane) ? focus : shown[area.pane]
    switch event.action {
    case .press:
      let isHeader = event.y < area.rect.y + max(1, area.headerHeight)
      if isHeader, filterByCount(under: event, focusing: pane) { return [] }
      if removeChip(under: event, in: area, focusing: pane) { return [] }
      if !area.isHeaderOnly, goTo(barAt: event, in: area, focusing: pane) { return [] }
      if pane != focus { focus = pane } else if isHeader, panes.count > 1, !isMerged { isZoomed.toggle() }
      return []
    case .wheelUp, .wheelDown:
      guard !area.isHeaderOnly else { return [] }
      let focused = focus
      focus = pane
      defer { focus = focused }
      let lines = event.action == .wheelDown ? Scroller.wheelLines : -Scroller.wheelLines
      let commands = scroll(by: lines, mayChoose: false)
      if isLocked { alignPanes() }
      return commands
    }
  }

  /// Shows what the count under the pointer counts, or all again: whether there is one. The words of the filter move the counts;
  /// a click where the last one was means what that one meant.
  private mutating func filterByCount(under event: MouseEvent, focusing index: Int) -> Bool {
    let last = clickedCount
    clickedCount = nil
    let pane = mergedPane ?? (panes.indices.contains(index) ? panes[index] : nil)
    let isAgain = last.map { $0.x == event.x && $0.y == event.y && $0.level == pane?.filter.level } ?? false
    guard let level = isAgain ? last?.level : level(under: event) else { return false }
    focus = index
    if focusedPane?.filter.level == level {
      show(.all)
    } else {
      show(level)
      clickedCount = ClickedCount(level: level, x: event.x, y: event.y)
    }
    return true
  }

  /// What the count under the pointer counts, as it is drawn: `E 4`, `W 26`.
  private func level(under event: MouseEvent) -> LogFilter.Level? {
    let frame = view(self)
    guard let role = frame[event.x, event.y]?.style.role, role == .danger || role == .caution else { return nil }
    func isAlike(_ x: Int) -> Bool { frame[x, event.y]?.style.role == role }
    var x = event.x
    while isAlike(x - 1) { x -= 1 }
    switch (frame[x, event.y]?.scalar, frame[x + 1, event.y]?.scalar) {
    case ("E", " "): return .atLeast(.error)
    case ("W", " "): return .only(.warning)
    default: return nil
    }
  }

  /// Goes to what the cell of the scrollbar under the pointer stands for, at its lower end to the newest; whether it is there.
  private mutating func goTo(barAt event: MouseEvent, in area: PaneLayout.Area, focusing index: Int) -> Bool {
    let logs = area.logs
    guard area.hasBar, event.x == logs.maxX, event.y >= logs.y, event.y < logs.maxY, let pane = pane(of: area),
      pane.index.count > 0,
      isReadOrSought(pane)
    else { return false }
    focus = index
    let height = logs.height - (pane.viewport.isFollowing ? 0 : 1)
    let cell = event.y - logs.y
    guard cell < height - 1 else {
      follow()
      return true
    }
    keepPlace()
    withFocusedPane { pane, store in
      pane.bringIn(of: store)
      let row = ScrollBar.row(of: cell, height: height, count: pane.index.count)
      pane.viewport.current = nil
      pane.viewport.read(at: Viewport.Anchor(slot: pane.index.slots[row], line: 0, position: row))
    }
    if isLocked { alignPanes() }
    return true
  }

  /// Removes the filter whose chip was clicked; whether there was one.
  private mutating func removeChip(under event: MouseEvent, in area: PaneLayout.Area, focusing index: Int) -> Bool {
    guard let pattern = chip(under: event, in: area, of: index) else { return false }
    focus = index
    replace(pattern, by: nil)
    announce("filter removed: \(chipText(of: pattern))")
    return true
  }

  /// The pattern whose chip is drawn under the pointer.
  private func chip(under event: MouseEvent, in area: PaneLayout.Area, of index: Int) -> TextPattern? {
    guard area.headerHeight == 2, let pane = pane(of: area) else { return nil }
    let held = EntryCounts(model: self, pane: pane)
    let width = area.rect.width
    var start = area.rect.x
    if let task = pane.task {
      let header = TaskHeader(model: self, task: tasks[task], isFocused: index == focus, held: held)
      guard event.y == area.rect.y, let first = header.filterStart(width: width) else { return nil }
      start += first
    } else {
      let right = MergedHeader(model: self, held: held).right(width: width)
      guard event.y == area.rect.y + 1, right.first?.text == filterLabel(of: pane), width - right.columns > 1 else {
        return nil
      }
      start += width - right.columns
    }
    for part in filterParts(of: pane) {
      if let pattern = part.pattern, (start..<start + part.text.columns).contains(event.x) { return pattern }
      start += part.text.columns + 1
    }
    return nil
  }
}

extension Rect {
  fileprivate func contains(_ event: MouseEvent) -> Bool {
    event.x >= x && event.x < maxX && event.y >= y && event.y < maxY
  }
}
