import MonitorCore

/// A task's status as text: `Processing · elapsed 11:54`.
struct StatusText {
  /// The status's word, safe; the state of the source where the task was never read.
  let word: String
  let role: Style.Role
  /// Why this task is not live, in a word or two; `nil` when it is, and when `word` says so.
  let problem: String?
  private let glyphs: Glyphs
  /// In seconds.
  private let elapsed: Double?
  private let idle: Double?
  /// The longest of nine in ten gaps so far, where `idle` was judged by it.
  private let usualGap: Double?
  private let isFinal: Bool
  /// `13:49:20`, when it ended.
  private let endedAt: String
  private let percent: Double?
  /// For how long it waits, where it does.
  private let waiting: Double?

  init(model: borrowing Model, task: borrowing WatchedTask) {
    glyphs = model.glyphs
    word = Self.word(of: task, glyphs)
    role = StateSign(task.status, glyphs).role
    problem =
      task.snapshot == nil
      ? nil : task.state.source == .stale ? task.state.staleText(at: model.runClock) : task.state.lossWord
    isFinal = task.isFinal
    elapsed = task.elapsed(now: model.now)
    idle = isFinal ? nil : task.progress.reading.stalledFor
    usualGap = task.progress.reading.usualGap
    let (clock, now) = (model.clock, model.now)
    endedAt = task.snapshot?.completed.map { clock.moment($0, now: now) + clock.zoneMark } ?? ""
    percent = task.progress.percent
    let since = task.snapshot.flatMap { $0.updated ?? $0.created }
    waiting = task.status?.isWaiting == true ? since.map { max(0, now.seconds(since: $0)) } : nil
  }

  /// All; without the elapsed time; the status's word alone.
  enum Length { case full, middle, word }

  func segments(_ length: Length, background: Style.Role) -> [Segment] {
    var result = [Segment(word, role)]
    if length == .word { return result }
    if length == .full, let waiting {
      result.append(Segment(" for \(DurationText.clock(waiting))", background))
    } else if length == .full, let elapsed {
      let label = isFinal ? "took" : "elapsed"
      result.append(Segment(" \(glyphs.dot) \(label) \(DurationText.clock(elapsed))", background))
    }
    return result + (idle == nil ? [] : [Segment(" \(glyphs.dot) ", background)] + idleSegments)
  }

  /// `idle 4:12 (usual gap ≤ 20s)`; empty while the task goes on as usual.
  var idleSegments: [Segment] {
    guard let idle else { return [] }
    let usual = usualGap.map { " (usual gap \(glyphs.atMost)\(DurationText.short($0.rounded(.up))))" } ?? ""
    return [Segment("idle \(DurationText.clock(idle))\(usual)", .stale)]
  }

  /// `Completed 13:49:20 · took 15:42`, `Failed at 99.3 % after 11:03`: the end of a task that has one.
  var ended: [Segment] {
    var result = [Segment(word, role, .bold)]
    guard role != .statusCompleted else {
      if !endedAt.isEmpty { result.append(Segment(" \(endedAt)", .secondary)) }
      if let elapsed { result.append(Segment(" \(glyphs.dot) took \(DurationText.clock(elapsed))", .secondary)) }
      return result
    }
    if let percent { result.append(Segment(" at \(NumberText.percent(percent)) %", .secondary)) }
    if let elapsed { result.append(Segment(" after \(DurationText.clock(elapsed))", .secondary)) }
    return result
  }

  private static func word(of task: borrowing WatchedTask, _ glyphs: Glyphs) -> String {
    if let status = task.status {
      let word = SafeText.line(status.word)
      return word.isEmpty ? "Unknown" : word.clipped(to: 20, glyphs.ellipsis)
    }
    return switch task.state.source {
    case .refused: "Refused"
    case .gone: "Not found"
    case .gaveUp: "Gave up"
    case .stale: "No answer"
    case .connecting, .live, .ended: "Connecting"
    }
  }

}

/// When a task will be done, as text: `in 13:05 · ≈14:05 (13:58–14:20)  ▲ slipped 3m`.
struct ETAText {
  /// With the interval and the slip; with the moment alone; the countdown alone.
  enum Length: CaseIterable { case full, middle, short }

  private let eta: Timestamp?
  private let estimate: EndEstimate?
  private let isEstimated: Bool
  private let slip: Double
  private let isFinal: Bool
  private let elapsed: Double?
  private let glyphs: Glyphs
  private let now: Timestamp
  private let clock: ClockText

  init(model: borrowing Model, task: borrowing WatchedTask) {
    (eta, isEstimated, slip) = (task.progress.eta, task.progress.isEstimated, task.progress.slip)
    estimate = task.progress.reading.estimate
    isFinal = task.isFinal
    (glyphs, now, clock) = (model.glyphs, model.now, model.clock)
    elapsed = task.elapsed(now: model.now)
  }

  func segments(_ length: Length) -> [Segment] {
    if isFinal { return [] }
    guard let eta else {
      let running = elapsed.map { " \(glyphs.dot) elapsed \(DurationText.clock($0))" } ?? ""
      return [Segment("ETA unknown" + (length == .short ? "" : running), .secondary)]
    }
    let seconds = eta.seconds(since: now)
    let about = isEstimated ? glyphs.approximately : ""
    var result: [Segment] = []
    if seconds >= 0 {
      result.append(
        Segment("in \(about)\(DurationText.clock(seconds.rounded(.up)))", isSlipped(seconds) ? .caution : .text))
    } else {
      result.append(Segment("overdue \(DurationText.clock(-seconds))", .danger))
    }
    guard length != .short else { return result }
    result.append(Segment(" \(glyphs.dot) \(about)\(moment(eta))", .secondary))
    guard length == .full else { return result }
    if let estimate, estimate.high.seconds(since: estimate.low) >= 60 {
      result.append(Segment(" (\(moment(estimate.low))\(glyphs.none)\(moment(estimate.high)))", .secondary))
    }
    if isSlipped(max(0, seconds)) {
      result.append(Segment("  \(glyphs.up) slipped \(DurationText.short(slip))", .caution))
    }
    return result
  }

  /// Whether the end moved by enough to matter: also by less than a minute where that is a tenth of what remains.
  private func isSlipped(_ remaining: Double) -> Bool { slip >= 60 || slip > 1 && slip >= remaining / 10 }

  /// `14:05`, seconds where they matter.
  private func moment(_ at: Timestamp) -> String {
    let text = clock.moment(at, now: now)
    return (abs(at.seconds(since: now)) < 120 ? text : String(text.dropLast(3))) + clock.zoneMark
  }
}
