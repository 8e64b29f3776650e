import MonitorCore

/// The command palette, in a box over the panes that is as tall as what it lists, up to the screen.
///
/// ```
/// ╭─ Commands ───────────────────────────────────────────────╮
/// │ :                                                        │
/// │ Recent                                                   │
/// │ > zoom            ●  zoom: this pane alone             z │
/// │ Filter                                                   │
/// │   severity error     minimum severity; again: only …   4 │
/// ╰───────────────────────────────────────────────────── 62 ─╯
/// ```
struct PaletteView {
  private enum Line {
    case heading(String)
    case entry(Int)
  }

  private let scene: Scene
  private let palette: CommandPalette
  private let entries: [PaletteEntry]
  private let lines: [Line]
  private let rect: Rect

  private static let width = 92
  private static let minNameWidth = 18

  init(scene: Scene, palette: CommandPalette) {
    self.scene = scene
    self.palette = palette
    entries = palette.entries(in: scene.keys)
    var lines: [Line] = []
    let hasAreas = palette.editor.isEmpty && Self.rows(of: scene.size) > 4
    for (index, entry) in entries.enumerated() {
      if hasAreas, index == 0 || entry.area != entries[index - 1].area { lines.append(.heading(entry.area)) }
      lines.append(.entry(index))
    }
    self.lines = lines
    let width = BoxFrame.width(Self.width, in: scene.size.width)
    let height = min(scene.size.height, min(Self.rows(of: scene.size), max(1, lines.count)) + 3)
    rect = Rect(
      x: (scene.size.width - width) / 2, y: min(1, scene.size.height - height), width: width, height: height)
  }

  /// How many lines show at once at most.
  static func rows(of size: Size) -> Int { max(1, size.height - (size.height > 8 ? 5 : 3)) }

  /// The lines that show: the chosen one is always among them, with its heading where it is the first below one.
  private var window: Range<Int> {
    let rows = max(1, rect.height - 3)
    let chosen = lines.firstIndex { if case .entry(palette.selected) = $0 { true } else { false } } ?? 0
    let first = max(0, min(chosen - rows + 1, lines.count - rows))
    return first..<min(lines.count, first + rows)
  }

  /// The entry under the pointer.
  func entry(atX x: Int, y: Int) -> Int? {
    let row = window.lowerBound + y - rect.y - 2
    guard (rect.x..<rect.maxX).contains(x), y >= rect.y + 2, window.contains(row), case .entry(let index) = lines[row]
    else { return nil }
    return index
  }

  func draw(on frame: inout Frame) {
    guard rect.width > 6, rect.height > 3 else { return drawLine(on: &frame) }
    let hidden = lines.count > window.count
    let foot = (hidden ? "\(palette.selected + 1) of " : "") + NumberText.grouped(entries.count)
    BoxFrame(title: " Commands ", foot: " \(foot) ", glyphs: scene.glyphs).draw(rect, on: &frame)
    drawTyped(on: &frame)
    for (row, index) in window.enumerated() {
      let y = rect.y + 2 + row
      switch lines[index] {
      case .heading(let title):
        var pen = Pen(x: rect.x + 2, y: y, end: rect.maxX - 2)
        pen.write(title, Style(.boxFrame, .bold), on: &frame)
      case .entry(let index):
        draw(entries[index], isSelected: index == palette.selected, y: y, on: &frame)
      }
    }
    if entries.isEmpty {
      var pen = Pen(x: rect.x + 4, y: rect.y + 2, end: rect.maxX - 2)
      pen.write("nothing of that name; Esc closes", Style(.secondary), on: &frame)
    }
  }

  /// What is typed, and what that would do, where there is no room for a box.
  private func drawLine(on frame: inout Frame) {
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

  private func drawTyped(on frame: inout Frame) {
    let available = rect.width - 6
    let skip = max(0, palette.editor.cursorColumn - available)
    var pen = Pen(x: rect.x + 2, y: rect.y + 1, end: rect.maxX - 2)
    pen.write(":", Style(.keyName), on: &frame)
    pen.skip = skip
    pen.write(palette.editor.text, Style(.boxText), on: &frame)
    frame.cursor = (rect.x + 3 + palette.editor.cursorColumn - skip, rect.y + 1)
  }

  /// The name, whether it is on, what it is about, and its keys: what does not fit gives way, the keys last.
  private func draw(_ entry: PaletteEntry, isSelected: Bool, y: Int, on frame: inout Frame) {
    func style(_ role: Style.Role) -> Style { Style(isSelected ? .selection : role) }
    if isSelected { frame.fill(y: y, from: rect.x + 1, to: rect.maxX - 1, Style(.selection)) }
    let keysX = rect.maxX - 2 - entry.keys.columns
    var pen = Pen(x: rect.x + 2, y: y, end: entry.keys.isEmpty ? rect.maxX - 2 : max(rect.x + 4, keysX - 1))
    pen.write(isSelected ? "> " : "  ", style(.boxText), on: &frame)
    let name = entry.name.clipped(to: pen.remaining, scene.glyphs.ellipsis)
    for (index, scalar) in name.unicodeScalars.enumerated() {
      let isHit = !isSelected && entry.hits.contains(index)
      pen.write(scalar, isHit ? Style(.keyName) : style(.boxText), on: &frame)
    }
    if let state = entry.state { pen.write(" \(scene.glyphs.live) \(state)", style(.live), on: &frame) }
    pen.advance(to: rect.x + 4 + nameWidth + 3)
    if pen.remaining > 8, let about = about(entry, in: pen.remaining - 2) {
      pen.write(" " + about.clipped(to: pen.remaining - 2, scene.glyphs.ellipsis), style(.secondary), on: &frame)
    }
    guard keysX > rect.x + 4 else { return }
    var keys = Pen(x: keysX, y: y, end: rect.maxX - 2)
    keys.write(entry.keys, style(.keyName), on: &frame)
  }

  /// By which other word it was found, and what it does: both where they fit, or else what it does.
  private func about(_ entry: PaletteEntry, in width: Int) -> String? {
    let both = [entry.synonym, entry.news].compactMap(\.self).joined(separator: " \(scene.glyphs.dot) ")
    return both.columns <= width ? both : entry.news ?? both
  }

  /// The width of the column of names: that of most of them.
  private var nameWidth: Int {
    let widest = entries.map(\.name.columns).filter { $0 <= 26 }.max() ?? 0
    return max(Self.minNameWidth, min(widest, rect.width / 3))
  }
}
