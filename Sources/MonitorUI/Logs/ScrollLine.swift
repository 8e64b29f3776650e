import MonitorCore

/// The last line of a pane that does not follow: `▼ 37 new (E 2)` and how to go on.
struct ScrollLine {
  let model: Model
  let pane: Pane

  func draw(_ area: Rect, on frame: inout Frame) {
    let y = area.maxY - 1
    let glyphs = model.glyphs
    let unseen = pane.unseen
    frame.fill(y: y, from: area.x, to: area.maxX, Style(.secondary))
    var parts: [Segment] = []
    if pane.viewport.isPaused { parts.append(Segment("paused", .newBadge)) }
    if unseen.count > 0 {
      var bad: [String] = []
      if unseen.errors > 0 { bad.append("E \(NumberText.grouped(unseen.errors))") }
      if unseen.warnings > 0 { bad.append("W \(NumberText.grouped(unseen.warnings))") }
      let counts = bad.isEmpty ? "" : " (\(bad.joined(separator: "  ")))"
      parts.append(Segment("\(glyphs.down) \(NumberText.grouped(unseen.count)) new\(counts)", .newBadge))
    }
    if pane.held.revisedCount > 0 {
      parts.append(Segment("\(NumberText.grouped(pane.held.revisedCount)) revised", .secondary))
    }
    if model.isLocked, !model.isMerged {
      parts.append(Segment("locked in time", .secondary))
    }
    if parts.isEmpty { parts.append(Segment("scrolled", .secondary)) }
    let left = Array(parts.map { [$0] }.joined(separator: [Segment(" \(glyphs.dot) ", .secondary)]))
    let margin = min(1, area.width - 1)
    var pen = Pen(x: area.x + margin, y: y, end: area.maxX)
    pen.write(left, on: &frame)
    let follow = "\(model.keys.firstLabel(of: .bottom, in: .log)) to follow"
    let goOn = "\(model.keys.firstLabel(of: .togglePause, in: .log)) to go on"
    let hint = pane.viewport.isPaused ? "\(goOn) \(glyphs.dot) \(follow)" : follow
    if pen.x + 2 + hint.columns <= area.maxX - margin {
      pen.advance(to: area.maxX - margin - hint.columns)
      pen.write(hint, Style(.secondary), on: &frame)
    }
  }
}
