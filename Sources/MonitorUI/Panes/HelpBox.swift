/// The keys, drawn from the key table; in one column or two.
struct HelpBox {
  let model: Model
  private let lines: [[Segment]]
  private let isWide: Bool
  private let columnWidth: Int
  private let rows: Int

  init(model: Model) {
    self.model = model
    let shown = model.helpRows
    let keyWidth = shown.map { model.keys.label(of: $0).columns }.max() ?? 0
    let textWidth = shown.map(\.text.columns).max() ?? 0
    columnWidth = keyWidth + textWidth + 3
    var lines: [[Segment]] = []
    var section = ""
    for row in shown {
      if row.section != section {
        if !section.isEmpty { lines.append([]) }
        section = row.section
        lines.append([Segment(section, .boxFrame, .bold)])
      }
      lines.append([
        Segment(model.keys.label(of: row).leftPadded(to: keyWidth), .keyName), Segment("  \(row.text)", .boxText),
      ])
    }
    lines.append([])
    for text in model.pickerBelow == nil ? Self.numbers : Self.typing { lines.append([Segment(text, .secondary)]) }
    isWide = model.size.width >= columnWidth * 2 + 8
    rows = isWide ? (lines.count + 1) / 2 : lines.count
    self.lines = lines
  }

  private static let numbers = [
    "Digits filter at once. If a movement follows within",
    "a second, they were its count, and the filter comes",
    "back: 10j. With 6-9 in it a number is always a count.",
  ]

  private static let typing = [
    "Anything else is typed: a part of a name, an id, a",
    "code or a status. Letters above mean what they say",
    "while nothing is typed.",
  ]

  private var boxHeight: Int { max(1, min(rows + 2, model.size.height)) }
  private var innerHeight: Int { max(1, boxHeight - 2) }

  /// The last row that may be the first one shown.
  var maximalScroll: Int { max(0, rows - innerHeight) }

  func draw(scroll: Int, on frame: inout Frame) {
    let width = max(1, min(model.size.width, (isWide ? columnWidth * 2 + 3 : columnWidth) + 4))
    let rect = Rect(
      x: (model.size.width - width) / 2, y: (model.size.height - boxHeight) / 2, width: width, height: boxHeight)
    let scroll = max(0, min(scroll, maximalScroll))
    let more = maximalScroll > scroll ? " \(model.glyphs.down) more " : ""
    Box(title: " Keys ", foot: more, glyphs: model.glyphs).draw(rect, on: &frame)
    guard rect.height > 2, rect.width > 4 else { return }
    for row in 0..<innerHeight {
      write(scroll + row, x: rect.x + 2, end: rect.maxX - 2, y: rect.y + 1 + row, on: &frame)
      if isWide {
        let x = rect.x + 2 + columnWidth + 3
        write(scroll + row + rows, x: x, end: rect.maxX - 2, y: rect.y + 1 + row, on: &frame)
      }
    }
  }

  private func write(_ line: Int, x: Int, end: Int, y: Int, on frame: inout Frame) {
    guard lines.indices.contains(line), !isWide || line < rows || x > 2 else { return }
    var pen = Pen(x: x, y: y, end: end)
    pen.write(lines[line], on: &frame)
    pen.markCut(model.glyphs.ellipsis, Style(.boxText), on: &frame)
  }
}

extension Model {
  /// The rows of the help: over the picker its keys and those of everywhere, else all but the picker's.
  fileprivate var helpRows: [KeyMap.Row] {
    keys.rows.filter { row in
      guard pickerBelow == nil else {
        return row.contexts == [.picker]
          || row.bindings.contains { [.interrupt, .suspend, .redraw].contains($0.action) }
      }
      return row.contexts != [.picker] && (row.bindings.first?.keys != [.escape] || row.contexts.contains(.log))
    }
  }
}

/// An empty box over the panes.
struct Box {
  var title: String
  var foot = ""
  let glyphs: Glyphs

  func draw(_ rect: Rect, on frame: inout Frame) {
    guard rect.width > 1, rect.height > 1 else { return }
    let style = Style(.boxFrame)
    for y in rect.y..<rect.maxY {
      frame.fill(y: y, from: rect.x, to: rect.maxX, Style(.boxText))
      frame.put(Cell(glyphs.vertical, style: style), x: rect.x, y: y)
      frame.put(Cell(glyphs.vertical, style: style), x: rect.maxX - 1, y: y)
    }
    for x in rect.x..<rect.maxX {
      frame.put(Cell(glyphs.horizontal, style: style), x: x, y: rect.y)
      frame.put(Cell(glyphs.horizontal, style: style), x: x, y: rect.maxY - 1)
    }
    frame.put(Cell(glyphs.corners[0], style: style), x: rect.x, y: rect.y)
    frame.put(Cell(glyphs.corners[1], style: style), x: rect.maxX - 1, y: rect.y)
    frame.put(Cell(glyphs.corners[2], style: style), x: rect.x, y: rect.maxY - 1)
    frame.put(Cell(glyphs.corners[3], style: style), x: rect.maxX - 1, y: rect.maxY - 1)
    var pen = Pen(x: rect.x + 2, y: rect.y, end: rect.maxX - 1)
    pen.write(title, Style(.boxFrame, .bold), on: &frame)
    var footPen = Pen(x: max(rect.x + 1, rect.maxX - 2 - foot.columns), y: rect.maxY - 1, end: rect.maxX - 1)
    footPen.write(foot, style, on: &frame)
  }
}
