import MonitorCore

/// What is true of the source right now, over all tasks: of those that are followed, as long as there are any; the
/// others are only counted then.
struct SourceStatus {
  private let states: [FollowState]
  private let glyphs: Glyphs
  private let engine: Duration

  init(model: borrowing Model) {
    self.init(tasks: model.tasks, glyphs: model.glyphs, engine: model.engine)
  }

  /// - Parameter tasks: of which those whose panes are closed do not count.
  init(tasks: [WatchedTask], glyphs: Glyphs, engine: Duration) {
    states = tasks.lazy.filter { !$0.isClosed }.map(\.state)
    (self.glyphs, self.engine) = (glyphs, engine)
  }

  /// `● live   polled 1s ago · next 2s · 1 gone`, and shorter ways to say it. `role` is what the plain words are drawn
  /// in.
  func ways(_ role: Style.Role) -> [[Segment]] {
    let followed = states.filter { $0.source.isFollowed }
    guard let worst = (followed.isEmpty ? states : followed).max(by: { rank($0.source) < rank($1.source) }) else {
      return []
    }
    let lost = followed.isEmpty ? [] : lost
    let marks = lost.map { Segment(" \(glyphs.dot) \($0)", .refused) }
    return told(worst, role).map { $0 + marks }
  }

  /// `1 gone`, `2 no logs`: the tasks that are not followed, or not wholly.
  private var lost: [String] {
    NumberText.tally(states.compactMap(\.lossWord))
  }

  private func told(_ worst: FollowState, _ role: Style.Role) -> [[Segment]] {
    let alike = states.filter { rank($0.source) == rank(worst.source) }.count
    let share = states.count > 1 ? "\(alike) of \(states.count) " : ""
    switch worst.source {
    case .connecting: return [[Segment("\(glyphs.connecting) connecting", role)]]
    case .live:
      return ages.map { [Segment("\(glyphs.live) live", .live), Segment($0, role)] }
    case .stale: return stale(worst, share).map { [Segment($0, .stale)] }
    case .refused(let logsOnly):
      let reason = worst.problem.isEmpty ? "access is refused" : worst.problem
      return [[Segment((logsOnly ? "\(share)no logs: " : "\(share)refused: ") + reason, .refused)]]
    case .gone:
      let reason = worst.problem.isEmpty ? "no such task, or not visible to this token" : worst.problem
      return [[Segment("\(share)gone: \(reason)", .refused)]]
    case .gaveUp: return [[Segment("\(share)gave up: \(worst.problem)", .refused)]]
    case .ended:
      let ended = Segment("\(glyphs.ended) ended", role)
      return [[ended, Segment(" \(glyphs.dot) everything was told", role)], [ended]]
    }
  }

  /// How old what is known is, and when it is asked for again.
  private var ages: [String] {
    let watched = states.filter { $0.source == .live }
    var polled = ""
    var next = ""
    if let oldest = watched.compactMap(\.lastGood).min() {
      polled = "polled \(DurationText.short((engine - oldest).seconds)) ago"
    }
    if let soonest = watched.compactMap(\.nextPoll).min() {
      let seconds = (soonest - engine).seconds
      next = seconds > 0 ? "next \(DurationText.short(seconds.rounded(.up)))" : "polling"
    }
    let both = [polled, next].filter { !$0.isEmpty }.joined(separator: " \(glyphs.dot) ")
    return [both, polled, ""].map { $0.isEmpty ? "" : "   " + $0 }
  }

  private func stale(_ worst: FollowState, _ share: String) -> [String] {
    let dot = " \(glyphs.dot) "
    let stale = "\(share)\(worst.staleText(at: engine))"
    let problem = worst.problem.isEmpty ? "" : dot + worst.problem.withoutPeriod
    var retry = ""
    if let next = worst.nextPoll {
      let seconds = (next - engine).seconds
      retry = "\(dot)retry \(worst.failures)"
      retry += seconds > 0 ? " in \(DurationText.short(seconds.rounded(.up)))" : " now"
    }
    return [stale + problem + retry, stale + retry, stale]
  }

  private func rank(_ source: FollowState.Source) -> Int {
    switch source {
    case .ended: 0
    case .connecting: 2
    case .live: 1
    case .refused(let logsOnly): logsOnly ? 3 : 6
    case .gone, .gaveUp: 5
    case .stale: 4
    }
  }
}

extension FollowState {
  /// `stale 42s`; below a second without the age, which would only flash.
  func staleText(at engine: Duration) -> String {
    guard let lastGood, (engine - lastGood).seconds >= 1 else { return "stale" }
    return "stale \(DurationText.short((engine - lastGood).seconds))"
  }

  /// Why a task is not followed, or not wholly, in a word or two; `nil` where it is.
  var lossWord: String? {
    switch source {
    case .refused(let logsOnly): logsOnly ? "no logs" : "refused"
    case .gone: "gone"
    case .gaveUp: "gave up"
    case .stale, .connecting, .live, .ended: nil
    }
  }
}

extension FollowState.Source {
  /// Whether the logs are followed, or were to the end.
  fileprivate var isFollowed: Bool {
    switch self {
    case .connecting, .live, .stale, .ended: true
    case .refused, .gone, .gaveUp: false
    }
  }
}
