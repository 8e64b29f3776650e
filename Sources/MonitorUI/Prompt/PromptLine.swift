import MonitorCore

/// A pattern being typed, in place of the footer.
struct PromptLine {
  let model: Model
  let prompt: Prompt

  func draw(_ area: Rect, on frame: inout Frame) {
    guard !area.isEmpty else { return }
    frame.fill(y: area.y, from: area.x, to: area.maxX, Style(.text))
    let sign = "\(area.width > 3 ? " " : "")\(prompt.kind.rawValue)"
    // What is typed has the right of way; its end shows when it is long.
    let room = max(1, area.width - sign.columns - 1)
    let skip = max(0, prompt.editor.cursorColumn - room)
    var pen = Pen(x: area.x, y: area.y, end: area.maxX)
    pen.write(sign, Style(.keyName), on: &frame)
    let start = pen.x
    pen.skip = skip
    pen.write(prompt.editor.text, Style(.text), on: &frame)
    frame.cursor = (min(area.maxX - 1, start + prompt.editor.cursorColumn - skip), area.y)
    drawHint(from: pen.x + 2, area, on: &frame)
  }

  /// Why what is typed cannot be used, cut where it must be; otherwise what can be done, as far as it fits.
  private func drawHint(from start: Int, _ area: Rect, on frame: inout Frame) {
    let room = area.maxX - start
    var hint = hints.map { Segment($0 + " ", .secondary) }.first { $0.text.columns <= min(room, area.width - 12) }
    if let problem = prompt.problem { hint = Segment(problem + " ", .alarm) }
    guard let hint else { return }
    let width = min(hint.text.columns, max(0, area.width - 12))
    guard width <= room else { return }
    var right = Pen(x: area.maxX - width, y: area.y, end: area.maxX)
    right.write([hint], on: &frame)
    right.markCut(model.glyphs.ellipsis, hint.style, on: &frame)
  }

  /// What can be done now, the longest words first.
  private var hints: [String] {
    let dot = " \(model.glyphs.dot) "
    switch prompt.kind {
    case .search:
      return prompt.hasNoMatch
        ? ["no match\(dot)Esc to go back", "no match"] : ["Enter to go there\(dot)Esc to go back"]
    case .filter:
      guard let edited = prompt.edited else {
        return model.stackedFilters.isEmpty || !prompt.editor.isEmpty
          ? ["! excludes\(dot)Enter to filter", "! excludes"]
          : [
            "! excludes\(dot)Tab edits a filter\(dot)Backspace drops the last", "! excludes\(dot)Tab edits",
            "Tab edits",
          ]
      }
      let which = "\(edited.number) of \(edited.count)"
      let way =
        prompt.editor.isEmpty
        ? "Enter removes it" : prompt.isUnchanged ? "type to change it, Ctrl-U empties" : "Enter replaces it"
      return ["filter \(which)\(dot)\(way)\(dot)Tab next", "filter \(which)\(dot)\(way)", way, which]
    }
  }
}
