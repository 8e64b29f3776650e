import MonitorCore

/// The state of the source over all tasks: of those that are followed, as long as there are any; the others are only
/// counted then.
struct SourceStatus {
  private let states: [FollowState]
  /// The sentences that stand in a pane or its header already.
  private let shown: Set<String>
  private let glyphs: Glyphs
  private let engine: Duration
  private let isCalm: Bool

  init(model: borrowing Model) {
    self.init(
      tasks: model.tasks, glyphs: model.glyphs, engine: model.engine, shown: model.problemsInPanes,
      isCalm: model.isCalm)
  }

  /// - Parameters:
  ///   - tasks: of which those whose panes are closed do not count.
  ///   - shown: problems that a pane shows in full.
  init(tasks: [WatchedTask], glyphs: Glyphs, engine: Duration, shown: Set<String> = [], isCalm: Bool = false) {
    self.isCalm = isCalm
    states = tasks.lazy.filter { !$0.isClosed }.map(\.state)
    (self.glyphs, self.engine, self.shown) = (glyphs, engine, shown)
  }

  /// `● live   polled 1s ago · next 2s · 1 gone`, and shorter variants, longest first. Plain words have `role`.
  func variants(_ role: Style.Role) -> [[Segment]] {
    let followed = states.filter { $0.source.isFollowed && $0.lossWord == nil }
    guard let worst = (followed.isEmpty ? states : followed).max(by: { rank($0) < rank($1) }) else { return [] }
    let all = variants(of: worst, role)
    let marks = followed.isEmpty ? [] : marks(role)
    return marks.isEmpty ? all : all.map { $0 + marks } + all.suffix(1)
  }

  /// ` · 1 of 20 logs refused`, ` · 1 gone · 1 logs refused`. Logs that are refused are no news while the others are followed.
  private func marks(_ role: Style.Role) -> [Segment] {
    let words = NumberText.tally(states.compactMap(\.lossWord))
    return words.map { words.count == 1 ? $0.replacing(" ", with: " of \(states.count) ", maxReplacements: 1) : $0 }
      .map { Segment(" \(glyphs.dot) \($0)", $0.hasSuffix("logs refused") ? role : .refused) }
  }

  private func variants(of worst: FollowState, _ role: Style.Role) -> [[Segment]] {
    let alike = states.filter { rank($0) == rank(worst) }.count
    let share = states.count > 1 ? "\(alike) of \(states.count) " : ""
    if let loss = worst.lossWord {
      let word = share + loss
      let status = worst.problem.httpStatus.map { "\(word) \(glyphs.dot) \($0)" }
      let isSaid = shown.contains(worst.problem)
      return [isSaid ? nil : "\(word): \(worst.reason)", isSaid ? nil : status, word].compactMap(\.self)
        .map { [Segment($0, .refused)] }
    }
    switch worst.source {
    case .connecting: return [[Segment("\(glyphs.connecting) connecting", role)]]
    case .live:
      return ages.map { [Segment("\(glyphs.live) live", .live), Segment($0, role)] }
    case .stale: return stale(worst, share).map { [Segment($0, .stale)] }
    case .refused, .gone, .gaveUp: return []
    case .ended:
      let ended = Segment("\(glyphs.ended) ended", role)
      return [[ended, Segment(" \(glyphs.dot) everything was delivered", role)], [ended]]
    }
  }

  /// `12s ago`, once the last poll is so long ago that one wonders: all is well without it.
  private var ages: [String] {
    let live = states.filter { $0.source == .live }
    guard let oldest = live.compactMap(\.lastGood).min() else { return [""] }
    // A pace is no delay.
    if isCalm, live.allSatisfy({ $0.nextPoll.map { $0 + .seconds(Self.quietAge) > engine } ?? true }) { return [""] }
    let age = (engine - oldest).seconds
    guard age >= Self.quietAge else { return [""] }
    return [" \(glyphs.dot) polled \(DurationText.short(age).leftPadded(to: 3)) ago", ""]
  }

  /// Seconds up to which the age of the last poll is nobody's concern.
  private static let quietAge = 5.0

  private func stale(_ worst: FollowState, _ share: String) -> [String] {
    let dot = " \(glyphs.dot) "
    let stale = "\(share)\(worst.staleText(at: engine, isCalm: isCalm))"
    let isShown = worst.problem.isEmpty || shown.contains(worst.problem)
    let problem = isShown ? "" : dot + worst.problem.withoutPeriod
    let retry = worst.retryText(at: engine, isCalm: isCalm).map { dot + $0 } ?? ""
    // What the server says of its refusal is long: the status alone says enough.
    let brief = isShown ? "" : dot + worst.problem.withoutPeriod.prefixBefore(" - ")
    let status = isShown ? "" : worst.problem.httpStatus.map { dot + $0 } ?? ""
    let retried = [problem, brief, status].filter { isShown || !$0.isEmpty }.map { stale + $0 + retry }
    return retried + [
      stale + brief, stale + status, stale, "\(share)\(worst.lastGood == nil ? "no answer" : "stale")",
    ]
  }

  private func rank(_ state: FollowState) -> Int {
    if state.isRefusal { return 3 }
    return switch state.source {
    case .ended: 0
    case .live: 1
    case .connecting: 2
    case .refused(let logsOnly): logsOnly ? 3 : 7
    case .stale: state.lastGood == nil ? 5 : 4
    case .gone, .gaveUp: 6
    }
  }
}

extension String {
  /// `403 Forbidden`, wherever in a sentence it stands; `nil` where there is none.
  fileprivate var httpStatus: String? {
    firstMatch(of: /\b[1-5][0-9]{2} [A-Z][A-Za-z]+( [A-Z][A-Za-z]+)*/).map { String($0.output.0) }
  }
}

extension FollowState {
  /// `stale 42s`, below a second without the age, which would only flash; `no answer` where there never was one.
  func staleText(at engine: Duration, isCalm: Bool = false) -> String {
    guard let lastGood else { return "no answer" }
    let age = (engine - lastGood).seconds
    return age < (isCalm ? 60 : 1) ? "stale" : "stale \(DurationText.short(age))"
  }

  /// `retry 3 in 8s`, without the countdown where nothing ticks; `nil` where no request is due.
  func retryText(at engine: Duration, isCalm: Bool = false) -> String? {
    guard let nextPoll else { return nil }
    if isCalm { return "retry \(failures)" }
    let seconds = (nextPoll - engine).seconds
    let wait = seconds > 0 ? " in \(DurationText.short(seconds.rounded(.up)))" : " now"
    return "retry \(failures)\(longWaitText)\(wait)"
  }

  /// Why a task is not followed, or not wholly, in a word or two; `nil` where it is.
  var lossWord: String? {
    switch source {
    case .refused(let logsOnly): logsOnly ? "logs refused" : "refused"
    case .gone: "gone"
    case .gaveUp: "gave up"
    case .stale where isRefusal:
      failsOnLogs && problem.httpStatus?.hasPrefix("401") != true ? "logs refused" : "refused"
    case .stale: nil
    case .connecting, .live, .ended: nil
    }
  }

  /// Whether the same refusal came again and again, which asking does not mend: it is an answer, and nothing is stale of a log
  /// that nobody may read.
  var isRefusal: Bool {
    guard source == .stale, failures >= Self.refusals, let status = problem.httpStatus else { return false }
    return status.hasPrefix("401") || status.hasPrefix("403")
  }

  private static let refusals = 3

  /// The same as a sentence.
  var reason: String {
    if source == .gone, lastGood == nil {
      return problem.isEmpty ? Self.notFound : "\(Self.notFound): \(problem)"
    }
    if !problem.isEmpty { return problem }
    return switch source {
    case .refused: "access is refused"
    case .gone: "cannot be found any more"
    case .gaveUp: "the API answers in a way that retrying does not mend"
    case .stale, .connecting, .live, .ended: ""
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

  /// Whether nothing of the task is followed any more.
  var isOver: Bool {
    switch self {
    case .gone, .gaveUp, .refused(logsOnly: false): true
    case .refused, .connecting, .live, .stale, .ended: false
    }
  }
}

extension Model {
  /// Why sources are not live, as panes or the second lines of their headers say it: the title does not repeat it.
  var problemsInPanes: Set<String> {
    var problems: Set<String> = []
    for area in layout.areas where !area.isHeaderOnly {
      guard let pane = pane(of: area) else { continue }
      if area.logs.height > 0 { problems.formUnion(EmptyPane(model: self, pane: pane).problems) }
      guard let task = pane.task, area.headerHeight == 2, tasks[task].state.source.isOver else { continue }
      problems.insert(tasks[task].state.problem)
    }
    return problems
  }
}
