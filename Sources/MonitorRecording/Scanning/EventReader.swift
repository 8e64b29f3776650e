import MarketplaceAPI
import MonitorCore
package import MonitorStream

/// Reads the events of a stream that are no entries. A member that is missing, or of another kind, counts as unknown.
package enum EventReader {
  /// The version that a `start` names, where it is none that this program reads.
  static func foreignSchema(_ event: JSONNode) -> String? {
    let members = event.members
    guard members["event"]?.string == "start", let schema = members["schema"]?.string, schema != RunStart.schema
    else { return nil }
    return schema
  }

  /// Whether a line is the start of a stream, in the version of this program.
  static func isStart(_ line: [UInt8]) -> Bool {
    guard let members = JSONNode(document: line)?.members else { return false }
    return members["event"]?.string == "start" && members["schema"]?.string == RunStart.schema
  }

  /// The event of an object; `nil` where this version has none of this name, or it says nothing.
  static func event(_ node: JSONNode) -> StreamEvent? {
    let members = node.members
    switch members["event"]?.string {
    case "start": return .start(start(members))
    case "end": return .end(end(members))
    default: break
    }
    guard let task = members["task"]?.string.flatMap({ TaskID($0) }) else { return nil }
    switch members["event"]?.string {
    case "watch":
      guard let state = members["state"]?.string else { return nil }
      let cause = members["by"]?.string.flatMap { WatchChange.Cause(rawValue: $0) } ?? .command
      return .watch(task, WatchChange(isJoining: state == "joined", by: cause))
    case "task": return .task(task, snapshot(members, of: task), end(ofTask: members))
    case "source": return .source(task, state(members), retry: members["retry"]?.number)
    case "note":
      guard let entry = members["entry"]?.string, let text = members["text"]?.string else { return nil }
      return .note(task, entry: entry, text: text)
    default: return nil
    }
  }

  /// The event of a line; `nil` where it is none.
  package static func event(line: [UInt8]) -> StreamEvent? { JSONNode(document: line).flatMap(event) }

  private static func start(_ members: [String: JSONNode]) -> RunStart {
    let tasks = members["tasks"]?.elements.compactMap { $0.string.flatMap { TaskID($0) } } ?? []
    var start = RunStart(
      version: members["version"]?.string ?? "", host: members["host"]?.string ?? "", tasks: tasks)
    if let count = members["history"]?.number, (0...1e9).contains(count) { start.history = .newest(Int(count)) }
    if let moment = members["history"]?.timestamp { start.history = .since(moment) }
    start.until = members["until"]?.timestamp
    let filter = members["filter"]?.members ?? [:]
    if let level = filter["level"]?.string { start.filter.level = .atLeast(Severity(word: level.utf8)) }
    for (name, isExcluding) in [("grep", false), ("exclude", true)] {
      for text in filter[name]?.elements.compactMap(\.string) ?? [] {
        if let pattern = try? TextPattern(text, isExcluding: isExcluding) { start.filter.patterns.append(pattern) }
      }
    }
    return start
  }

  private static func snapshot(_ members: [String: JSONNode], of task: TaskID) -> TaskSnapshot {
    if let raw = members["snapshot"], raw.kind == .object, let snapshot = try? TaskScanner.task(raw.raw) {
      return snapshot
    }
    let status = TaskStatus(word: members["status"]?.string ?? "")
    var snapshot = TaskSnapshot(id: task.text, name: members["name"]?.string ?? "", status: status)
    snapshot.progress = members["progress"]?.number.map { max(0, min(100, $0)) }
    if !isTrue(members["estimated"]) { snapshot.eta = members["eta"]?.timestamp }
    return snapshot
  }

  private static func end(ofTask members: [String: JSONNode]) -> ReportedEnd {
    ReportedEnd(
      end: members["eta"]?.timestamp, low: members["eta_low"]?.timestamp, high: members["eta_high"]?.timestamp,
      basis: members["basis"]?.string.flatMap { EndEstimate.Basis(rawValue: $0) })
  }

  private static func state(_ members: [String: JSONNode]) -> FollowState {
    var state = FollowState()
    switch members["state"]?.string {
    case "live": state.source = .live
    case "stale": (state.source, state.failures) = (.stale, 1)
    case "refused": state.source = .refused(logsOnly: true)
    case "gone": state.source = .gone
    default: break
    }
    state.problem = members["problem"]?.string.map { SafeText.line($0) } ?? ""
    return state
  }

  private static func end(_ members: [String: JSONNode]) -> RunEnd {
    let outcomes = members["tasks"]?.elements.compactMap { outcome($0.members) } ?? []
    return RunEnd(
      exit: members["exit"]?.number.map { Int32(max(0, min(255, $0))) } ?? 0,
      reason: members["reason"]?.string.flatMap { RunEnd.Reason(rawValue: $0) } ?? .completed, outcomes: outcomes)
  }

  private static func outcome(_ members: [String: JSONNode]) -> TaskOutcome? {
    guard let task = members["task"]?.string.flatMap({ TaskID($0) }) else { return nil }
    func count(_ name: String) -> Int { members[name]?.number.map { Int(max(0, min(1e15, $0))) } ?? 0 }
    var state = FollowState()
    state.delivered = count("logs")
    state.revised = count("revised")
    state.late = count("late")
    state.missing = count("missing")
    state.invalid = count("invalid")
    state.logIsRead = true
    let isRefused = isTrue(members["refused"])
    let status = members["status"]?.string
    state.source = isRefused ? .refused(logsOnly: status != nil) : .ended
    if isTrue(members["complete"]) {
      state.completeness = .proven
    } else if let reason = members["reason"]?.string {
      state.completeness = .unproven(SafeText.line(reason))
    }
    let snapshot = status.map { TaskSnapshot(id: task.text, status: TaskStatus(word: $0)) }
    return TaskOutcome(task: task, snapshot: snapshot, state: state)
  }

  private static func isTrue(_ node: JSONNode?) -> Bool { node?.kind == .bool && node?.raw.first == 0x74 }
}
