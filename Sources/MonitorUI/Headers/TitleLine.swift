import MonitorCore

/// The first line: program, host, state of the source, clock.
struct TitleLine {
  private let host: String
  private let tokenID: String
  private let glyphs: Glyphs
  private let clock: String
  /// The state of the source, its variants longest first.
  private let states: [[Segment]]
  /// `1 of 5   ◐ 3  ✔ 1  ✖ 1`: how many tasks are in which state, where there are several.
  private var tally: [Segment] = []

  init(model: borrowing Model) {
    self.init(model: model, states: model.playbackStates ?? SourceStatus(model: model).variants(.title))
  }

  init(model: borrowing Model, states: [[Segment]]) {
    self.init(
      host: model.host, tokenID: model.tokenID, glyphs: model.glyphs,
      // The transport line says the time.
      clock: model.isReplay ? "" : model.clock.titleText(model.now),
      states: states)
    let open = model.openTasks
    guard open.count > 1 else { return }
    tally = StateSign.counts(of: open.map { [tasks = model.tasks] in tasks[$0].status }, model.glyphs)
    if model.isZoomed, !model.isMerged {
      tally.insert(Segment("\(model.focus + 1) of \(open.count)   ", .title), at: 0)
    }
  }

  init(host: String, tokenID: String, glyphs: Glyphs, clock: String, states: [[Segment]]) {
    (self.host, self.tokenID, self.glyphs, self.states) = (host, tokenID, glyphs, states)
    self.clock = clock.isEmpty ? "" : clock + " "
  }

  func draw(_ area: Rect, on frame: inout Frame) {
    let style = Style(.title)
    frame.fill(y: area.y, from: area.x, to: area.maxX, style)
    let width = area.width - 2
    var right = states.first { $0.columns <= width } ?? states.last ?? []
    let clockWidth = clock.columns + 2
    // The state of the source always stays; the clock, the host and the program give way, in this order.
    let showsClock = !clock.isEmpty && right.columns + clockWidth + 4 <= width
    if showsClock { right.append(Segment("   " + clock, .title)) } else { right.append(Segment(" ", .title)) }
    // The states of the tasks stay longer than the host.
    let space = width - right.columns - 3
    let showsTally = !tally.isEmpty && tally.columns + Self.program.columns + 3 <= space
    let left = left(width: space - (showsTally ? tally.columns + 3 : 0))
    var pen = Pen(x: area.x, y: area.y, end: area.maxX)
    pen.write(left, on: &frame)
    if showsTally, !left.isEmpty {
      pen.advance(to: max(pen.x + 3, area.x + (area.width - tally.columns) / 2))
      if pen.x + tally.columns > area.maxX - right.columns - 2 {
        pen = Pen(x: area.maxX - right.columns - 2 - tally.columns, y: area.y, end: area.maxX)
      }
      pen.write(tally, on: &frame)
    }
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

  private static let program = " mpt-tail"

  private func left(width: Int) -> [Segment] {
    var result = [Segment(Self.program, .title, .bold)]
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
