/// A pane's header: one line, or two where there is room.
protocol PaneHeading {
  /// - Parameter isOnly: whether there is no second line.
  func drawFirst(_ rect: Rect, isOnly: Bool, on frame: inout Frame)
  func drawSecond(_ rect: Rect, on frame: inout Frame)
}

extension PaneHeading {
  /// Draws what the area has lines for.
  func draw(_ area: ScreenLayout.Area, on frame: inout Frame) {
    let rect = area.rect
    if area.headerHeight == 0 { return }
    drawFirst(rect, isOnly: area.headerHeight == 1, on: &frame)
    if area.headerHeight == 2 {
      drawSecond(Rect(x: rect.x, y: rect.y + 1, width: rect.width, height: 1), on: &frame)
    }
  }
}
