import MonitorCore

/// The timeline while it is open: what it counts, and the moment that is picked.
package struct Timeline: Sendable {
  /// The task's number; `nil` for all.
  let task: Int?
  /// `nil` while there are no entries.
  private(set) var histogram: Histogram?
  private(set) var moment: Timestamp
  private var isAtEnd: Bool

  /// Picks `moment`; the newest bucket where it is nil.
  init(of store: LogStore, task: Int?, tasks: [Int], buckets: Int, at moment: Timestamp?, until: Timestamp?) {
    self.task = task
    self.moment = moment ?? Timestamp(ticks: .max)
    isAtEnd = moment == nil
    count(store, tasks: tasks, buckets: buckets, until: until)
  }

  /// Counts again; the picked moment stays, the newest bucket stays the newest.
  mutating func count(_ store: LogStore, tasks: [Int], buckets: Int, until: Timestamp?) {
    histogram = Histogram(of: store, tasks: tasks, buckets: buckets, until: until)
    if isAtEnd, let histogram { moment = histogram.start(of: histogram.count - 1) }
  }

  /// The bucket of the picked moment.
  var cursor: Int { histogram?.bucket(of: moment) ?? 0 }

  /// Picks a bucket; the nearest one there is.
  mutating func pick(_ bucket: Int) {
    guard let histogram else { return }
    let bucket = max(0, min(histogram.count - 1, bucket))
    moment = histogram.start(of: bucket)
    isAtEnd = bucket == histogram.count - 1
  }

  /// Picks the next bucket, or the one before, that has something; whether there is one.
  mutating func pick(forward: Bool, where isWanted: (Histogram, Int) -> Bool) -> Bool {
    guard let histogram else { return false }
    let buckets =
      forward ? Array((cursor + 1)..<max(cursor + 1, histogram.count)) : Array((0..<cursor).reversed())
    guard let found = buckets.first(where: { isWanted(histogram, $0) }) else { return false }
    pick(found)
    return true
  }
}

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
    keys.action(of: key, in: .timeline).map { perform($0, in: timeline) } ?? []
  }

  mutating func perform(_ action: Action, in timeline: Timeline) -> [Command] {
    var timeline = timeline
    switch action {
    case .close, .timeline:
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
        announce("no more errors there")
      }
    case .nextWarning, .previousWarning:
      let found = timeline.pick(forward: action == .nextWarning) { $0.errors(in: $1) + $0.warnings(in: $1) > 0 }
      if !found { announce("no more warnings there") }
    case .quit, .redraw, .mouse, .suspend, .interrupt, .pollNow, .help, .palette:
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
