package import MonitorCore
package import MonitorStream

/// A step of a run that was saved, in the order in which it happened.
package enum RecordedStep: Sendable {
  /// Entries of the task with this number, in their order, and when each was received, where that is known. `receivedAt` is
  /// where those without a readable timestamp belong.
  case entries(EntryBatch, at: [Timestamp?], task: Int, receivedAt: Timestamp)
  /// An event, and when it happened.
  case event(StreamEvent, at: Timestamp?)
}

/// The numbers of the tasks that saved logs name, in the order in which they were named first.
package struct TaskNumbers: Sendable {
  package private(set) var tasks: [TaskID] = []
  /// What foreign logs say of their tasks, by the numbers of these.
  package fileprivate(set) var references: [Int: TaskSnapshot] = [:]
  private var numbers: [TaskID: Int] = [:]

  package init() {}

  /// The number of a task, which is given where it has none.
  package mutating func number(of task: TaskID) -> Int {
    if let number = numbers[task] { return number }
    numbers[task] = tasks.count
    tasks.append(task)
    return tasks.count - 1
  }
}

/// Makes one run of the blocks of a saved log, and says what could not be read.
package struct RecordSequence: Sendable {
  /// What there is to say of a log that was read to its end.
  package struct Summary: Sendable, Equatable {
    /// Entries and events; entries alone.
    package var recordCount = 0
    package var entryCount = 0
    /// Lines that are neither; the first of them, and why.
    package var unreadableLines = 0
    package var firstUnreadable: (Int, String)?
    /// Whether its last line ended in the middle.
    package var isTorn = false
    /// A newer version of the events, which it names.
    package var foreignSchema: String?
    /// Whether its first record is the start of a stream.
    package var beginsWithStart = false

    package init() {}

    package static func == (left: Self, right: Self) -> Bool {
      (left.recordCount, left.entryCount, left.unreadableLines, left.isTorn)
        == (right.recordCount, right.entryCount, right.unreadableLines, right.isTorn)
    }
  }

  /// So many places that could not be read are shown in theirs; the others are only counted.
  private static let maxPlaceholders = 1_000

  package private(set) var summary = Summary()
  /// The number of the log, from 0.
  private let number: Int
  /// The task of entries that name none.
  private let fallback: TaskID
  private var lastTask: Int?
  /// The newest time that was read: where things belong that have none.
  private var latest = Timestamp(ticks: 0)
  private var placeholders = 0

  /// - Parameters:
  ///   - number: which log it is of several.
  ///   - name: what its task is called where nothing names one.
  package init(number: Int = 0, name: String) {
    self.number = number
    fallback = Self.task(named: name)
  }

  /// The steps of a block, up to where a newer version begins.
  ///
  /// - Parameters:
  ///   - tasks: the numbers of tasks; new ones are added.
  ///   - keepsOrder: whether entries of several tasks stay in the order in which they came; otherwise those of a task
  ///     come together, as far as no event lies between them.
  package mutating func steps(
    of block: RecordBlock, _ tasks: inout TaskNumbers, keepsOrder: Bool
  ) -> [RecordedStep] {
    var steps: [RecordedStep] = []
    // Nobody knows what a newer version means by what it writes, nor whose it is.
    guard summary.foreignSchema == nil else { return [] }
    if case .foreignSchema(let schema)? = block.others.first(where: { $0.position == 0 })?.other {
      summary.foreignSchema = schema
      return []
    }
    // What a start names comes first, in its order.
    for case (_, .event(let event, _), _) in block.others { for task in event.tasks { _ = tasks.number(of: task) } }
    let numbers = block.tasks.map { tasks.number(of: $0) }
    for (local, task) in block.references where tasks.references[numbers[local]] == nil {
      tasks.references[numbers[local]] = task
    }
    var start = 0
    for (position, other, _) in block.others where summary.foreignSchema == nil {
      append(start..<position, of: block, numbers, &tasks, keepsOrder, to: &steps)
      start = position
      append(other, &tasks, to: &steps)
    }
    guard summary.foreignSchema == nil else { return steps }
    append(start..<block.marks.count, of: block, numbers, &tasks, keepsOrder, to: &steps)
    return steps
  }

  private mutating func append(
    _ range: Range<Int>, of block: RecordBlock, _ numbers: [Int], _ tasks: inout TaskNumbers, _ keepsOrder: Bool,
    to steps: inout [RecordedStep]
  ) {
    guard !range.isEmpty else { return }
    summary.recordCount += range.count
    summary.entryCount += range.count
    if let step = wholeBlock(range, of: block, numbers) { return steps.append(step) }
    var runs = EntryRuns(bytes: block.batch.bytes, keepsOrder: keepsOrder)
    for index in range {
      let (entry, mark) = (block.batch.entries[index], block.marks[index])
      let task = mark.task >= 0 ? numbers[Int(mark.task)] : lastTask ?? tasks.number(of: fallback)
      lastTask = task
      let at = mark.at == RecordBlock.Mark.unknown ? nil : Timestamp(ticks: mark.at)
      if let time = at ?? entry.timestamp { latest = time }
      runs.append(entry, at: at, task: task, receivedAt: latest)
    }
    steps += runs.steps
  }

  /// The step of a block in which all entries are of one task and have a time: nothing is gathered, and nothing copied.
  private mutating func wholeBlock(_ range: Range<Int>, of block: RecordBlock, _ numbers: [Int]) -> RecordedStep? {
    guard range == block.marks.indices, let task = block.marks.first?.task, task >= 0 else { return nil }
    let entries = block.batch.entries.span
    for index in entries.indices where entries[index].timestamp == nil { return nil }
    guard block.marks.allSatisfy({ $0.task == task }) else { return nil }
    let moments = block.marks.map { $0.at == RecordBlock.Mark.unknown ? nil : Timestamp(ticks: $0.at) }
    latest = moments.last.flatMap(\.self) ?? entries[entries.count - 1].timestamp ?? latest
    lastTask = numbers[Int(task)]
    return .entries(block.batch, at: moments, task: numbers[Int(task)], receivedAt: latest)
  }

  private mutating func append(_ other: RecordBlock.Other, _ tasks: inout TaskNumbers, to steps: inout [RecordedStep]) {
    switch other {
    case .event(let event, let at):
      if summary.recordCount == 0, case .start = event { summary.beginsWithStart = true }
      summary.recordCount += 1
      if let at { latest = at }
      steps.append(.event(event, at: at))
      for task in event.tasks { lastTask = tasks.number(of: task) }
    case .unknownEvent: break
    case .foreignSchema(let schema): summary.foreignSchema = summary.foreignSchema ?? schema
    case .torn: summary.isTorn = true
    case .unreadable(let lines, let why):
      summary.unreadableLines += lines.count
      if summary.firstUnreadable == nil { summary.firstUnreadable = (lines.lowerBound, why) }
      // What stands before the first record is a heading.
      guard summary.recordCount > 0, placeholders < Self.maxPlaceholders else { return }
      placeholders += 1
      steps.append(placeholder(lines, why, of: lastTask ?? tasks.number(of: fallback)))
    }
  }

  private func placeholder(_ lines: ClosedRange<Int>, _ why: String, of task: Int) -> RecordedStep {
    let name = lines.count == 1 ? "line \(lines.lowerBound)" : "lines \(lines.lowerBound)-\(lines.upperBound)"
    var batch = EntryBatch()
    var entry = LogEntry(id: batch.append("unreadable:\(number):\(lines.lowerBound)".utf8))
    entry.isInvalid = true
    entry.message = batch.append("<unreadable \(name): \(why)>".utf8)
    batch.entries.append(entry)
    return .entries(batch, at: [nil], task: task, receivedAt: latest)
  }

  /// A task for a log that names none: the id that its name contains, or else its name.
  private static func task(named name: String) -> TaskID {
    if let marked = TaskID(argument: name), marked.text.hasPrefix("TSK-") { return marked }
    return TaskID(madeOf: name)
  }
}

/// Gathers entries into steps: as they come, or those of a task together.
private struct EntryRuns {
  let bytes: [UInt8]
  let keepsOrder: Bool
  private var runs: [(task: Int, receivedAt: Timestamp, entries: [LogEntry], at: [Timestamp?])] = []
  /// The run of each task that may be added to.
  private var open: [Int: Int] = [:]
  private var last = -1

  init(bytes: [UInt8], keepsOrder: Bool) {
    self.bytes = bytes
    self.keepsOrder = keepsOrder
  }

  mutating func append(_ entry: LogEntry, at: Timestamp?, task: Int, receivedAt: Timestamp) {
    var index = last
    if last < 0 || runs[last].task != task { index = keepsOrder ? -1 : open[task] ?? -1 }
    // An entry without a time belongs where it was received.
    if index >= 0, entry.timestamp == nil, runs[index].receivedAt != receivedAt { index = -1 }
    if index < 0 {
      index = runs.count
      runs.append((task, receivedAt, [], []))
      open[task] = index
    }
    runs[index].entries.append(entry)
    runs[index].at.append(at)
    last = index
  }

  var steps: [RecordedStep] {
    runs.map { run in
      .entries(
        EntryBatch(bytes: bytes, entries: run.entries), at: run.at, task: run.task, receivedAt: run.receivedAt)
    }
  }
}

extension StreamEvent {
  /// The tasks that it is about.
  package var tasks: [TaskID] {
    switch self {
    case .start(let start): start.tasks
    case .watch(let task, _), .task(let task, _, _), .source(let task, _, _), .note(let task, _, _): [task]
    case .end(let end): end.outcomes.map(\.task)
    }
  }
}
