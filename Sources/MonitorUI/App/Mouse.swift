import MonitorCore

extension Model {
  mutating func toggleMouse() -> [Command] {
    hasMouse.toggle()
    let key = keys.label(of: .mouse)
    announce(hasMouse ? "mouse on: wheel, click; \(key) gives it back to the terminal" : "mouse off")
    return [.mouse(hasMouse)]
  }

  /// The wheel scrolls the pane under the pointer, a click focuses it, a click on the focused one's header zooms.
  mutating func apply(_ event: MouseEvent) -> [Command] {
    guard hasMouse else { return [] }
    guard boxes.isEmpty else { return askTop { $0.mouse(event, in: $1) } }
    guard let area = layout.areas.first(where: { $0.rect.contains(event) }) else { return [] }
    let shown = shownPanes
    let pane = isMerged || !shown.indices.contains(area.pane) ? focus : shown[area.pane]
    switch event.action {
    case .press:
      let isHeader = event.y < area.rect.y + max(1, area.headerHeight)
      if removeChip(under: event, in: area, focusing: pane) { return [] }
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
