import MonitorCore

/// The first line: program, host, state of the source, clock.
struct TitleLine {
  private let host: String
  private let tokenID: String
  private let glyphs: Glyphs
  private let clock: String
  /// The state of the source, its variants longest first.
  private let states: [[Segment]]
  /// `1 of 5   ◐ 3  ✔ 1  ✖ 1`: how many tasks are in which state, where there are several; closer together; the worst alone.
  private var tallies: [[Segment]] = []

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
    let signs = open.map { [tasks = model.tasks, glyphs] in StateSign(of: tasks[$0], glyphs) }
    let place = model.isZoomed && !model.isMerged ? "\(model.focus + 1) of \(open.count)" : ""
    let worst = model.worst(of: open)
    tallies = [
      (place + "   ", StateSign.counts(of: signs)), (place + "  ", StateSign.counts(of: signs, between: " ")),
      (place + " ", worst),
    ].map { before, counts in (place.isEmpty ? [] : [Segment(before, .title)]) + counts }
  }

  init(host: String, tokenID: String, glyphs: Glyphs, clock: String, states: [[Segment]]) {
    (self.host, self.tokenID, self.glyphs, self.states) = (host, tokenID, glyphs, states)
    self.clock = clock.isEmpty ? "" : clock + " "
  }

  func draw(_ area: Rect, on frame: inout Frame) {
    let style = Style(.title)
    frame.fill(y: area.y, from: area.x, to: area.maxX, style)
    let (left, tally, right) = parts(width: area.width)
    var pen = Pen(x: area.x, y: area.y, end: area.maxX)
    guard !left.isEmpty || !tally.isEmpty else {
      pen.write([Segment(" ", .title)] + right, on: &frame)
      return pen.markCut(glyphs.ellipsis, style, on: &frame)
    }
    pen.write(left, on: &frame)
    if !tally.isEmpty {
      let last = area.maxX - right.columns - (right.isEmpty ? 0 : 2) - tally.columns
      let middle = left.isEmpty ? area.x + 1 : max(pen.x + 3, area.x + (area.width - tally.columns) / 2)
      pen.advance(to: min(middle, last))
      pen.write(tally, on: &frame)
    }
    pen.advance(to: area.maxX - right.columns)
    pen.write(right, on: &frame)
    pen.markCut(glyphs.ellipsis, style, on: &frame)
  }

  /// What fits. First go token, host, program and clock; then what the state of the source says beside its word. That a
  /// task failed is said at every width.
  private func parts(width: Int) -> (left: [Segment], tally: [Segment], right: [Segment]) {
    let trailing = [Segment(" ", .title)]
    let clocks = (clock.isEmpty ? [] : [[Segment("   " + clock, .title)]]) + [trailing]
    for tally in tallies.isEmpty ? [[]] : tallies {
      for state in states.isEmpty ? [[]] : states {
        for (index, clock) in clocks.enumerated() {
          let right = state + clock
          let used = (tally.isEmpty ? 0 : tally.columns + 3) + right.columns
          for left in index == 0 ? lefts : [[]] where used + (left.isEmpty ? 1 : left.columns + 3) <= width {
            return (left, tally, right)
          }
        }
      }
    }
    guard let worst = tallies.last, !worst.isEmpty else { return ([], [], (states.last ?? []) + trailing) }
    return ([], worst, [])
  }

  /// Program, host and token; fewer and fewer of them; nothing.
  private var lefts: [[Segment]] {
    let program = Segment(" mpt-tail", .title, .bold)
    let (host, token) = ("  \(SafeText.line(host))", SafeText.line(tokenID))
    let whole = token.isEmpty ? [] : [[program, Segment("\(host) \(glyphs.dot) \(token)", .title)]]
    return whole + [[program, Segment(host, .title)], [program], []]
  }
}
