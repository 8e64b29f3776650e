import MonitorCore

/// Where to save, in place of the footer.
struct SavePromptLine {
  let model: Model
  let question: SavePrompt

  func draw(_ area: Rect, on frame: inout Frame) {
    guard !area.isEmpty else { return }
    frame.fill(y: area.y, from: area.x, to: area.maxX, Style(.text))
    var pen = Pen(x: area.x, y: area.y, end: area.maxX)
    if let existing = question.existing {
      let name = SafeText.line(existing.path).clipped(to: max(8, area.width - 34), model.glyphs.ellipsis)
      // Where not all of it fits, what is asked comes first.
      if area.width >= 46 { pen.write(" \(name) is there already.", Style(.text), on: &frame) }
      pen.write(area.width >= 20 ? " " : "", Style(.text), on: &frame)
      pen.write("Replace it? ", Style(.alarm), on: &frame)
      pen.write(" y", Style(.keyName), on: &frame)
      pen.write("/", Style(.text), on: &frame)
      pen.write("n", Style(.keyName), on: &frame)
      return
    }
    pen.write(" Save as: ", Style(.keyName), on: &frame)
    let room = max(1, pen.remaining - 1)
    let skip = max(0, question.editor.cursorColumn - room)
    let start = pen.x
    pen.skip = skip
    pen.write(question.editor.text, Style(.text), on: &frame)
    frame.cursor = (min(area.maxX - 1, start + question.editor.cursorColumn - skip), area.y)
    let count = model.focusedPane?.index.entries.count ?? 0
    let hint =
      "\(NumberText.grouped(count)) \(count == 1 ? "entry" : "entries") \(model.glyphs.dot) .ndjson for JSON \(model.glyphs.dot) Esc "
    guard pen.x + 2 + hint.columns <= area.maxX else { return }
    var right = Pen(x: area.maxX - hint.columns, y: area.y, end: area.maxX)
    right.write(hint, Style(.secondary), on: &frame)
  }
}
