/// The frame of a box over the panes.
struct BoxFrame {
  /// The width of a box: all columns of them where only a strip would be left beside it.
  static func width(_ wanted: Int, in total: Int) -> Int { total - wanted < 8 ? max(0, total) : max(0, wanted) }

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
