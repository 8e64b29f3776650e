import MonitorCore

/// Draws the model. Pure; costs what is visible, however much is held.
///
/// ```
/// title line: program, whom it asks, integrity, clock
/// pane header: id, name, status, elapsed
///              bar, percent, ETA, filter, counts
/// log rows
/// reading line, unless following: what arrived meanwhile
/// … more panes …
/// footer: the keys valid now
/// ```
package func view(_ model: Model) -> Frame {
  var frame = model.shownPicker.map { PickerScreen(model: model, picker: $0).frame } ?? model.panesFrame
  // Nothing is typed in a picker that something lies over.
  if model.pickerBelow != nil { frame.cursor = nil }
  // What is typed shows at every size.
  let line = Rect(
    x: 0, y: max(0, model.size.height - 1), width: model.size.width, height: min(1, model.size.height))
  switch model.overlay {
  case .prompt(let prompt): PromptLine(model: model, prompt: prompt).draw(line, on: &frame)
  case .fileQuestion(let question): FileQuestionLine(model: model, question: question).draw(line, on: &frame)
  case .help(let scroll): HelpBox(model: model).draw(scroll: scroll, on: &frame)
  case .timeline(let timeline): TimelineBox(model: model, timeline: timeline).draw(on: &frame)
  case .details(let details): DetailsBox(model: model, details: details).draw(on: &frame)
  case .palette(let palette): PaletteBox(model: model, palette: palette).draw(on: &frame)
  case .picker, nil: break
  }
  return frame
}

extension Model {
  /// Draws what counts time over a frame of a model that differs in nothing else.
  ///
  /// - Parameter headers: what in the headers counts no time, by pane; empty at first, and again when something changed.
  func drawTimes(on frame: inout Frame, withFooter: Bool, headers: inout [PaneHeader.Right?]) {
    let layout = layout
    if headers.count != layout.areas.count {
      headers = layout.areas.map { area in
        area.headerHeight == 2 ? pane(of: area).map { PaneHeader.Right(model: self, pane: $0) } : nil
      }
    }
    drawChrome(layout, withFooter: withFooter, headers: headers, on: &frame)
  }

  /// The panes and what is around them.
  fileprivate var panesFrame: Frame {
    var frame = Frame(size: size)
    let layout = layout
    if layout.isTiny {
      TinyLine(model: self).draw(on: &frame)
    } else if let table {
      TableScreen(model: self, table: table).draw(on: &frame)
    } else {
      for area in layout.areas where !area.isHeaderOnly {
        guard let pane = pane(of: area) else { continue }
        RowPainter(model: self, pane: pane).draw(area.logs, on: &frame)
      }
      drawChrome(layout, on: &frame)
    }
    return frame
  }

  private func drawChrome(
    _ layout: ScreenLayout, withFooter: Bool = true, headers: [PaneHeader.Right?] = [], on frame: inout Frame
  ) {
    if let title = layout.title { TitleLine(model: self).draw(title, on: &frame) }
    for (place, area) in layout.areas.enumerated() {
      guard let pane = pane(of: area) else { continue }
      let known = headers.indices.contains(place) ? headers[place] : nil
      PaneHeader(model: self, pane: pane, isFocused: area == focusedArea, known: known).draw(area, on: &frame)
    }
    if withFooter, let footer = layout.footer { Footer(model: self).draw(footer, on: &frame) }
  }
}
