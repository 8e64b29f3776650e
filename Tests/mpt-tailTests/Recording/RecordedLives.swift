import Foundation
import MonitorCore
import MonitorRecording
import MonitorStream
import TestSupport

@testable import mpt_tail

/// Lives of tasks in simulated worlds, and the recording that is made of them.
struct RecordedLives {
  /// What happens at a moment of the run.
  enum Happening {
    case followed(FollowEvent, task: Int)
    case joins(Int)
    case leaves(Int)
  }

  let tasks: [TaskID]
  /// In order; each of a moment in whole milliseconds.
  let happenings: [(at: Timestamp, what: Happening)]
  let outcomes: [TaskOutcome]
  /// The lines of its recording.
  let bytes: [UInt8]

  /// - Parameter scenarios: one a task; but the first, tasks join in the middle, and the last one leaves.
  init(_ scenarios: [WorldKind], seed: UInt64) throws {
    let tasks = scenarios.indices.map { TaskID(madeOf: "TSK-\($0 + 1)") }
    let lives = zip(scenarios.indices, scenarios).map { index, scenario in
      SimulatedLife(of: tasks[index], in: scenario, seed: seed &* 31 &+ UInt64(index), from: .seconds(40 * index))
    }
    var happenings: [(at: Duration, what: Happening)] = []
    for (task, life) in lives.enumerated() {
      if task > 0 { happenings.append((.seconds(40 * task), .joins(task))) }
      for step in life.steps { happenings += step.events.map { (step.at, .followed($0, task: task)) } }
    }
    let leaver = tasks.count > 2 ? tasks.count - 1 : nil
    if let leaver {
      let end = Duration.seconds(40 * leaver + 100)
      happenings.removeAll {
        if case .followed(_, leaver) = $0.what { $0.at >= end } else { false }
      }
      happenings.append((end, .leaves(leaver)))
    }
    // Stable: what came together stays in its order.
    let sorted = happenings.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(
      \.element)
    outcomes = zip(tasks, lives).map { TaskOutcome(task: $0, snapshot: $1.snapshot, state: $1.state) }
    self.tasks = tasks
    self.happenings = sorted.map { (SimulatedWorld.epoch.advanced(bySeconds: $0.at.seconds), $0.what) }
    bytes = try Self.recording(of: sorted, tasks, outcomes)
  }

  private static func recording(
    of happenings: [(at: Duration, what: Happening)], _ tasks: [TaskID], _ outcomes: [TaskOutcome]
  ) throws -> [UInt8] {
    let folder = try TemporaryFolder()
    let path = folder.path + "/run.ndjson"
    let descriptor = Glibc.open(path, O_CREAT | O_WRONLY, 0o600)
    var pipe = OutputPipe(descriptor: descriptor)
    var emitter = RunEmitter(.events, OutputOptions(), start: RunStart(version: "1", host: "h", tasks: [tasks[0]]))
    var filter = EntryFilter(LogFilter())
    var last = Duration.zero
    for (at, what) in happenings {
      last = at
      let server = SimulatedWorld.epoch.advanced(bySeconds: at.seconds)
      switch what {
      case .followed(let event, let task):
        try emitter.emit(event, of: tasks[task], now: at, server: server, filter: &filter, to: &pipe)
      case .joins(let task), .leaves(let task):
        let isJoining = if case .joins = what { true } else { false }
        try emitter.emit(
          WatchChange(isJoining: isJoining, by: .key), of: tasks[task], now: at, server: server, to: &pipe)
      }
    }
    let end = RunEnd(exit: 0, reason: RunEnd.Reason(outcomes), outcomes: outcomes)
    try emitter.emit(end, now: last, server: SimulatedWorld.epoch, to: &pipe)
    try pipe.flush()
    close(descriptor)
    return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
  }
}
