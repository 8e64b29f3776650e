import MonitorCore

// The members of events, in the order in which the schema names them.
extension JSONWriter {
  /// A moment in RFC 3339; `null` where there is none.
  mutating func value(_ moment: Timestamp?) {
    guard let moment else { return null() }
    value(plain: { TimestampFormat.appendRFC3339(moment, to: &$0) })
  }

  mutating func members(of start: RunStart) {
    name("schema")
    value(RunStart.schema)
    name("version")
    value(start.version)
    name("host")
    value(start.host)
    name("tasks")
    beginArray()
    for task in start.tasks { value(task.text) }
    endArray()
    name("history")
    switch start.history {
    case .all: value("all")
    case .newest(let count): value(count)
    case .since(let moment): value(moment)
    }
    name("until")
    value(start.until)
    name("filter")
    value(start.filter)
  }

  private mutating func value(_ filter: LogFilter) {
    guard filter.level != .all || !filter.patterns.isEmpty else { return null() }
    beginObject()
    name("level")
    switch filter.level {
    case .all: null()
    case .atLeast(let severity), .only(let severity): value(severity.word)
    }
    for (isExcluding, key) in [(false, "grep"), (true, "exclude")] as [(Bool, StaticString)] {
      name(key)
      beginArray()
      for pattern in filter.patterns where pattern.isExcluding == isExcluding { value(pattern.source) }
      endArray()
    }
    endObject()
  }

  mutating func members(of task: TaskSnapshot, _ end: ReportedEnd) {
    name("name")
    value(task.name)
    name("status")
    value(task.status.word)
    name("progress")
    value(task.progress)
    name("eta")
    value(end.end)
    name("eta_low")
    value(end.low)
    name("eta_high")
    value(end.high)
    name("estimated")
    value(end.isEstimated)
    name("basis")
    value(end.basis?.rawValue)
    name("snapshot")
    task.raw.withUnsafeBufferPointer { value(raw: $0) }
  }

  mutating func members(of end: RunEnd) {
    name("exit")
    value(end.exit)
    name("reason")
    value(end.reason.rawValue)
    name("tasks")
    beginArray()
    for outcome in end.outcomes { value(outcome) }
    endArray()
  }

  private mutating func value(_ outcome: TaskOutcome) {
    let (state, digest) = (outcome.state, outcome.digest)
    beginObject()
    name("task")
    value(outcome.task.text)
    name("status")
    value(outcome.snapshot?.status.word)
    let counts: [(StaticString, Int)] = [
      ("logs", state.delivered), ("revised", state.revised), ("late", state.late), ("missing", state.missing),
      ("invalid", state.invalid),
    ]
    for (key, count) in counts {
      name(key)
      value(count)
    }
    name("refused")
    value(outcome.isRefused)
    name("complete")
    value(state.completeness == .proven)
    name("reason")
    value(outcome.incompleteness)
    name("severities")
    beginObject()
    for severity in Severity.allCases where digest.count(severity) > 0 {
      name(severity.key)
      value(digest.count(severity))
    }
    endObject()
    name("first_failure")
    if let first = digest.firstFailure { value(first) } else { null() }
    name("last_errors")
    beginArray()
    for mention in digest.lastErrors { value(mention) }
    endArray()
    endObject()
  }

  private mutating func value(_ mention: EntryDigest.Mention) {
    beginObject()
    name("id")
    value(mention.id)
    name("timestamp")
    value(mention.timestamp)
    name("severity")
    value(mention.severity.word)
    name("text")
    mention.text.withUnsafeBufferPointer { value(text: $0) }
    endObject()
  }
}

extension Severity {
  fileprivate var key: StaticString {
    switch self {
    case .unknown: "Unknown"
    case .debug: "Debug"
    case .info: "Info"
    case .warning: "Warning"
    case .error: "Error"
    case .failure: "Failure"
    }
  }
}
