import MonitorCore

/// What a `LogStore` must do, said as plainly as possible.
struct NaiveStore {
  struct Row {
    var task: Int
    var id: [UInt8]
    var entry: TestEntry
    var timestamp: Timestamp
    var lateness: Int64
    var history: [LogVersion] = []
  }

  private(set) var rows: [Row] = []

  mutating func merge(_ entries: [TestEntry], of task: Int, receivedAt: Timestamp) -> (added: [Int], revised: Set<Int>)
  {
    var added: [Int] = []
    var revised = Set<Int>()
    let firstNew = rows.count
    for entry in entries {
      let timestamp = entry.timestamp ?? receivedAt
      if let row = rows.firstIndex(where: { $0.task == task && $0.id == entry.id }) {
        let old = rows[row]
        guard old.entry.revision < entry.revision else { continue }
        rows[row].history.append(
          LogVersion(
            timestamp: old.timestamp, revision: old.entry.revision, severity: old.entry.severity,
            severityWord: old.entry.severity == .unknown && !old.entry.severityText.isEmpty
              ? old.entry.severityText : nil,
            message: old.entry.message, parameters: old.entry.parameters))
        rows[row].entry = entry
        rows[row].timestamp = timestamp
        if row < firstNew { revised.insert(row) }
      } else {
        added.append(rows.count)
        rows.append(Row(task: task, id: entry.id, entry: entry, timestamp: timestamp, lateness: entry.lateness))
      }
    }
    return (added, revised)
  }

  /// All slots in order.
  var order: [Slot] {
    rows.indices.sorted { left, right in
      let (a, b) = (rows[left], rows[right])
      if a.timestamp != b.timestamp { return a.timestamp < b.timestamp }
      if a.id != b.id { return a.id.lexicographicallyPrecedes(b.id) }
      return left < right
    }.map(Slot.init)
  }
}

/// An entry before it is put into a batch.
struct TestEntry: Equatable {
  var id: [UInt8]
  var revision: Int32 = 1
  var severity = Severity.info
  var severityText: [UInt8] = []
  var timestamp: Timestamp?
  var timestampText: [UInt8] = []
  var message: [UInt8] = []
  var parameters: [UInt8] = []
  var extras: [UInt8] = []
  var progress: Float?
  var eta: Timestamp?
  var isInvalid = false
  var lateness: Int64 = 0

  init(_ id: String, at ticks: Int64? = 0) {
    self.id = Array(id.utf8)
    timestamp = ticks.map(Timestamp.init(ticks:))
  }

  func with(_ change: (inout TestEntry) -> Void) -> TestEntry {
    var copy = self
    change(&copy)
    return copy
  }
}

extension EntryBatch {
  init(_ entries: [TestEntry]) {
    self.init()
    for entry in entries {
      var log = LogEntry(id: append(entry.id))
      log.revision = entry.revision
      log.severity = entry.severity
      log.severityText = append(entry.severityText)
      log.timestamp = entry.timestamp
      log.timestampText = append(entry.timestampText)
      log.message = append(entry.message)
      log.parameters = append(entry.parameters)
      log.extras = append(entry.extras)
      log.progress = entry.progress
      log.eta = entry.eta
      log.isInvalid = entry.isInvalid
      log.lateness = entry.lateness
      self.entries.append(log)
    }
  }
}

/// Random entries that often meet: few ids, few instants, few revisions.
struct RandomEntries: RandomNumberGenerator {
  private var random: SplitMix64
  private let ids: Int

  init(seed: UInt64, ids: Int) {
    random = SplitMix64(seed: seed)
    self.ids = ids
  }

  mutating func next() -> UInt64 { random.next() }

  mutating func number(_ range: Range<Int>) -> Int { Int.random(in: range, using: &random) }

  mutating func batch(upTo count: Int, around now: Int) -> [TestEntry] {
    (0..<number(0..<count + 1)).map { _ in entry(around: now) }
  }

  mutating func entry(around now: Int) -> TestEntry {
    let number = number(0..<ids)
    let id = number % 5 == 0 ? "odd-\(number)" : "TLR-0000-0000-0000-\(1000 + number % 9000)"
    var entry = TestEntry(id, at: Int64(now + self.number(-8..<9)))
    switch self.number(0..<40) {
    case 0:
      entry.timestamp = nil
      entry.timestampText = Array("someday \(number)".utf8)
    case 1: entry.timestamp = Timestamp(ticks: [.min, .max, 0][number % 3])
    default: break
    }
    entry.revision = Int32(self.number(0..<4)) * [1, 1, 1, 100][number % 4]
    entry.severity = Severity.allCases[self.number(0..<6)]
    entry.severityText = Array((entry.severity == .unknown ? "Odd\(number % 3)" : entry.severity.word).utf8)
    entry.message = Array(
      ["Step {{N}} of '{{Name}}'", "plain", "", "{{Name}}{{N}} done\nand more", "other {{ x.y }}"][number % 5].utf8)
    entry.parameters = Array(Self.parameters[self.number(0..<Self.parameters.count)].utf8)
    if number % 3 == 0 { entry.extras = Array(#"{"name":"\#(number % 7)"}"#.utf8) }
    if number % 2 == 0 { entry.progress = Float(self.number(0..<101)) }
    if number % 7 == 0 { entry.eta = Timestamp(ticks: Int64(number)) }
    entry.isInvalid = number % 11 == 0
    entry.lateness = Int64(max(0, self.number(-10..<4)))
    return entry
  }

  static let parameters = [
    "", "{}", #"{"N":3,"Name":"ACC-1"}"#, #"{"N":4,"Name":"ACC-22"}"#, #"{"N":5.5,"Name":"say \"hi\" Zoë"}"#,
    #"{ "Name" : "" , "N" : 0 }"#, #"{"x":{"y":[1,"a",true,null]},"Name":"B"}"#, #"["a",2]"#, #""text""#, "12",
    #"{"broken":"#, #"{"N":-12,"Name":"under way"}"#, "\u{1}\u{5}", "\u{5}", #"{"N":007,"Name":"{{N}}"}"#,
  ]
}
