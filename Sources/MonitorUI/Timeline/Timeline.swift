import MonitorCore

/// Entries over time, and the moment that is picked, as a box.
struct Timeline: Box {
  /// The task's number; `nil` for all.
  let task: Int?
  /// `nil` while there are no entries.
  private(set) var histogram: Histogram?
  private(set) var moment: Timestamp
  private var isAtEnd: Bool

  /// Picks `moment`; the newest bucket where it is nil.
  init(of task: Int?, at moment: Timestamp?, in scene: Scene) {
    self.task = task
    self.moment = moment ?? Timestamp(ticks: .max)
    isAtEnd = moment == nil
    count(scene)
  }

  /// Counts again; the picked moment stays, the newest bucket stays the newest.
  private mutating func count(_ scene: Scene) {
    let tasks = task.map { [$0] } ?? scene.openTasks
    // Of a recording that is played also what lies ahead can be gone to.
    let hasEnded =
      scene.recording != nil || tasks.allSatisfy { scene.tasks.indices.contains($0) && scene.tasks[$0].isFinal }
    // Until the tasks have ended, time goes on without entries.
    histogram = Histogram(
      of: scene.recording ?? scene.store, tasks: tasks, buckets: TimelineView.buckets(in: scene.size),
      until: hasEnded ? nil : scene.time.now)
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

  /// Picks a moment; the nearest one there is.
  mutating func pick(_ moment: Timestamp) {
    guard let histogram else { return }
    pick(histogram.bucket(of: moment))
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

extension Timeline {
  var context: KeyMap.Context { .timeline }

  /// Columns of a page.
  private static let page = 10

  mutating func perform(_ action: Action, count: Int, in scene: Scene) -> [Outcome] {
    switch action {
    case .close, .timeline: return [.close]
    case .goThere: return histogram == nil ? [.close] : [.goTo(moment)]
    case .goToTime: return openMomentPrompt(in: scene)
    case .left: pick(cursor - count)
    case .right: pick(cursor + count)
    case .pageUp, .halfPageUp: pick(cursor - count * Self.page)
    case .pageDown, .halfPageDown: pick(cursor + count * Self.page)
    case .top: pick(0)
    case .bottom: pick(.max)
    case .nextError, .previousError:
      let found = pick(forward: action == .nextError) { $0.errors(in: $1) > 0 }
      return found ? [] : [.notice("no more errors there")]
    case .nextWarning, .previousWarning:
      let found = pick(forward: action == .nextWarning) { $0.errors(in: $1) + $0.warnings(in: $1) > 0 }
      return found ? [] : [.notice("no more warnings there")]
    default: return [.perform(action, count: count)]
    }
    return []
  }

  private func openMomentPrompt(in scene: Scene) -> [Outcome] {
    guard let histogram else { return [.notice("there are no entries")] }
    let log = histogram.start...histogram.start(of: histogram.count)
    return [.open(MomentPrompt(at: max(log.lowerBound, min(log.upperBound, moment)), in: log, history: scene.moments))]
  }

  mutating func mouse(_ event: MouseEvent, in scene: Scene) -> [Outcome] {
    switch event.action {
    case .wheelDown: pick(cursor + Scroller.wheelLines)
    case .wheelUp: pick(cursor - Scroller.wheelLines)
    case .press: break
    }
    return []
  }

  mutating func refresh(after event: BoxEvent, in scene: Scene) -> [Outcome] {
    switch event {
    case .merged, .resized: count(scene)
    default: break
    }
    return []
  }

  func draw(in scene: Scene, on frame: inout Frame) { TimelineView(scene: scene, timeline: self).draw(on: &frame) }
}
