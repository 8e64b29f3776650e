import MonitorCore
import MonitorHistory
import MonitorStream
import MonitorUI

/// What a stream knows of earlier runs, and remembers of its own. What cannot be done is said once.
struct StreamMemory: Sendable {
  /// How long what the platform said of earlier runs is good for, in seconds.
  private static let maxAge = 6.0 * 3_600

  private let memory: SessionMemory
  /// Whether estimates are written, for which earlier runs are worth asking for.
  private let estimates: Bool
  private var isLoaded = false
  private var histories: [String: CodeHistory] = [:]
  private var codes: Set<String> = []
  private var kept: Set<TaskID> = []
  private var said: Set<String> = []

  init(_ memory: SessionMemory, estimates: Bool) {
    (self.memory, self.estimates) = (memory, estimates)
  }

  /// What there is to know before a task is written; `nil` where that is nothing new. `ask` says for which code the platform
  /// has to be asked.
  mutating func histories(
    for task: TaskSnapshot, at now: Timestamp
  ) -> (known: [String: CodeHistory]?, ask: String?) {
    guard estimates, !task.status.isFinal, !task.code.isEmpty, codes.insert(task.code).inserted else {
      return (nil, nil)
    }
    var known: [String: CodeHistory]?
    if !isLoaded {
      isLoaded = true
      histories = attempt { [memory] () throws(StateFailure) in try memory.load().histories } ?? [:]
      known = histories
    }
    if let asked = histories[task.code]?.asked, now >= asked, now.seconds(since: asked) < Self.maxAge {
      return (known, nil)
    }
    return (known, task.code)
  }

  /// Remembers what the platform listed. Answers what is known then.
  mutating func keep(_ runs: [EarlierRun], of code: String, at now: Timestamp) -> [String: CodeHistory] {
    attempt { [memory] () throws(StateFailure) in try memory.record(runs, listed: code, at: now) }
      ?? [code: CodeHistory(runs: runs)]
  }

  /// Remembers a run that completed.
  mutating func keep(_ run: EarlierRun?, at now: Timestamp) {
    guard let run, kept.insert(run.task).inserted else { return }
    _ = attempt { [memory] () throws(StateFailure) in try memory.record([run], at: now) }
  }

  private mutating func attempt<Value>(_ body: () throws(StateFailure) -> Value) -> Value? {
    do throws(StateFailure) {
      return try body()
    } catch {
      if said.insert(error.sentence).inserted { StandardError.write("mpt-tail: \(error.sentence)") }
      return nil
    }
  }
}
