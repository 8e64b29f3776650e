/// The last line: the keys valid now, as many as fit; or a notice, or the number being typed.
struct Footer {
  /// What of it goes away by itself.
  struct Passing: Equatable {
    var notice: Notice?
    /// The number being typed.
    var digits: String?
  }

  let passing: Passing
  let hints: HintLine
  let glyphs: Glyphs
  /// What is shown of how much, at the right end; empty where all is.
  var position = ""

  func draw(_ area: Rect, on frame: inout Frame) {
    frame.fill(y: area.y, from: area.x, to: area.maxX, Style(.footer))
    var pen = Pen(x: area.x, y: area.y, end: area.maxX)
    if let notice = passing.notice {
      pen.write(" " + notice.text, Style(notice.isAlarm ? .alarm : .notice), on: &frame)
      pen.markCut(glyphs.ellipsis, Style(.footer), on: &frame)
      return
    }
    if let digits = passing.digits { pen.write(" \(digits)", Style(.keyName, .bold), on: &frame) }
    hints.draw(Style(.footer), margin: position.columns, with: &pen, on: &frame)
    guard !position.isEmpty, pen.remaining > position.columns else { return }
    pen.advance(to: area.maxX - position.columns)
    pen.write(position, Style(.footer), on: &frame)
  }
}
