import MonitorCore

/// The first line: program, host, state of the source, clock.
struct TitleLine {
  private let host: String
  private let tokenID: String
  private let glyphs: Glyphs
  private let clock: String
  /// The state of the source, its variants longest first.
  private let states: [[Segment]]

  init(model: borrowing Model) {
    self.init(model: model, states: model.playbackStates ?? SourceStatus(model: model).variants(.title))
  }

  init(model: borrowing Model, states: [[Segment]]) {
    self.init(
      host: model.host, tokenID: model.tokenID, glyphs: model.glyphs, clock: model.clock.titleText(model.now),
      states: states)
  }

  init(host: String, tokenID: String, glyphs: Glyphs, clock: String, states: [[Segment]]) {
    (self.host, self.tokenID, self.glyphs, self.states) = (host, tokenID, glyphs, states)
    self.clock = clock + " "
  }

  func draw(_ area: Rect, on frame: inout Frame) {
    let style = Style(.title)
    frame.fill(y: area.y, from: area.x, to: area.maxX, style)
    let width = area.width - 2
    var right = states.first { $0.columns <= width } ?? states.last ?? []
    let clockWidth = clock.columns + 2
    // The state of the source always stays; the clock, the host and the program give way, in this order.
    let showsClock = right.columns + clockWidth + 4 <= width
    if showsClock { right.append(Segment("   " + clock, .title)) } else { right.append(Segment(" ", .title)) }
    let left = left(width: width - right.columns - 3)
    var pen = Pen(x: area.x, y: area.y, end: area.maxX)
    pen.write(left, on: &frame)
    let start = area.maxX - right.columns
    if start > pen.x, !left.isEmpty {
      pen.advance(to: start)
      pen.write(right, on: &frame)
    } else {
      var pen = Pen(x: area.x, y: area.y, end: area.maxX)
      frame.fill(y: area.y, from: area.x, to: area.maxX, style)
      pen.write(" ", style, on: &frame)
      pen.write(right, on: &frame)
      pen.markCut(glyphs.ellipsis, style, on: &frame)
    }
  }

  private func left(width: Int) -> [Segment] {
    var result = [Segment(" mpt-tail", .title, .bold)]
    let host = SafeText.line(host)
    let token = SafeText.line(tokenID)
    let whole = "  \(host)" + (token.isEmpty ? "" : " \(glyphs.dot) \(token)")
    if result.columns + whole.columns <= width {
      result.append(Segment(whole, .title))
    } else if result.columns + 2 + host.columns <= width {
      result.append(Segment("  \(host)", .title))
    } else if result.columns > width {
      return []
    }
    return result
  }
}
