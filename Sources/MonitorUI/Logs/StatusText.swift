import MonitorCore

/// A task's status as text: `Processing · elapsed 11:54`.
struct StatusText {
  /// The status's word, safe; the state of the source where the task was never read.
  let word: String
  let role: Style.Role
  /// Why this task is not live, in a word or two; `nil` when it is, and when `word` says so.
  let problem: String?
  private let glyphs: Glyphs
  private let clock: ClockText
  /// In seconds.
  private let elapsed: Double?
  private let idle: Double?
  /// The longest of nine in ten gaps so far, where `idle` was judged by it.
  private let usualGap: Double?
  private let isFinal: Bool
  /// `13:49:20`, when it ended.
  private let endedAt: String
  private let percent: Double?
  /// For how long it waits, where it does; and when its next attempt begins, where that is known.
  private let waiting: Double?
  private let nextAttempt: String
  /// `usually 14:10`, what earlier runs took.
  private let usual: Double?

  init(model: borrowing Model, task: borrowing WatchedTask) {
    glyphs = model.glyphs
    word = Self.word(of: task, glyphs)
    role = StateSign(of: task, glyphs).role
    problem =
      task.snapshot == nil
      ? nil
      : task.state.lossWord
        ?? (task.state.source == .stale ? task.state.staleText(at: model.runClock, isCalm: model.isCalm) : nil)
    isFinal = task.isFinal
    elapsed = task.elapsed(now: model.now)
    idle = isFinal ? nil : task.progress.reading.stalledFor
    usualGap = task.progress.reading.usualGap
    clock = model.clock
    let (clock, now) = (model.clock, model.now)
    endedAt = task.snapshot?.completed.map { clock.moment($0, now: now) + clock.zoneMark } ?? ""
    percent = task.progress.percent
    let since = task.snapshot.flatMap { $0.updated ?? $0.created }
    waiting = task.status?.isWaiting == true ? since.map { max(0, now.seconds(since: $0)) } : nil
    nextAttempt = task.progress.reading.nextAttempt.map { [glyphs] in Self.text(of: $0, clock, now: now, glyphs) } ?? ""
    usual = task.progress.reading.usualDuration
  }

  /// All; without the elapsed time; the status's word alone.
  enum Length { case full, middle, word }

  func segments(_ length: Length, background: Style.Role) -> [Segment] {
    var result = [Segment(word, role)]
    if length == .word { return result }
    if length == .full, let waiting {
      result.append(Segment(" for \(clock.running(waiting))", background))
      if !nextAttempt.isEmpty { result.append(Segment(" \(glyphs.dot) next attempt \(nextAttempt)", background)) }
    } else if length == .full, let elapsed {
      let label = isFinal ? "took" : "elapsed"
      let length = isFinal ? DurationText.clock(elapsed) : clock.running(elapsed)
      result.append(Segment(" \(glyphs.dot) \(label) \(length)", background))
    }
    return result + (idle == nil ? [] : [Segment(" \(glyphs.dot) ", background)] + idleSegments)
  }

  /// `idle 4:12 (usual gap ≤ 20s)`; empty while the task goes on as usual.
  var idleSegments: [Segment] {
    guard let idle else { return [] }
    let usual = usualGap.map { " (usual gap \(glyphs.atMost)\(DurationText.short($0.rounded(.up))))" } ?? ""
    return [Segment("idle \(clock.running(idle))\(usual)", .stale)]
  }

  /// `Completed 13:49:20 · took 15:42`, `Failed at 99.3 % after 11:03`: the end of a task that has one.
  var ended: [Segment] {
    var result = [Segment(word, role, .bold)]
    guard role != .statusCompleted else {
      if !endedAt.isEmpty { result.append(Segment(" \(endedAt)", .secondary)) }
      if let elapsed {
        result.append(Segment(" \(glyphs.dot) took \(DurationText.clock(elapsed))\(usually)", .secondary))
      }
      return result
    }
    if let percent { result.append(Segment(" at \(NumberText.percent(percent)) %", .secondary)) }
    if let elapsed { result.append(Segment(" after \(DurationText.clock(elapsed))", .secondary)) }
    return result
  }

  /// The same in headers of one line, where a percentage tells nothing more, longest first: `Completed 13:49:20 · took 15:42`,
  /// `Completed 13:49:20`, `Completed`; `Failed after 11:03`, `Failed`.
  var endings: [[Segment]] {
    let first = Segment(word, role, .bold)
    guard role == .statusCompleted else {
      let after = elapsed.map { [first, Segment(" after \(DurationText.clock($0))", .secondary)] }
      return (after.map { [$0] } ?? []) + [[first]]
    }
    let at = endedAt.isEmpty ? [first] : [first, Segment(" \(endedAt)", .secondary)]
    let took = elapsed.map { at + [Segment(" \(glyphs.dot) took \(DurationText.clock($0))", .secondary)] }
    let whole = took.flatMap { usually.isEmpty ? nil : $0 + [Segment(usually, .secondary)] }
    return [whole, took, at, [first]].compactMap(\.self)
  }

  /// ` (usually 14:10)`; empty where nothing is known of earlier runs.
  private var usually: String { usual.map { " (usually \(DurationText.clock($0)))" } ?? "" }

  /// `≈13:47`, or `13:47–14:12` where it is not known that well.
  private static func text(
    of next: ClosedRange<Timestamp>, _ clock: ClockText, now: Timestamp, _ glyphs: Glyphs
  ) -> String {
    let (first, last) = (clock.minute(next.lowerBound, now: now), clock.minute(next.upperBound, now: now))
    return first == last ? glyphs.approximately + first : first + glyphs.none + last
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
