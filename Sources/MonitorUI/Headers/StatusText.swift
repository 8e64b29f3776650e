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
  private let isFinal: Bool

  init(model: borrowing Model, task: borrowing WatchedTask) {
    glyphs = model.glyphs
    word = Self.word(of: task, glyphs)
    role = Self.role(of: task.status)
    problem =
      task.snapshot == nil
      ? nil : task.state.source == .stale ? task.state.staleText(at: model.engine) : task.state.lossWord
    isFinal = task.isFinal
    elapsed = task.elapsed(now: model.now)
    idle = isFinal ? nil : task.progress.reading.stalledFor
  }

  /// All; without the elapsed time; the status's word alone.
  enum Length { case full, middle, word }

  func segments(_ length: Length, background: Style.Role) -> [Segment] {
    var result = [Segment(word, role)]
    if length == .word { return result }
    if length == .full, let elapsed {
      let label = isFinal ? "took" : "elapsed"
      result.append(Segment(" \(glyphs.dot) \(label) \(DurationText.clock(elapsed))", background))
    }
    if let idle { result.append(Segment(" \(glyphs.dot) idle \(DurationText.short(idle))", .stale)) }
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

  private static func role(of status: TaskStatus?) -> Style.Role {
    switch status {
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

  private let eta: Timestamp?
  private let isEstimated: Bool
  private let slip: Double
  private let isFinal: Bool
  private let glyphs: Glyphs
  private let now: Timestamp
  private let clock: ClockText

  init(model: borrowing Model, task: borrowing WatchedTask) {
    (eta, isEstimated, slip) = (task.progress.eta, task.progress.isEstimated, task.progress.slip)
    isFinal = task.isFinal
    (glyphs, now, clock) = (model.glyphs, model.now, model.clock)
  }

  func segments(_ length: Length) -> [Segment] {
    if isFinal { return [] }
    guard let eta else { return [Segment("ETA unknown", .secondary)] }
    let seconds = eta.seconds(since: now)
    let about = isEstimated ? glyphs.approximately : ""
    let at = "ETA \(about)\(clock.moment(eta, now: now))\(clock.zoneMark)"
    var result: [Segment] = []
    if seconds >= 0 {
      let countdown = "in \(about)\(DurationText.clock(seconds.rounded(.up)))"
      result = [Segment(length == .full ? "\(at) \(glyphs.dot) \(countdown)" : "ETA \(countdown)", .text)]
    } else {
      let overdue = "overdue \(DurationText.clock(-seconds))"
      result = [Segment(length == .full ? "\(at) \(glyphs.dot) " : "", .text), Segment(overdue, .severityWarning)]
    }
    if slip > 0, length == .full {
      result.append(Segment("  \(glyphs.up) slipped \(DurationText.short(slip))", .severityWarning))
    }
    return result
  }
}
