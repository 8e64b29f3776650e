package import MonitorCore

/// A platform in memory, on a clock of its own: what was published when, and what a request at a moment is answered.
package struct SimulatedWorld {
  package struct Row {
    package var id: Int
    package var timestamp: Timestamp
    package var hasReadableTimestamp = true
    /// When it can first be read, and since when not any more.
    package var visibleAt: Double
    package var deletedAt = Double.infinity
    /// Whether no page that holds it can be had.
    package var isOversized = false
    /// When each revision above the first appears, ascending.
    package var revisedAt: [Double] = []

    package init(id: Int, timestamp: Timestamp, visibleAt: Double) {
      (self.id, self.timestamp, self.visibleAt) = (id, timestamp, visibleAt)
    }

    package func isVisible(at time: Double) -> Bool { visibleAt <= time && time < deletedAt }
    package func revision(at time: Double) -> Int32 { Int32(1 + revisedAt.count { $0 <= time }) }
    /// How long after its timestamp it appeared.
    package var lateness: Double { visibleAt - timestamp.seconds(since: SimulatedWorld.epoch) }
  }

  package enum Totals: CaseIterable { case right, absent, minusOne, tooLarge, tooSmall }
  package enum Filter: CaseIterable { case honoured, refused, ignored, strict, unordered }
  package enum Order { case honoured, ascending, shuffled }

  package static let epoch = Timestamp(ticks: 17_575_920_000_000_000)

  /// Sorting them is quickest where they are nearly in order.
  package var rows: [Row] = []
  /// The task's states, each with the moment from which on it holds.
  package var statuses: [(from: Double, status: TaskStatus)] = [(0, .processing)]
  package var cap = Int.max
  package var reportsLimit = true
  package var totals = Totals.right
  package var filter = Filter.ignored
  package var order = Order.honoured
  package var offsetIsIgnored = false
  package var repeatsRows = false
  package var failureRate = 0.0
  /// A larger page than of so many rows cannot be had, because of its size or of its slowness.
  package var maxRows = Int.max
  package var largePagesAreSlow = false
  /// When requests of a kind are refused, and how.
  package var refusals: [(during: Range<Double>, ofLogs: Bool, status: Int)] = []
  /// How far a replica may be behind; every request may meet another one.
  package var replicaLag = 0.0
  package var shufflesTies = true
  package var dateIsMissing = false
  /// By how many seconds the clock of one machine in so many is ahead.
  package var clockLead = 0.0
  package var leadingMachines = 1

  /// Whether entries and the task say something, where it is of no concern to following.
  package var isTalkative = false

  package init() {}

  package func status(at time: Double) -> TaskStatus {
    statuses.last { $0.from <= time }?.status ?? .queued
  }

  /// The moment from which on the last status holds.
  package var endsAt: Double { statuses.last?.from ?? 0 }

  package func answer(
    _ request: Follower.Request, at time: Double, using random: inout SplitMix64
  ) -> Follower.Answer {
    let lead = clockLead > 0 && Int.random(in: 0..<leadingMachines, using: &random) == 0 ? clockLead : 0
    let clock = Timestamp(ticks: Self.epoch.ticks + Int64(time + lead) * Timestamp.ticksPerSecond)
    let serverNow = dateIsMissing ? nil : clock
    if Double.random(in: 0..<1, using: &random) < failureRate {
      return .failure(failure(serverNow, using: &random))
    }
    if let refusal = refusals.first(where: { $0.during.contains(time) && $0.ofLogs == request.isLogs }) {
      return .failure(SourceFailure(.status(refusal.status), "\(refusal.status)", serverNow: serverNow))
    }
    switch request {
    case .task(let id):
      var task = TaskSnapshot(id: id.text, status: status(at: time))
      if isTalkative { describe(&task, at: time) }
      return .task(TaskAnswer(task: task, serverNow: serverNow))
    case .logs(let query):
      let moment = time - (replicaLag > 0 ? Double.random(in: 0...replicaLag, using: &random) : 0)
      return page(query, at: moment, serverNow: serverNow, using: &random)
    }
  }

  private func page(
    _ query: LogQuery, at time: Double, serverNow: Timestamp?, using random: inout SplitMix64
  ) -> Follower.Answer {
    var found = rows.filter { $0.isVisible(at: time) }
    switch (query.order, filter) {
    case (.oldestFirst, .refused):
      return .failure(SourceFailure(.status(400), "400 Bad Request"))
    case (.oldestFirst(let from), .honoured):
      found.removeAll { $0.timestamp < from || !$0.hasReadableTimestamp }
      found.sort { $0.timestamp < $1.timestamp }
    case (.oldestFirst(let from), .strict):
      found.removeAll { $0.timestamp <= from || !$0.hasReadableTimestamp }
      found.sort { $0.timestamp < $1.timestamp }
    case (.oldestFirst(let from), .unordered):
      found.removeAll { $0.timestamp < from }
    case (.oldestFirst, .ignored), (.newestFirst, _):
      sortNewestFirst(&found, using: &random)
    }
    if shufflesTies { shuffleTies(in: &found, using: &random) }
    let limit = min(query.limit, cap)
    let start = offsetIsIgnored ? 0 : min(query.offset, found.count)
    var slice = Array(found[start..<min(found.count, start + limit)])
    if slice.count > maxRows || slice.contains(where: \.isOversized) {
      let isSlow = largePagesAreSlow && !slice.contains(where: \.isOversized)
      return .failure(SourceFailure(isSlow ? .tooSlow : .tooLarge, "too large", serverNow: serverNow))
    }
    if repeatsRows, let again = slice.randomElement(using: &random) {
      slice.insert(again, at: slice.firstIndex { $0.id == again.id } ?? 0)
    }
    let page = LogPage(
      batch: batch(slice, at: time), limit: reportsLimit ? limit : nil, offset: nil,
      total: total(of: found.count, using: &random), serverNow: serverNow)
    return .page(page)
  }

  private func sortNewestFirst(_ found: inout [Row], using random: inout SplitMix64) {
    switch order {
    case .honoured: found.sort { $0.timestamp > $1.timestamp }
    case .ascending: found.sort { ($0.timestamp, $0.id) < ($1.timestamp, $1.id) }
    case .shuffled: found.sort { $0.visibleAt < $1.visibleAt }
    }
  }

  /// Entries of one moment have no order: another one in every answer.
  private func shuffleTies(in found: inout [Row], using random: inout SplitMix64) {
    var start = 0
    while start < found.count {
      var end = start + 1
      while end < found.count, found[end].timestamp == found[start].timestamp { end += 1 }
      if end - start > 1 { found[start..<end].shuffle(using: &random) }
      start = end
    }
  }

  private func batch(_ rows: [Row], at time: Double) -> EntryBatch {
    var batch = EntryBatch()
    for row in rows {
      var entry = LogEntry(id: batch.append("TLR-\(row.id)".utf8))
      entry.revision = row.revision(at: time)
      // What a recording holds.
      let timestamp = isTalkative ? row.timestamp.flooredToMilliseconds : row.timestamp
      entry.timestamp = row.hasReadableTimestamp ? timestamp : nil
      entry.severity = .info
      if isTalkative { describe(&entry, row, in: &batch) }
      batch.entries.append(entry)
    }
    return batch
  }

  private func describe(_ entry: inout LogEntry, _ row: Row, in batch: inout EntryBatch) {
    let number = row.id % 1_000
    entry.severity = number % 17 == 0 ? .error : number % 7 == 0 ? .warning : number % 5 == 0 ? .debug : .info
    entry.severityText = batch.append(entry.severity.word.utf8)
    entry.message = batch.append(["Moving {{Name}}", "Step {{N}} of 'x'\n{{Name}}", "done"][number % 3].utf8)
    entry.parameters = batch.append(#"{"Name":"AGR-\#(number)","N":\#(entry.revision)}"#.utf8)
    if number % 4 == 0 { entry.progress = Float(number % 100) }
  }

  private func describe(_ task: inout TaskSnapshot, at time: Double) {
    task.name = "Moving agreements"
    task.started = Self.epoch
    task.progress = task.status.isFinal ? 100 : max(0, min(99, (time / max(1, endsAt) * 100).rounded(.down)))
    if task.status.isFinal { task.completed = Self.epoch.advanced(bySeconds: endsAt).flooredToMilliseconds }
    let progress = task.progress.map { "\(Int($0))" } ?? "null"
    let audit = [("started", task.started), ("completed", task.completed)].compactMap { name, moment in
      moment.map { "\"\(name)\":{\"at\":\"\(TimestampFormat.rfc3339($0))\"}" }
    }
    task.raw = Array(
      (#"{"id":"\#(task.id)","name":"\#(task.name)","status":"\#(task.status.word)","progress":\#(progress),"#
        + "\"audit\":{\(audit.joined(separator: ","))}}").utf8)
  }

  private func total(of count: Int, using random: inout SplitMix64) -> Int? {
    switch totals {
    case .right: count
    case .absent: nil
    case .minusOne: -1
    case .tooLarge: count + Int.random(in: 0...7, using: &random)
    case .tooSmall: max(0, count - Int.random(in: 0...7, using: &random))
    }
  }

  private func failure(_ serverNow: Timestamp?, using random: inout SplitMix64) -> SourceFailure {
    let kinds: [SourceFailure.Kind] = [
      .transport(beforeFirstByte: true), .transport(beforeFirstByte: false), .timeout, .unreadable, .redirect,
      .status(408), .status(425), .status(429), .status(500), .status(502), .status(503), .status(504),
    ]
    let kind = kinds.randomElement(using: &random) ?? .timeout
    let asks = Int.random(in: 0..<4, using: &random) == 0
    return SourceFailure(
      kind, "failed", retryAfter: asks ? .seconds(Int.random(in: 0...20, using: &random)) : nil, serverNow: serverNow)
  }
}

extension Follower.Request {
  package var isLogs: Bool {
    if case .logs = self { true } else { false }
  }
}
