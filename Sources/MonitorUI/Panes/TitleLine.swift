import MonitorCore

/// The first line: program, whom it asks, integrity, clock.
struct TitleLine {
  private let host: String
  private let tokenID: String
  private let glyphs: Glyphs
  private let clock: String
  private let integrity: Integrity

  init(model: borrowing Model) {
    (host, tokenID, glyphs) = (model.host, model.tokenID, model.glyphs)
    clock = model.clock.time(model.now) + " "
    integrity = Integrity(model: model)
  }

  func draw(_ area: Rect, on frame: inout Frame) {
    let style = Style(.title)
    frame.fill(y: area.y, from: area.x, to: area.maxX, style)
    var right = integrity.segments(.title)
    let room = area.width - 2
    let clockWidth = clock.columns + 2
    // What must stay is the state of the source; clock, host and program follow.
    let showsClock = right.columns + clockWidth + 4 <= room
    if showsClock { right.append(Segment("   " + clock, .title)) } else { right.append(Segment(" ", .title)) }
    let left = left(room: room - right.columns - 3)
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

  private func left(room: Int) -> [Segment] {
    var result = [Segment(" mpt-tail", .title, .bold)]
    let host = SafeText.line(host)
    let token = SafeText.line(tokenID)
    let whole = "  \(host)" + (token.isEmpty ? "" : " \(glyphs.dot) \(token)")
    if result.columns + whole.columns <= room {
      result.append(Segment(whole, .title))
    } else if result.columns + 2 + host.columns <= room {
      result.append(Segment("  \(host)", .title))
    } else if result.columns > room {
      return []
    }
    return result
  }
}

/// What is true of the source right now, over all tasks or of one.
struct Integrity {
  private let states: [FollowState]
  private let glyphs: Glyphs
  private let engine: Duration

  /// - Parameter tasks: the tasks that it is about; all by default.
  init(model: borrowing Model, tasks: [Int]? = nil) {
    states = (tasks ?? model.openTasks).map { model.tasks[$0].state }
    (glyphs, engine) = (model.glyphs, model.engine)
  }

  /// `● live   polled 1s ago · next 2s`. `role` is what the plain words are drawn in.
  func segments(_ role: Style.Role) -> [Segment] {
    guard let worst = states.max(by: { rank($0.source) < rank($1.source) }) else { return [] }
    let alike = states.filter { rank($0.source) == rank(worst.source) }.count
    let share = states.count > 1 ? "\(alike) of \(states.count) " : ""
    switch worst.source {
    case .connecting:
      return [Segment("\(glyphs.connecting) connecting", role)]
    case .live:
      let watched = states.filter { $0.source == .live }
      var text = ""
      if let oldest = watched.compactMap(\.lastGood).min() {
        text = "   polled \(SpanText.short((engine - oldest).seconds)) ago"
      }
      if let next = watched.compactMap(\.nextPoll).min() {
        let seconds = (next - engine).seconds
        text += seconds > 0 ? " \(glyphs.dot) next \(SpanText.short(seconds.rounded(.up)))" : " \(glyphs.dot) polling"
      }
      return [Segment("\(glyphs.live) live", .live), Segment(text, role)]
    case .stale:
      var text = "\(share)stale"
      if let good = worst.lastGood { text += " \(SpanText.short((engine - good).seconds))" }
      if !worst.problem.isEmpty { text += " \(glyphs.dot) \(worst.problem)" }
      if let next = worst.nextPoll {
        let seconds = (next - engine).seconds
        text += " \(glyphs.dot) retry \(worst.failures)"
        text += seconds > 0 ? " in \(SpanText.short(seconds.rounded(.up)))" : " now"
      }
      return [Segment(text, .stale)]
    case .refused(let logsOnly):
      let reason = worst.problem.isEmpty ? "access is refused" : worst.problem
      return [Segment((logsOnly ? "\(share)no logs: " : "\(share)refused: ") + reason, .refused)]
    case .gone:
      let reason = worst.problem.isEmpty ? "no such task, or not visible to this token" : worst.problem
      return [Segment("\(share)gone: \(reason)", .refused)]
    case .gaveUp:
      return [Segment("\(share)gave up: \(worst.problem)", .refused)]
    case .ended:
      return [Segment("\(glyphs.ended) ended", role), Segment(" \(glyphs.dot) everything was told", role)]
    }
  }

  private func rank(_ source: FollowState.Source) -> Int {
    switch source {
    case .ended: 0
    case .connecting: 2
    case .live: 1
    case .refused(let logsOnly): logsOnly ? 3 : 6
    case .gone, .gaveUp: 5
    case .stale: 4
    }
  }
}
