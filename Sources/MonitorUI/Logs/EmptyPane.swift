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

  private struct Text {
    var lines: [Segment]
    /// Centred text says that all is well.
    var isCentred = false

    init(_ lines: String..., role: Style.Role = .secondary, isCentred: Bool = false) {
      self.lines = lines.filter { !$0.isEmpty }.map { Segment($0, role) }
      self.isCentred = isCentred
    }
  }

  private var text: Text {
    let tasks = model.tasks(of: pane)
    let states = tasks.map { model.tasks[$0].state }
    if model.counts(of: pane).total > 0 { return Text(noMatch) }
    var lost = Text()
    for reason in states.filter({ $0.lossWord != nil }).map(\.reason)
    where !lost.lines.contains(where: { $0.text == reason }) { lost.lines.append(Segment(reason, .refused)) }
    if !lost.lines.isEmpty { return lost }
    if let failing = states.first(where: \.isUnanswered) {
      let retry = failing.retryText(at: model.runClock, isCalm: model.isCalm).map { " \(model.glyphs.dot) \($0)" } ?? ""
      return Text((failing.lastGood == nil ? "no answer yet" : "no answer") + retry, failing.problem, role: .stale)
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
    guard tasks.count == 1, let task = tasks.first.map({ model.tasks[$0] }), let snapshot = task.snapshot, !task.isFinal
    else { return "" }
    var parts: [String] = []
    if snapshot.status.isWaiting {
      let since = snapshot.updated ?? snapshot.created
      let word = SafeText.line(snapshot.status.word)
      parts.append(since.map { "\(word) for \(model.clock.running(model.now.seconds(since: $0)))" } ?? word)
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
