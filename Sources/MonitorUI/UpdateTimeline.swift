import MonitorCore

extension Model {
  mutating func openTimeline() {
    guard let pane = focusedPane else { return }
    let place = pane.viewport.isFollowing ? nil : readingPlace(of: pane)
    overlay = .timeline(
      Timeline(
        of: store, task: pane.task, tasks: tasks(of: pane), buckets: TimelineBox.buckets(in: size),
        at: place.map { store.timestamp(of: $0.slot) }, until: end(of: pane.task)))
  }

  /// Counts again what the open timeline shows.
  mutating func refreshTimeline() {
    for box in [\Model.overlay, \Model.below] {
      guard case .timeline(var timeline) = self[keyPath: box] else { continue }
      self[keyPath: box] = nil
      count(&timeline)
      self[keyPath: box] = .timeline(timeline)
    }
  }

  private func count(_ timeline: inout Timeline) {
    timeline.count(
      store, tasks: timeline.task.map { [$0] } ?? openTasks, buckets: TimelineBox.buckets(in: size),
      until: end(of: timeline.task))
  }

  mutating func press(_ key: Key, in timeline: Timeline) -> [Command] {
    (keys.action(of: key, in: .timeline) ?? keys.action(of: key, in: .log)).map { perform($0, in: timeline) } ?? []
  }

  mutating func perform(_ action: Action, in timeline: Timeline) -> [Command] {
    var timeline = timeline
    switch action {
    case .close, .clear, .timeline:
      overlay = nil
      return []
    case .goThere:
      overlay = nil
      go(to: timeline)
      return []
    case .left: timeline.pick(timeline.cursor - 1)
    case .right: timeline.pick(timeline.cursor + 1)
    case .pageUp, .halfPageUp: timeline.pick(timeline.cursor - 10)
    case .pageDown, .halfPageDown: timeline.pick(timeline.cursor + 10)
    case .top: timeline.pick(0)
    case .bottom: timeline.pick(.max)
    case .nextError, .previousError:
      if !timeline.pick(forward: action == .nextError, where: { $0.errors(in: $1) > 0 }) {
        tell("no more errors there")
      }
    case .nextWarning, .previousWarning:
      let found = timeline.pick(forward: action == .nextWarning) { $0.errors(in: $1) + $0.warnings(in: $1) > 0 }
      if !found { tell("no more warnings there") }
    case .quit, .redraw, .suspend, .interrupt, .pollNow, .help, .palette:
      return perform(action, count: 1)
    default: return []
    }
    overlay = .timeline(timeline)
    return []
  }

  /// Shows the pane from the picked moment on, a third of the way down; follows where that is the end.
  private mutating func go(to timeline: Timeline) {
    guard timeline.histogram != nil else { return }
    keepPlace()
    withFocusedPane { pane, store in pane.bringIn(of: store) }
    guard let pane = focusedPane, let area = focusedArea else { return }
    let position = pane.index.position(of: timeline.moment, in: store)
    guard position < pane.index.count else { return follow() }
    var reader = reader(of: pane, width: area.logs.width)
    let place = reader.place(RowReader.Place(position: position, line: 0), movedBy: -(visibleRows / 3))
    let anchor = reader.anchor(at: min(place, reader.endTop(rows: visibleRows)))
    let slot = pane.index.slots[position]
    withFocusedPane { pane, _ in
      pane.viewport.read(at: anchor)
      pane.viewport.current = slot
    }
    if isLocked { alignPanes() }
  }

  /// Where time is by now; `nil` when the tasks have ended.
  private func end(of task: Int?) -> Timestamp? {
    let ended =
      task.map { tasks.indices.contains($0) && tasks[$0].isFinal } ?? openTasks.allSatisfy { tasks[$0].isFinal }
    return ended ? nil : now
  }
}
