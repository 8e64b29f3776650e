import MonitorCore
import MonitorHistory
import MonitorStream
import MonitorUI

/// What a stream knows of earlier runs, and remembers of its own. What cannot be done is said once.
///
/// Apart from the output, which may wait for its reader: a recording goes on meanwhile, and its ends are estimated as well.
actor StreamMemory {
  /// How long what the platform said of earlier runs is good for, in seconds.
  private static let maxAge = 6.0 * 3_600

  private let executor = OutputExecutor()
  private let memory: SessionMemory
  private let clock: @Sendable () -> Timestamp
  /// The codes whose earlier runs the platform has to be asked for.
  nonisolated let codes: AsyncStream<String>
  private let code: AsyncStream<String>.Continuation
  /// Whether estimates are written, for which earlier runs are worth asking for.
  private let estimates: Bool
  private var isLoaded = false
  private var histories: [String: CodeHistory] = [:]
  private var consulted: Set<String> = []
  private var kept: Set<TaskID> = []
  private var said: Set<String> = []

  init(_ memory: SessionMemory, estimates: Bool, clock: @escaping @Sendable () -> Timestamp) {
    (self.memory, self.estimates, self.clock) = (memory, estimates, clock)
    (codes, code) = AsyncStream.makeStream()
  }

  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  /// What there is to know before a task is written or recorded; `nil` where that is nothing new. Has the platform asked where it
  /// was not lately.
  func consult(for task: TaskSnapshot) -> [String: CodeHistory]? {
    guard estimates, !task.status.isFinal, !task.code.isEmpty, consulted.insert(task.code).inserted else { return nil }
    let now = clock()
    var known: [String: CodeHistory]?
    if !isLoaded {
      isLoaded = true
      histories = attempt { [memory] () throws(StateFailure) in try memory.load().histories } ?? [:]
      known = histories
    }
    let asked = histories[task.code]?.asked
    if asked.map({ now < $0 || now.seconds(since: $0) >= Self.maxAge }) ?? true { code.yield(task.code) }
    return known
  }

  /// Remembers what the platform listed. Answers what is known then.
  func keep(_ runs: [EarlierRun], of code: String) -> [String: CodeHistory] {
    let now = clock()
    return attempt { [memory] () throws(StateFailure) in try memory.record(runs, listed: code, at: now) }
      ?? [code: CodeHistory(runs: runs)]
  }

  /// Remembers a run that completed.
  func keep(_ run: EarlierRun?) {
    guard let run, kept.insert(run.task).inserted else { return }
    let now = clock()
    _ = attempt { [memory] () throws(StateFailure) in try memory.record([run], at: now) }
  }

  private func attempt<Value>(_ body: () throws(StateFailure) -> Value) -> Value? {
    do throws(StateFailure) {
      return try body()
    } catch {
      if said.insert(error.sentence).inserted { StandardError.write("mpt-tail: \(error.sentence)") }
      return nil
    }
  }
}
