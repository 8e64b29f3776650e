import MonitorCore

/// A pattern being typed, in place of the footer.
struct PromptLine {
  let model: Model
  let prompt: Prompt

  func draw(_ area: Rect, on frame: inout Frame) {
    guard !area.isEmpty else { return }
    frame.fill(y: area.y, from: area.x, to: area.maxX, Style(.text))
    let hint: Segment =
      if let problem = prompt.problem {
        Segment(problem + " ", .alarm)
      } else {
        Segment(usual, .secondary)
      }
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
    let width = min(hint.text.columns, max(0, area.width - 12))
    guard pen.x + 2 + width <= area.maxX, prompt.problem != nil || width == hint.text.columns else { return }
    var right = Pen(x: area.maxX - width, y: area.y, end: area.maxX)
    right.write([hint], on: &frame)
    right.markCut(model.glyphs.ellipsis, hint.style, on: &frame)
  }

  private var usual: String {
    let dot = model.glyphs.dot
    switch prompt.kind {
    case .search: return "Enter to go there \(dot) Esc to go back "
    case .filter:
      if let edited = prompt.edited {
        let which = edited.count > 1 ? "filter \(edited.number) of \(edited.count) \(dot) " : ""
        if prompt.editor.isEmpty { return which + "Enter removes it \(dot) Tab next " }
        return which + (prompt.isUnchanged ? "type to change it, Ctrl-U empties" : "Enter replaces it") + " "
      }
      return model.stackedFilters.isEmpty || !prompt.editor.isEmpty
        ? "! excludes \(dot) Enter to filter " : "! excludes \(dot) Tab edits a filter \(dot) Backspace drops the last "
    }
  }
}
