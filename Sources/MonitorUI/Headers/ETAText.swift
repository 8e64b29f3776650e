import MonitorCore

/// When a task will be done, as text: `in 13:05 · ≈14:05 (13:58–14:20)  ▲ slipped 3m`; or why that cannot be said so.
struct ETAText {
  /// With the interval, the slip, the attempt; with the moment alone; the countdown alone.
  enum Length: CaseIterable { case full, middle, short }

  private let eta: Timestamp?
  private let isEstimated: Bool
  private let slip: Double
  private let reading: ProgressReading
  private let isFinal: Bool
  private let elapsed: Double?
  private let glyphs: Glyphs
  private let now: Timestamp
  private let clock: ClockText

  init(model: borrowing Model, task: borrowing WatchedTask) {
    (eta, isEstimated, slip) = (task.progress.eta, task.progress.isEstimated, task.progress.slip)
    reading = task.progress.reading
    isFinal = task.isFinal
    (glyphs, now, clock) = (model.glyphs, model.now, model.clock)
    elapsed = task.elapsed(now: model.now)
  }

  func segments(_ length: Length) -> [Segment] {
    if isFinal { return [] }
    return (cutOff(length) ?? finishing(length) ?? overtime(length) ?? end(length)) + attempt(length)
  }

  /// The platform ends it before it is done.
  private func cutOff(_ length: Length) -> [Segment]? {
    guard reading.isCutOff, let deadline = reading.deadline else { return nil }
    let at = clock.minute(deadline, now: now)
    let needed = eta.map { " \(glyphs.dot) would be done \(glyphs.approximately)\(moment($0, like: $0))" } ?? ""
    switch length {
    case .full: return [Segment("the platform ends it at \(at)", .caution), Segment(needed, .secondary)]
    case .middle: return [Segment("the platform ends it at \(at)", .caution)]
    case .short: return [Segment("ended at \(at)", .caution)]
    }
  }

  /// All is done, and it has not ended.
  private func finishing(_ length: Length) -> [Segment]? {
    guard reading.isFinishing else { return nil }
    return [Segment("finishing", .text)] + (length == .short ? [] : running)
  }

  /// It takes longer than usual, and nothing but earlier runs says how long.
  private func overtime(_ length: Length) -> [Segment]? {
    guard let over = reading.overUsual, let usual = reading.usualDuration,
      reading.estimate?.basis ?? .history == .history
    else { return nil }
    let text = "\(DurationText.units(over)) over"
    guard length != .short else { return [Segment(text, .caution)] }
    return [Segment("\(text) the usual \(DurationText.units(usual))", .caution)]
  }

  private func end(_ length: Length) -> [Segment] {
    guard let eta else { return [Segment("ETA unknown", .secondary)] + (length == .short ? [] : running) }
    let seconds = eta.seconds(since: now)
    let about = isEstimated ? glyphs.approximately : ""
    var result: [Segment] = []
    if seconds >= 0 {
      result.append(
        Segment("in \(about)\(clock.running(seconds.rounded(.up)))", isSlipped(seconds) ? .caution : .text))
    } else {
      result.append(Segment("overdue \(clock.running(-seconds))", .danger))
    }
    guard length != .short else { return result }
    result.append(Segment(" \(glyphs.dot) \(about)\(moment(eta, like: eta))", .secondary))
    if length == .full, let estimate = reading.estimate, estimate.high.seconds(since: estimate.low) >= 60 {
      let (low, high) = (moment(estimate.low, like: eta), moment(estimate.high, like: eta))
      result.append(Segment(" (\(low)\(glyphs.none)\(high))", .secondary))
    }
    if reading.estimate?.basis == .history, let usual = reading.usualDuration {
      result.append(Segment(" \(glyphs.dot) usually \(DurationText.units(usual))", .secondary))
    }
    if length == .full, isSlipped(max(0, seconds)) {
      result.append(Segment("  \(glyphs.up) slipped \(DurationText.short(slip))", .caution))
    }
    return result
  }

  /// ` · 2nd attempt`.
  private func attempt(_ length: Length) -> [Segment] {
    guard reading.attempt > 1, length == .full else { return [] }
    return [Segment(" \(glyphs.dot) \(NumberText.ordinal(reading.attempt)) attempt", .secondary)]
  }

  private var running: [Segment] {
    elapsed.map { [Segment(" \(glyphs.dot) elapsed \(clock.running($0))", .secondary)] } ?? []
  }

  /// Whether the end moved by enough to matter: also by less than a minute where that is a tenth of what remains.
  private func isSlipped(_ remaining: Double) -> Bool { slip >= 60 || slip > 1 && slip >= remaining / 10 }

  /// `14:05`, seconds where they matter: where the end is near, of its interval as well.
  private func moment(_ at: Timestamp, like end: Timestamp) -> String {
    abs(end.seconds(since: now)) < 120 ? clock.moment(at, now: now) + clock.zoneMark : clock.minute(at, now: now)
  }
}
