import MonitorCore

/// What a pane without rows says: what is awaited, why nothing comes, or, once an answer said so, that it is empty.
struct EmptyPane {
  private let model: Model
  private let pane: Pane

  init(model: Model, pane: Pane) {
    self.model = model
    self.pane = pane
  }

  func draw(_ area: Rect, on frame: inout Frame) {
    guard !area.isEmpty else { return }
    let margin = min(1, area.width - 1)
    let text = text
    let lines = text.lines.flatMap { EntryLayout.wrapped([$0], to: max(1, area.width - 2 * margin)) }
    let isCentred = text.isCentred && lines.count <= area.height
    let top = isCentred ? (area.height - lines.count) / 2 : 0
    for (row, line) in lines.prefix(area.height - top).enumerated() {
      let x = isCentred ? max(margin, (area.width - line.columns) / 2) : margin
      var pen = Pen(x: area.x + x, y: area.y + top + row, end: area.maxX)
      pen.write(line, on: &frame)
      let isCut = row == area.height - 1 && lines.count > area.height
      if isCut { frame.put(Cell(model.glyphs.ellipsis, style: Style(.secondary)), x: area.maxX - 1, y: pen.y) }
    }
  }

  /// Why the sources of the pane's tasks are not live, as far as the pane says it: sentences of the states.
  var problems: [String] {
    let states = model.tasks(of: pane).map { model.tasks[$0].state }
    if model.counts(of: pane).total > 0 { return [] }
    let lost = states.filter { $0.lossWord != nil }
    if !lost.isEmpty { return lost.map(\.problem) }
    return states.first(where: \.isUnanswered).map { [$0.problem] } ?? []
  }

  /// Whether it says for how long its task waits: the header does not say it once more.
  var saysWaiting: Bool {
    let tasks = model.tasks(of: pane)
    guard tasks.count == 1, model.counts(of: pane).total == 0 else { return false }
    let state = model.tasks[tasks[0]].state
    return state.logIsRead && state.lossWord == nil && model.tasks[tasks[0]].status?.isWaiting == true
  }

  private struct Text {
    var lines: [Segment]
    /// What is awaited, or not there, is in the middle; why access is refused is read from the top.
    var isCentred = false

    init(_ lines: String..., isCentred: Bool = false) {
      self.lines = lines.filter { !$0.isEmpty }.map { Segment($0, .secondary) }
      self.isCentred = isCentred
    }
  }

  private var text: Text {
    let tasks = model.tasks(of: pane)
    let states = tasks.map { model.tasks[$0].state }
    if model.counts(of: pane).total > 0 { return Text(noMatch, isCentred: true) }
    var lost = Text()
    for reason in states.filter({ $0.lossWord != nil }).map(\.reason)
    where !lost.lines.contains(where: { $0.text == reason }) { lost.lines.append(Segment(reason, .refused)) }
    if !lost.lines.isEmpty { return lost }
    if let failing = states.first(where: \.isUnanswered) {
      let retry = failing.retryText(at: model.runClock, isCalm: model.isCalm).map { " \(model.glyphs.dot) \($0)" } ?? ""
      // The first line has the colour of what is wrong.
      return Text(
        (failing.lastGood == nil ? "no answer yet" : "no answer") + retry, failing.problem, isCentred: true)
    }
    let ellipsis = Character(model.glyphs.ellipsis)
    if states.allSatisfy({ $0.source == .connecting }) {
      return Text("connecting to \(SafeText.line(model.host))\(ellipsis)", isCentred: true)
    }
    if !states.allSatisfy(\.logIsRead) {
      return Text("reading the \(tasks.count == 1 ? "log" : "logs")\(ellipsis)", isCentred: true)
    }
    let isOver = tasks.allSatisfy { model.tasks[$0].isFinal }
    return Text(isOver ? "no entries" : "no entries yet", waiting(tasks), isCentred: true)
  }

  /// `none of 1 482 entries matches ≥Error; Esc clears the filters`.
  private var noMatch: String {
    let total = model.counts(of: pane).total
    let hint = pane.filter.patterns.isEmpty ? "0 shows all" : "Esc clears the filters"
    let none = total == 1 ? "the only entry does not match" : "none of \(NumberText.entries(total)) matches"
    return "\(none) \(model.filterLabel(of: pane))\(model.notLoaded(pane)); \(hint)"
  }

  /// `Queued for 2:10 · next poll in 12s`; empty where there is nothing to wait for.
  private func waiting(_ tasks: [Int]) -> String {
    guard tasks.count == 1, let task = tasks.first.map({ model.tasks[$0] }), task.snapshot != nil, !task.isFinal
    else { return "" }
    var parts: [String] = []
    if task.snapshot?.status.isWaiting == true {
      let status = StatusText(model: model, task: task).segments(.full, background: .secondary)
      parts.append(status.map(\.text).joined())
    }
    if !model.isCalm, let next = task.state.nextPoll, next > model.engine, task.state.source == .live {
      parts.append("next poll in \(DurationText.short((next - model.engine).seconds.rounded(.up)))")
    }
    return parts.joined(separator: " \(model.glyphs.dot) ")
  }
}

extension FollowState {
  /// Whether requests fail and the log was never read.
  fileprivate var isUnanswered: Bool { source == .stale && !logIsRead }
}
