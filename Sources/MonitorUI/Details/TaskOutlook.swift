import Glibc
import MonitorCore

/// When a task will end and how one knows, as facts of its details.
struct TaskOutlook {
  private(set) var facts: [(label: String, text: [Segment])] = []
  private let scene: Scene
  private let reading: ProgressReading

  init(of task: WatchedTask, in scene: Scene) {
    self.scene = scene
    reading = task.progress.reading
    if !task.isFinal { addEnd(of: task) }
    if let usual = reading.usualDuration { addUsual(usual) }
    addPhases(of: task)
    guard !task.isFinal else { return }
    if reading.attempt > 1 { add("attempt", NumberText.ordinal(reading.attempt)) }
    if let next = reading.nextAttempt { addNextAttempt(next) }
    if let stalled = reading.stalledFor { addStall(stalled) }
    if let deadline = reading.deadline {
      let cut = reading.isCutOff ? "  before it is done" : ""
      add(
        "deadline", scene.clock.full(deadline), "  the platform ends it then\(cut)",
        reading.isCutOff ? .caution : .secondary)
    }
  }

  private mutating func addEnd(of task: WatchedTask) {
    if let eta = task.progress.eta {
      let sign = task.progress.isEstimated ? scene.glyphs.approximately : ""
      add("eta", sign + scene.clock.full(eta), "  \(source(isEstimated: task.progress.isEstimated))")
    }
    if let estimate = reading.estimate, estimate.high.seconds(since: estimate.low) >= 1 {
      add("between", "\(time(estimate.low)) and \(time(estimate.high))", "  four times out of five")
    }
    if task.progress.isEstimated, let said = reading.serverEnd { addServer(said) }
  }

  /// Where the number comes from.
  private func source(isEstimated: Bool) -> String {
    guard isEstimated else { return "as the platform says" }
    let (runs, reports) = (
      NumberText.count(reading.runCount, "earlier run"), NumberText.count(reading.reportCount, "report")
    )
    return switch reading.estimate?.basis {
    case .history where reading.reportCount == 0: "estimated from \(runs)"
    case .history, .rateAndHistory: "estimated from \(runs), \(reports)"
    case .rate, .server, nil: "estimated from \(reports)"
    }
  }

  /// `14:02, usually 6 min early`: an end that was named too early leaves more to do than it says.
  private mutating func addServer(_ said: Timestamp) {
    let left = said.seconds(since: scene.time.now)
    let late = left > 0 ? (exp(reading.serverBias) - 1) * left : 0
    let usually = abs(late) < 30 ? "" : "  usually \(DurationText.units(abs(late))) \(late > 0 ? "early" : "late")"
    add("server", time(said), left > 0 ? usually : "  is past")
  }

  private mutating func addUsual(_ usual: Double) {
    // One run has no range.
    let range =
      reading.runCount < 2
      ? nil
      : reading.usualRange.map { range in
        "  between \(DurationText.clock(range.lowerBound)) and \(DurationText.clock(range.upperBound))"
      }
    let over = reading.overUsual.map { "; \(DurationText.units($0)) over" } ?? ""
    let runs = NumberText.count(reading.runCount, "earlier run")
    add("usually", DurationText.units(usual), "\(range ?? " ") in \(runs)\(over)")
  }

  /// What `audit` says of how its time was spent.
  private mutating func addPhases(of task: WatchedTask) {
    guard let snapshot = task.snapshot, let created = snapshot.created, let started = snapshot.started else { return }
    var text = "waited \(DurationText.clock(started.seconds(since: created)))"
    if let end = snapshot.status.isFinal ? snapshot.completed : scene.time.now {
      text +=
        " \(scene.glyphs.dot) \(task.isFinal ? "ran" : "runs for") \(DurationText.clock(end.seconds(since: started)))"
    }
    add("phases", text)
  }

  private mutating func addNextAttempt(_ next: ClosedRange<Timestamp>) {
    let (first, last) = (time(next.lowerBound), time(next.upperBound))
    add("next try", first == last ? scene.glyphs.approximately + first : "between \(first) and \(last)")
  }

  /// A stall with its evidence, and what becomes of a task whose instance is lost.
  private mutating func addStall(_ seconds: Double) {
    let usual =
      reading.usualGap.map { "  usual gap \(scene.glyphs.atMost)\(DurationText.units($0.rounded(.up)))" } ?? ""
    let end = reading.deadline.map { "; where its instance is lost, the platform ends it at \(time($0))" } ?? ""
    add("idle", "for \(DurationText.units(seconds))", usual + end, .stale)
  }

  private mutating func add(_ label: String, _ text: String, _ note: String = "", _ role: Style.Role = .secondary) {
    facts.append((label, [Segment(text, .text)] + (note.isEmpty ? [] : [Segment(note, role)])))
  }

  private func time(_ at: Timestamp) -> String { scene.clock.moment(at, now: scene.time.now) + scene.clock.zoneMark }
}

/// The reasons with which the platform's own machinery ends a task.
enum FailureReason: CaseIterable {
  case timeout, shutdown, authentication, payload, context

  /// Takes the reason as the platform gives it, or a sentence that ends with it.
  init?(_ text: String) {
    guard let reason = Self.allCases.first(where: { text.contains($0.text) }) else { return nil }
    self = reason
  }

  private var text: String {
    switch self {
    case .timeout: "Processing timeout exceeded"
    case .shutdown: "Interrupted by instance shutdown"
    case .authentication: "Authentication failed"
    case .payload: "Invalid request payload"
    case .context: "Non-recoverable context error"
    }
  }

  /// What it means, and what to do.
  var sentence: String {
    switch self {
    case .timeout:
      "It took longer than it may: its extension stopped it a minute before the platform would have. maxTaskProcessingSeconds and maxTaskLifetimeSeconds among its parameters are the limits."
    case .shutdown:
      "Its extension was stopped or deployed anew while it ran. Nothing is wrong with the task: start it again."
    case .authentication:
      "The extension's own account was refused: its token has expired or was disabled. Yours is not concerned."
    case .payload: "The extension could not read what the task was started with: starting it again changes nothing."
    case .context: "The extension could not set up what the task needs, and says that trying again changes nothing."
    }
  }
}
