/// The command palette, in a box over the panes.
struct PaletteView {
  let scene: Scene
  let palette: CommandPalette

  /// How many entries show at once.
  static func rows(of size: Size) -> Int { max(1, min(16, size.height - 5)) }

  func draw(on frame: inout Frame) {
    let entries = palette.entries(in: scene.keys)
    let shown = Self.rows(of: scene.size)
    let width = BoxFrame.width(56, in: scene.size.width)
    let height = min(scene.size.height, shown + 3)
    let rect = Rect(
      x: (scene.size.width - width) / 2, y: min(2, scene.size.height - height), width: width, height: height)
    guard rect.width > 6, rect.height > 3 else { return drawLine(entries, on: &frame) }
    BoxFrame(title: " Commands ", foot: " \(entries.count) ", glyphs: scene.glyphs).draw(rect, on: &frame)
    drawTyped(rect, on: &frame)
    // The chosen one is always among those that show.
    let first = max(0, min(palette.selected - shown + 1, entries.count - shown))
    for (row, entry) in entries.dropFirst(first).prefix(rect.height - 3).enumerated() {
      draw(entry, isSelected: first + row == palette.selected, rect, y: rect.y + 2 + row, on: &frame)
    }
    if entries.isEmpty {
      var pen = Pen(x: rect.x + 3, y: rect.y + 2, end: rect.maxX - 2)
      pen.write("nothing of that name", Style(.secondary), on: &frame)
    }
  }

  /// What is typed, and what that would do, where there is no room for a box.
  private func drawLine(_ entries: [CommandPalette.Entry], on frame: inout Frame) {
    let (width, y) = (scene.size.width, scene.size.height - 1)
    guard width > 0, y >= 0 else { return }
    frame.fill(y: y, from: 0, to: width, Style(.text))
    var pen = Pen(x: 0, y: y, end: width)
    pen.write(":", Style(.keyName), on: &frame)
    pen.skip = max(0, palette.editor.cursorColumn - max(1, width - 2))
    frame.cursor = (min(width - 1, 1 + palette.editor.cursorColumn - pen.skip), y)
    pen.write(palette.editor.text, Style(.text), on: &frame)
    let name = entries.indices.contains(palette.selected) ? entries[palette.selected].name : "nothing of that name"
    pen.skip = 0
    pen.write("  " + name, Style(.secondary), on: &frame)
    pen.markCut(scene.glyphs.ellipsis, Style(.secondary), on: &frame)
  }

  private func drawTyped(_ rect: Rect, on frame: inout Frame) {
    let available = rect.width - 6
    let skip = max(0, palette.editor.cursorColumn - available)
    var pen = Pen(x: rect.x + 2, y: rect.y + 1, end: rect.maxX - 2)
    pen.write(":", Style(.keyName), on: &frame)
    pen.skip = skip
    pen.write(palette.editor.text, Style(.boxText), on: &frame)
    frame.cursor = (rect.x + 3 + palette.editor.cursorColumn - skip, rect.y + 1)
  }

  private func draw(
    _ entry: CommandPalette.Entry, isSelected: Bool, _ rect: Rect, y: Int, on frame: inout Frame
  ) {
    let plain = Style(isSelected ? .selection : .boxText)
    if isSelected { frame.fill(y: y, from: rect.x + 1, to: rect.maxX - 1, plain) }
    var pen = Pen(x: rect.x + 2, y: y, end: rect.maxX - 2)
    pen.write(isSelected ? "> " : "  ", plain, on: &frame)
    let name = entry.name.clipped(to: pen.remaining, scene.glyphs.ellipsis)
    for (index, scalar) in name.unicodeScalars.enumerated() {
      let isHit = !isSelected && entry.hits.contains(index)
      pen.write(scalar, isHit ? Style(.match) : plain, on: &frame)
    }
    if let synonym = entry.synonym {
      pen.write("  \(synonym)", Style(isSelected ? .selection : .secondary), on: &frame)
    }
    let keys = entry.keys
    guard pen.x + 2 + keys.columns <= rect.maxX - 2 else { return }
    pen.advance(to: rect.maxX - 2 - keys.columns)
    pen.write(keys, Style(isSelected ? .selection : .keyName), on: &frame)
  }
}
