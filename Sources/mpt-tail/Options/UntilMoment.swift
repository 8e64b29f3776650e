import MonitorCore
import Synchronization

/// The end of `--until`: entries after a moment are not delivered, and following ends when all before it are.
final class UntilMoment: Sendable {
  /// How long after the moment the last polls begin: entries are published a little later than they are dated.
  private static let grace = Duration.seconds(2)
  /// How long the last polls may take.
  private static let limit = Duration.seconds(30)
  /// Seconds after which the server's clock is looked at again.
  private static let clockCheck = 1.0
  private static let step = Duration.milliseconds(50)

  private let taskCount: Int
  private let states = Mutex<[Int: FollowState]>([:])
  /// What was left out of each task's entries, which its states count.
  private let leftOut = Mutex<[Int: LeftOut]>([:])
  private let known = Mutex<Timestamp?>(nil)
  /// Whether the moment is known with the first answer only.
  private let needsAnswer: Bool
  private let resolve: @Sendable () -> Timestamp

  convenience init(_ moment: Timestamp, taskCount: Int) {
    self.init(taskCount: taskCount, needsAnswer: false) { moment }
  }

  /// So many seconds before the moment of the first event: by then the server's clock is known.
  convenience init(ago span: Double, clock: @escaping @Sendable () -> Timestamp, taskCount: Int) {
    self.init(taskCount: taskCount, needsAnswer: true) { clock().advanced(bySeconds: -span) }
  }

  private init(taskCount: Int, needsAnswer: Bool, _ resolve: @escaping @Sendable () -> Timestamp) {
    (self.taskCount, self.needsAnswer, self.resolve) = (taskCount, needsAnswer, resolve)
  }

  var moment: Timestamp {
    known.withLock { known in
      let moment = known ?? resolve()
      known = moment
      return moment
    }
  }

  /// Of the entries that count, those that are not after the moment.
  func selector(_ base: FollowOptions.Selector?) -> FollowOptions.Selector {
    { batch in
      let counts = base?(batch) ?? batch.entries.map { _ in true }
      let moment = self.moment
      return zip(counts, batch.entries).map { $0 && !$1.isAfter(moment) }
    }
  }

  /// The event without the entries after the moment, which are not counted either; those without a readable time stay. Every
  /// event has to come by here.
  func filtered(_ event: FollowEvent, of task: Int) -> FollowEvent {
    switch event {
    case .task: return event
    case .state(var state):
      states.withLock { $0[task] = state }
      let leftOut = leftOut.withLock { $0[task] ?? LeftOut() }
      state.delivered -= leftOut.delivered
      state.revised -= leftOut.revised
      state.late -= leftOut.late
      state.invalid -= leftOut.invalid
      return .state(state)
    case .logs(var batch, let receivedAt):
      let moment = moment
      let after = batch.entries.filter { $0.isAfter(moment) }
      if after.isEmpty { return event }
      leftOut.withLock { $0[task, default: LeftOut()].count(after) }
      batch.entries.removeAll { $0.isAfter(moment) }
      return .logs(batch, receivedAt: receivedAt)
    }
  }

  /// Waits for the moment on the server's clock, and for two polls of every task after it (one of them reads the logs).
  /// False where some task was not read in time, or the waiting task was cancelled.
  ///
  /// - Parameter clock: the server's clock; this machine's until the first answer, which may put it right either way.
  func pass(
    _ engine: FollowEngine, grace: Duration = UntilMoment.grace, clock: @Sendable () -> Timestamp
  ) async -> Bool {
    while needsAnswer, !wasAnswered {
      guard (try? await Task.sleep(for: Self.step)) != nil else { return false }
    }
    repeat {
      var rest = moment.seconds(since: clock())
      while rest > 0 {
        guard (try? await Task.sleep(for: .seconds(min(rest, Self.clockCheck)))) != nil else { return false }
        rest = moment.seconds(since: clock())
      }
      guard (try? await Task.sleep(for: grace)) != nil, await isReadTwice(by: engine) else { return false }
    } while clock() < moment
    return true
  }

  private var wasAnswered: Bool { states.withLock { $0.values.contains { $0.lastGood != nil } } }

  private func isReadTwice(by engine: FollowEngine) async -> Bool {
    for _ in 0..<2 {
      let begin = engine.now
      await engine.pollNow(nil)
      while !isRead(since: begin, now: engine.now) {
        guard engine.now < begin + Self.limit, (try? await Task.sleep(for: Self.step)) != nil else { return false }
      }
    }
    return true
  }

  private func isRead(since begin: Duration, now: Duration) -> Bool {
    states.withLock { states in
      states.count >= taskCount
        && states.values.allSatisfy { state in
          guard let next = state.nextPoll else { return true }
          return state.failures == 0 && next > now && state.lastGood.map { $0 >= begin } ?? false
        }
    }
  }
}

/// Entries that are after the moment, counted as following counts what it delivers.
private struct LeftOut {
  private(set) var delivered = 0
  private(set) var revised = 0
  private(set) var late = 0
  private(set) var invalid = 0

  mutating func count(_ entries: [LogEntry]) {
    for entry in entries {
      guard !entry.isRevised else {
        revised += 1
        continue
      }
      delivered += 1
      late += entry.lateness > 0 ? 1 : 0
      invalid += entry.isInvalid ? 1 : 0
    }
  }
}

extension LogEntry {
  /// One without a readable time is after nothing.
  fileprivate func isAfter(_ moment: Timestamp) -> Bool { timestamp.map { $0 > moment } ?? false }
}
