import MonitorCore

/// Where to save, in place of the footer.
struct SaveView {
  let scene: Scene
  let question: SavePrompt

  func draw(on frame: inout Frame) {
    let area = scene.lastLine
    guard !area.isEmpty else { return }
    frame.fill(y: area.y, from: area.x, to: area.maxX, Style(.text))
    var pen = Pen(x: area.x, y: area.y, end: area.maxX)
    if let existing = question.existing {
      let name = SafeText.line(existing.path).clipped(to: max(8, area.width - 34), scene.glyphs.ellipsis)
      // Where not all of it fits, what is asked comes first.
      if area.width >= 46 { pen.write(" \(name) is there already.", Style(.text), on: &frame) }
      pen.write(area.width >= 20 ? " " : "", Style(.text), on: &frame)
      pen.write("Replace it? ", Style(.alarm), on: &frame)
      HintLine(scene.keys, in: .question, scene.glyphs, holds: { question.holds($0, in: scene) }).draw(
        Style(.text), with: &pen, on: &frame)
      return
    }
    pen.write(" Save as: ", Style(.keyName), on: &frame)
    let available = max(1, pen.remaining - 1)
    let skip = max(0, question.editor.cursorColumn - available)
    let start = pen.x
    pen.skip = skip
    pen.write(question.editor.text, Style(question.isProposed ? .selection : .text), on: &frame)
    frame.cursor = (min(area.maxX - 1, start + question.editor.cursorColumn - skip), area.y)
    let count = scene.pane?.index.entries.count ?? 0
    let note =
      "\(NumberText.grouped(count)) \(count == 1 ? "entry" : "entries") \(scene.glyphs.dot) .md evidence, .ndjson recording "
    let free = area.maxX - pen.x - 2 - note.columns
    guard free >= 0 else { return }
    let hints = HintLine(scene.keys, in: .prompt, scene.glyphs, holds: { question.holds($0, in: scene) })
    var right = Pen(x: area.maxX - note.columns - hints.width(in: free), y: area.y, end: area.maxX)
    right.write(note, Style(.secondary), on: &frame)
    hints.draw(Style(.secondary), with: &right, on: &frame)
  }
}
