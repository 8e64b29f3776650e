import MonitorCore

extension Model {
  mutating func toggleMouse() -> [Command] {
    hasMouse.toggle()
    let key = keys.label(of: .mouse)
    tell(hasMouse ? "mouse on: wheel, click; \(key) gives it back to the terminal" : "mouse off")
    return [.mouse(hasMouse)]
  }

  /// The wheel scrolls the pane under the pointer, a click focuses it, a click on the focused one's header zooms.
  mutating func take(_ event: MouseEvent) -> [Command] {
    guard hasMouse else { return [] }
    switch overlay {
    case .help: return event.action == .press ? [] : pressed(event, .down, .up)
    case .timeline: return event.action == .press ? [] : pressed(event, .right, .left)
    case .picker(let picker): return click(event, picker)
    case nil: if table != nil { return takeInTable(event) }
    default: return []
    }
    guard let area = layout.areas.first(where: { $0.rect.contains(event) }) else { return [] }
    let shown = shownPanes
    let pane = isMerged || !shown.indices.contains(area.pane) ? focus : shown[area.pane]
    switch event.action {
    case .press:
      let isHeader = event.y < area.rect.y + max(1, area.headerHeight)
      if pane != focus { focus = pane } else if isHeader, panes.count > 1, !isMerged { isZoomed.toggle() }
      return []
    case .wheelUp, .wheelDown:
      guard !area.isHeaderOnly else { return [] }
      let focused = focus
      focus = pane
      defer { focus = focused }
      let commands = scroll(by: event.action == .wheelDown ? 3 : -3)
      if isLocked { alignPanes() }
      return commands
    }
  }

  private mutating func pressed(_ event: MouseEvent, _ down: Key, _ up: Key) -> [Command] {
    let key = event.action == .wheelDown ? down : up
    return (0..<3).flatMap { _ in press(key) }
  }
}

extension Rect {
  fileprivate func contains(_ event: MouseEvent) -> Bool {
    event.x >= x && event.x < maxX && event.y >= y && event.y < maxY
  }
}
