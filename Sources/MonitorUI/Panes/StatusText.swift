import MonitorCore

/// A task's status as text: `Processing · elapsed 11:54`.
struct StatusText {
  private let task: WatchedTask
  private let glyphs: Glyphs
  private let now: Timestamp
  private let engine: Duration

  init(model: Model, task: WatchedTask) {
    self.task = task
    (glyphs, now, engine) = (model.glyphs, model.now, model.engine)
  }

  /// The status's word, safe; what following says where nothing is known of the task yet.
  var word: String {
    if let status = task.status {
      let word = SafeText.line(status.word)
      return word.isEmpty ? "Unknown" : word.clipped(to: 20, glyphs.ellipsis)
    }
    return switch task.state.source {
    case .refused: "Refused"
    case .gone: "Not found"
    default: "Connecting"
    }
  }

  func segments(background: Style.Role) -> [Segment] {
    var result = [Segment(word, role)]
    if let elapsed = task.elapsed(now: now) {
      let label = task.isFinal ? "took" : "elapsed"
      result.append(Segment(" \(glyphs.dot) \(label) \(SpanText.clock(elapsed))", background))
    }
    if let quiet = task.progress.reading.stalledFor, !task.isFinal {
      result.append(Segment(" \(glyphs.dot) quiet \(SpanText.short(quiet))", .stale))
    }
    return result
  }

  /// Why this task is not live, in a word or two; `nil` when it is.
  var problem: String? {
    switch task.state.source {
    case .stale:
      let age = task.state.lastGood.map { " " + SpanText.short((engine - $0).seconds) } ?? ""
      return "stale\(age)"
    case .refused(let logsOnly): return logsOnly ? "no logs" : "refused"
    case .gone: return "gone"
    case .gaveUp: return "gave up"
    case .connecting, .live, .ended: return nil
    }
  }

  var role: Style.Role {
    switch task.status {
    case .processing: .statusProcessing
    case .completed: .statusCompleted
    case .failed, .canceled: .statusFailed
    case .queued, .blocked, .rescheduled, .other, nil: .statusWaiting
    }
  }
}

/// When a task will be done, as text: `ETA 14:05:12 · in 13:05  ▲ slipped 3m`.
struct ETAText {
  enum Length { case full, short }

  private let task: WatchedTask
  private let glyphs: Glyphs
  private let now: Timestamp
  private let clock: ClockText

  init(model: Model, task: WatchedTask) {
    self.task = task
    (glyphs, now, clock) = (model.glyphs, model.now, model.clock)
  }

  func segments(_ length: Length) -> [Segment] {
    if task.isFinal { return [] }
    let progress = task.progress
    guard let eta = progress.eta else { return [Segment("ETA unknown", .secondary)] }
    let seconds = eta.seconds(since: now)
    let about = progress.isEstimated ? glyphs.approximately : ""
    // A date far away would be a wrong time of today.
    let isFar = abs(seconds) > 43_200 && !clock.isSameDay(eta, now)
    let at = "ETA \(about)\(isFar ? clock.dayAndTime(eta) : clock.time(eta))"
    var result: [Segment] = []
    if seconds >= 0 {
      let countdown = "in \(about)\(SpanText.clock(seconds.rounded(.up)))"
      result = [Segment(length == .full ? "\(at) \(glyphs.dot) \(countdown)" : "ETA \(countdown)", .text)]
    } else {
      let overdue = "overdue \(SpanText.clock(-seconds))"
      result = [Segment(length == .full ? "\(at) \(glyphs.dot) " : "", .text), Segment(overdue, .severityWarning)]
    }
    if progress.slip > 0, length == .full {
      result.append(Segment("  \(glyphs.up) slipped \(SpanText.short(progress.slip))", .severityWarning))
    }
    return result
  }
}

/// What is held and what of it is shown: `37 of 1 482 logs · 3 late · 2 revised`.
struct Counts {
  let text: String
  /// Only the numbers of logs.
  let shortest: String

  init(model: Model, pane: Pane) {
    let tasks = model.tasks(of: pane).map { model.tasks[$0] }
    let counts = model.counts(of: pane)
    let held = counts.total
    let shown = pane.index.entries.count + pane.held.newCount
    let dot = " \(model.glyphs.dot) "
    let logs = "\(SpanText.grouped(held)) \(held == 1 ? "log" : "logs")"
    shortest = !pane.isFiltered || pane.isContext ? logs : "\(SpanText.grouped(shown)) of \(SpanText.grouped(held))"
    var parts = [!pane.isFiltered || pane.isContext ? logs : "\(SpanText.grouped(shown)) of \(logs)"]
    let missing = tasks.reduce(0) { $0 + max(0, $1.state.missing) }
    let behind = tasks.reduce(0) { $0 + max(0, $1.state.behind) }
    let numbers = [
      (pane.index.collapsedCount, "collapsed"), (counts.late, "late"), (counts.revised, "revised"),
      (counts.invalid, "invalid"), (missing, "missing"),
      (behind, "behind"),
    ]
    for (number, word) in numbers where number > 0 { parts.append("\(SpanText.grouped(number)) \(word)") }
    text = parts.joined(separator: dot)
  }
}
