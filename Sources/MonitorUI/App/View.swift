import MonitorCore

/// Draws the model. Pure; costs what is visible, however much is held.
///
/// ```
/// title line: program, whom it asks, integrity, clock
/// pane header: state, name, id, filter, counts
///              bar, percent, countdown, rate
/// log rows
/// reading line, unless following: what arrived meanwhile
/// … more panes …
/// footer: the keys valid now
/// ```
package func view(_ model: Model) -> Frame {
  let model = model.shown
  guard !model.boxes.isEmpty else { return model.panesFrame }
  let scene = model.scene
  let base = model.boxes.lastIndex { $0.isFullScreen(in: model.size) }
  var frame = base.map { model.frame(of: model.boxes[$0], in: scene) } ?? model.panesFrame
  for box in model.boxes[(base.map { $0 + 1 } ?? 0)...] {
    // Nothing is typed in what something lies over.
    frame.cursor = nil
    box.draw(in: scene, on: &frame)
  }
  frame.reading = frame.firstPosition(of: .selection) ?? frame.reading
  return frame
}

extension Model {
  /// Draws what counts time over a frame of a model that differs in nothing else.
  ///
  /// - Parameter held: what the headers say of what is held, by area; empty at first, and again when something changed.
  func drawTimes(on frame: inout Frame, withFooter: Bool, held: inout [EntryCounts?]) {
    let layout = layout
    if held.count != layout.areas.count { held = heldSummaries(layout) }
    drawChrome(layout, held: held, withFooter: withFooter, on: &frame)
  }

  /// A box on the full screen, with the footer of what is on top.
  fileprivate func frame(of box: any Box, in scene: Scene) -> Frame {
    var frame = Frame(size: size)
    frame.reading = (0, min(1, size.height - 1))
    box.draw(in: scene, on: &frame)
    if let area = box.footer(in: scene) { footer.draw(area, on: &frame) }
    return frame
  }

  /// The panes and what is around them.
  fileprivate var panesFrame: Frame {
    var frame = Frame(size: size)
    frame.reading = (0, 0)
    let layout = layout
    if layout.isTiny {
      TinyLine(model: self).draw(on: &frame)
    } else {
      for area in layout.areas where !area.isHeaderOnly {
        guard let pane = pane(of: area) else { continue }
        let tail = tail(of: pane, rows: area.logs.height)
        RowPainter(model: tail?.model ?? self, pane: tail?.pane ?? pane).draw(area, hasBar: tail == nil, on: &frame)
      }
      drawAwaited(on: &frame)
      drawChrome(layout, held: heldSummaries(layout), withFooter: true, on: &frame)
    }
    return frame
  }

  private func drawChrome(
    _ layout: PaneLayout, held: [EntryCounts?], withFooter: Bool, on frame: inout Frame
  ) {
    if let title = layout.title { TitleLine(model: self).draw(title, on: &frame) }
    let shown = shownPanes
    let longestName = isMerged ? 0 : longestLineName(layout)
    for (area, held) in zip(layout.areas, held) {
      if isMerged {
        MergedHeader(model: self, held: held).draw(area, on: &frame)
      } else if shown.indices.contains(area.pane), let task = panes[shown[area.pane]].task {
        let isFocused = shown[area.pane] == focus
        TaskHeader(
          model: self, task: tasks[task], isFocused: isFocused, held: held, isFolded: area.isHeaderOnly,
          longestName: longestName
        ).draw(area, on: &frame)
      }
    }
    drawRules(between: layout.areas, on: &frame)
    if let more = layout.more {
      frame.fill(y: more.line.y, from: more.line.x, to: more.line.maxX, Style(.header))
      let key = keys.firstLabel(of: .focusNext, in: .log)
      let tasks = more.count == 1 ? "task" : "tasks"
      var pen = Pen(x: more.line.x, y: more.line.y, end: more.line.maxX)
      pen.write(" \(more.count) more \(tasks)\(key.isEmpty ? "" : ": \(key)")", Style(.header), on: &frame)
      let worst = worst(of: hiddenTasks(layout))
      if !worst.isEmpty { pen.write([Segment("   ", .header)] + worst.map { $0.on(.header) }, on: &frame) }
    }
    if withFooter, let footer = layout.footer { self.footer.draw(footer, on: &frame) }
  }

  /// A line in the empty column between panes that stand side by side.
  private func drawRules(between areas: [PaneLayout.Area], on frame: inout Frame) {
    for area in areas where area.rect.maxX < size.width {
      for y in area.rect.y..<area.rect.maxY {
        frame.put(Cell(glyphs.vertical, style: Style(.rule)), x: area.rect.maxX, y: y)
      }
    }
  }

  /// By area.
  private func heldSummaries(_ layout: PaneLayout) -> [EntryCounts?] {
    layout.areas.map { area in
      area.headerHeight > 0 ? pane(of: area).map { EntryCounts(model: self, pane: $0) } : nil
    }
  }
}
