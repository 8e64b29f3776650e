import TestSupport
import Testing

@testable import MonitorCore

@Suite struct LogStoreTests {
  @Test func ordersByTimestampThenIDThenSlot() {
    var store = LogStore()
    let batch = EntryBatch([
      TestEntry("TLR-0000-0000-0000-0002", at: 5), TestEntry("b", at: 5), TestEntry("TLR-0000-0000-0000-0001", at: 5),
      TestEntry("a", at: 4), TestEntry("Z", at: 5),
    ])
    #expect(store.merge(batch, of: 0, receivedAt: Timestamp(ticks: 9)).added == [0, 1, 2, 3, 4])
    #expect(store.merge(EntryBatch([TestEntry("b", at: 5)]), of: 1, receivedAt: Timestamp(ticks: 9)).added == [5])
    #expect(store.order == [3, 2, 0, 4, 1, 5])
    #expect((0..<6).map { store.task(of: $0) } == [0, 0, 0, 0, 0, 1])
  }

  /// What is held of an entry is as long as it was; a message that is cut takes no more of it than it needs.
  @Test(
    arguments: [
      String(repeating: "x", count: 9_000), String(repeating: "漢", count: 3_000),
      String(repeating: #"\\\\"#, count: 4_000),
      String(repeating: #"\u6f22"#, count: 2_000), String(repeating: #"a\""#, count: 5_000),
    ])
  func aMessageThatIsCutIsTheBeginningOfTheWhole(value: String) {
    var store = LogStore()
    let parameters = Array(#"{"A":"\#(value)","B":7}"#.utf8)
    let entries = (0..<3).map { (number: Int64) -> TestEntry in
      TestEntry("e\(number)", at: number).with {
        $0.message = Array("the {{A}} and {{B}}".utf8)
        $0.parameters = parameters
      }
    }
    _ = store.merge(EntryBatch(entries), of: 0, receivedAt: Timestamp(ticks: 0))
    var (whole, cut) = (FilledMessage(), FilledMessage())
    store.fill(2, into: &whole)
    #expect(!whole.isCut && whole.text.suffix(6).elementsEqual(" and 7".utf8))
    // A shorter one cuts the template, and with it perhaps a placeholder.
    for maxBytes in [17, 18, 19, 100, 101, 102, 103, 1_000] {
      cut.maxBytes = maxBytes
      store.fill(2, into: &cut)
      #expect(cut.isCut && cut.text.count <= maxBytes && cut.text.count > maxBytes - 4)
      let isBeginning = whole.text.starts(with: cut.text)
      #expect(isBeginning, "\(maxBytes)")
    }
    #expect(store.parameters(of: 2) == parameters)
  }

  /// Parameters come back as they were sent, whatever came with the same template before.
  @Test func parametersComeBackByteForByte() {
    let variants = [
      "", "{}", #"{"A":"x"}"#, #"{"A":"yy"}"#, #"{"A":""}"#, #"{"A":"x\""}"#, #"{"A":"\\"}"#, #"{"A":1}"#, #"{"A":23}"#,
      #"{"A":01}"#, #"{"A":1.5}"#, #"{"A":-1}"#, #"{"A":1e3}"#, #"{"A":1234567890123456}"#, #"{"A" :"x"}"#,
      #"{"A":"x" }"#,
      #"{"A":"x","B":2}"#, #"{"A":"x","B":"2"}"#, #"["x"]"#, #""x""#, #"{"A":"x":"y"}"#, #"{"A":"x"  :1}"#,
      "{\"A\":\"\u{2}\"}",
      "{\"A\":\"\u{0}\"}", #"{"B":"x"}"#, #"{"A":"x"}}"#, #"{"A":"x"#, #"{"A":true}"#, #"{"A":null}"#,
      #"{"A":{"B":[1,"2"]}}"#,
      #"{"A":{"B":[1,"2",3]}}"#, #"{"1":2}"#, #"{"1":"2"}"#, "12", "-", #"{"A":"漢"}"#, #"{"A":"x"}"# + "\n",
    ].map { Array($0.utf8) }
    var random = SplitMix64(seed: 11)
    var store = LogStore()
    var expected: [[UInt8]] = []
    for template in ["the {{A}}", "a {{B}}"] {
      for parameters in Array(repeating: variants, count: 4).flatMap({ $0 }).shuffled(using: &random) {
        let entry = TestEntry("e\(expected.count)", at: 1).with {
          $0.message = Array(template.utf8)
          $0.parameters = parameters
        }
        _ = store.merge(EntryBatch([entry]), of: 0, receivedAt: Timestamp(ticks: 0))
        expected.append(parameters)
      }
    }
    var (held, sent) = (FilledMessage(), FilledMessage())
    for (number, parameters) in expected.enumerated() {
      let slot = Slot(number)
      #expect(store.parameters(of: slot) == parameters, "\(String(decoding: parameters, as: UTF8.self))")
      store.fill(slot, into: &held)
      sent.fill(template: store.message(of: slot), parameters: parameters)
      #expect(held.text == sent.text, "\(String(decoding: parameters, as: UTF8.self))")
    }
  }

  /// Templates that are too long to be shared have numbers all the same, which follow the entry.
  @Test func longTemplatesAreToldApart() {
    var store = LogStore()
    let long = String(repeating: "m", count: 5_000)
    func entry(_ id: String, _ message: String, revision: Int32 = 1) -> TestEntry {
      TestEntry(id, at: 1).with {
        $0.message = Array(message.utf8)
        $0.revision = revision
      }
    }
    _ = store.merge(
      EntryBatch([entry("a", long + "1"), entry("b", long + "2"), entry("c", long + "1"), entry("d", "m")]), of: 0,
      receivedAt: Timestamp(ticks: 0))
    #expect(store.template(of: 0) == store.template(of: 2) && store.template(of: 0) != store.template(of: 1))
    #expect(store.count(ofTemplate: store.template(of: 0)) == 2 && store.count(ofTemplate: store.template(of: 3)) == 1)
    _ = store.merge(
      EntryBatch([entry("b", long + "1", revision: 2), entry("c", "m", revision: 2)]), of: 0,
      receivedAt: Timestamp(ticks: 0))
    #expect(store.template(of: 0) == store.template(of: 1) && store.template(of: 2) == store.template(of: 3))
    #expect(Set(store.rows.longTemplates.keys) == [0, 1])
    _ = store.dropOldest(keeping: 1)
    #expect(store.rows.longTemplates.isEmpty)
    #expect(store.count(ofTemplate: store.template(of: 3)) == 1)
  }

  @Test func putsLateEntriesWhereTheyBelong() {
    var store = LogStore()
    _ = store.merge(
      EntryBatch((0..<10).map { TestEntry("n\($0)", at: $0 * 10) }), of: 0, receivedAt: Timestamp(ticks: 0))
    let late = [TestEntry("x", at: 35).with { $0.lateness = 55 }, TestEntry("y", at: -1).with { $0.lateness = 91 }]
    let changes = store.merge(EntryBatch(late), of: 0, receivedAt: Timestamp(ticks: 0))
    #expect(changes.late == 2 && changes.added == [10, 11] && changes.revised.isEmpty)
    #expect(store.order == [11, 0, 1, 2, 3, 10, 4, 5, 6, 7, 8, 9])
    #expect(store.lateness(of: 10) == 55 && store.counts(of: 0).late == 2)
  }

  @Test func keepsTheNewestRevisionAndTheEarlierOnes() {
    var store = LogStore()
    let first = TestEntry("a", at: 10).with {
      $0.message = Array("one {{x}}".utf8)
      $0.parameters = Array(#"{"x":"1"}"#.utf8)
      $0.severity = .warning
    }
    let second = first.with {
      $0.revision = 3
      $0.message = Array("two".utf8)
      $0.severity = .error
      $0.timestamp = Timestamp(ticks: 30)
      $0.isInvalid = true
    }
    _ = store.merge(EntryBatch([first, TestEntry("b", at: 20)]), of: 4, receivedAt: Timestamp(ticks: 0))
    let changes = store.merge(EntryBatch([second]), of: 4, receivedAt: Timestamp(ticks: 0))
    #expect(changes.revised == [0] && changes.added.isEmpty)
    #expect(changes.moved.map(\.slot) == [0] && changes.moved.map(\.from) == [Timestamp(ticks: 10)])
    #expect(store.order == [1, 0])
    #expect(store.message(of: 0) == second.message && store.revision(of: 0) == 3 && store.isRevised(0))
    let version = LogVersion(
      timestamp: Timestamp(ticks: 10), revision: 1, severity: .warning, message: first.message,
      parameters: first.parameters)
    #expect(store.history(of: 0) == [version])
    for stale in [first, second, second.with { $0.revision = 2 }, first.with { $0.revision = .min }] {
      #expect(store.merge(EntryBatch([stale]), of: 4, receivedAt: Timestamp(ticks: 0)).isEmpty)
    }
    #expect(store.generation == 2)
    let counts = store.counts(of: 4)
    #expect(counts.total == 2 && counts.revised == 1 && counts.invalid == 1)
    #expect(counts[.warning] == 0 && counts[.error] == 1 && counts[.info] == 1 && counts.atLeast(.warning) == 1)
    #expect(store.counts(of: 5) == SeverityCounts())
  }

  @Test func boundsTheHistoryOfOneEntry() {
    var store = LogStore()
    for revision in 0..<Int32(LogStore.maxVersions + 50) {
      let entry = TestEntry("a").with { $0.revision = revision }
      _ = store.merge(EntryBatch([entry]), of: 0, receivedAt: Timestamp(ticks: 0))
    }
    #expect(store.history(of: 0).count == LogStore.maxVersions)
    #expect(store.history(of: 0).last?.revision == store.revision(of: 0) - 1)
  }

  @Test(arguments: 0..<24) func agreesWithTheNaiveStore(seed: UInt64) {
    var world = RandomEntries(seed: seed, ids: [30, 400, 3000][Int(seed % 3)])
    var store = LogStore()
    var naive = NaiveStore()
    for step in 0..<60 {
      let entries = world.batch(upTo: 12, around: step * 4)
      let task = world.number(0..<3)
      let now = Timestamp(ticks: Int64(step * 4))
      let changes = store.merge(EntryBatch(entries), of: task, receivedAt: now)
      let expected = naive.merge(entries, of: task, receivedAt: now)
      #expect(changes.added == expected.added.map(Slot.init))
      #expect(Set(changes.revised) == Set(expected.revised.map(Slot.init)))
      #expect(changes.revised.count == expected.revised.count)
      if step % 4 == 0 { #expect(store.order == naive.order) }
    }
    for (number, row) in naive.rows.enumerated() { expectEqual(store, Slot(number), row) }
    for task in 0..<4 {
      let rows = naive.rows.filter { $0.task == task }
      let counts = store.counts(of: task)
      #expect(counts.total == rows.count)
      #expect(counts.late == rows.count { $0.lateness > 0 })
      #expect(counts.revised == rows.count { !$0.history.isEmpty })
      #expect(counts.invalid == rows.count { $0.entry.isInvalid })
      for severity in Severity.allCases {
        #expect(counts[severity] == rows.count { $0.entry.severity == severity })
      }
    }
  }

  private func expectEqual(_ store: LogStore, _ slot: Slot, _ row: NaiveStore.Row) {
    #expect(store.id(of: slot) == row.id && store.task(of: slot) == row.task)
    #expect(store.slot(of: row.id, task: row.task) == slot)
    #expect(store.timestamp(of: slot) == row.timestamp && store.lateness(of: slot) == row.lateness)
    #expect(store.hasTimestamp(slot) == (row.entry.timestamp != nil))
    #expect(store.timestampText(of: slot) == (row.entry.timestamp == nil ? row.entry.timestampText : []))
    #expect(store.revision(of: slot) == row.entry.revision && store.severity(of: slot) == row.entry.severity)
    #expect(store.severityWord(of: slot) == row.entry.severityText)
    #expect(store.message(of: slot) == row.entry.message && store.parameters(of: slot) == row.entry.parameters)
    #expect(store.extras(of: slot) == row.entry.extras)
    #expect(store.progress(of: slot) == row.entry.progress && store.eta(of: slot) == row.entry.eta)
    #expect(store.isInvalid(slot) == row.entry.isInvalid)
    #expect(store.history(of: slot) == row.history)
    var (filled, expected) = (FilledMessage(), FilledMessage())
    store.fill(slot, into: &filled)
    expected.fill(template: row.entry.message, parameters: row.entry.parameters)
    #expect(filled.text == expected.text && filled.values == expected.values)
  }

  @Test func holdsMoreTemplatesThanItShares() {
    var store = LogStore()
    let entries = (0..<20_000).map { number in
      TestEntry("n\(number)", at: Int64(number)).with {
        $0.message = Array("Message \(number % 19_000)".utf8)
        $0.parameters = Array(#"{"k\#(number % 17_000)":"v"}"#.utf8)
        $0.extras = Array(#"{"name":"\#(number)"}"#.utf8)
      }
    }
    for start in stride(from: 0, to: entries.count, by: 1000) {
      _ = store.merge(EntryBatch(Array(entries[start..<start + 1000])), of: 0, receivedAt: Timestamp(ticks: 0))
    }
    for number in stride(from: 0, to: entries.count, by: 37) {
      let slot = Slot(number)
      #expect(store.message(of: slot) == entries[number].message)
      #expect(store.parameters(of: slot) == entries[number].parameters)
      #expect(store.extras(of: slot) == entries[number].extras)
    }
    #expect(store.template(of: 0) == store.template(of: 19_000) && store.template(of: 0) != store.template(of: 1))
    #expect(store.template(of: 18_500) != store.template(of: 18_501))
  }

  @Test func holdsHugeTexts() {
    var store = LogStore()
    let entry = TestEntry(String(repeating: "i", count: 200_000)).with {
      $0.message = Array(String(repeating: "m", count: 3_000_000).utf8)
      $0.parameters = Array("{\"a\":\"\(String(repeating: "v", count: 100_000))\"}".utf8)
      $0.extras = Array("{\"e\":\"\(String(repeating: "x", count: 70_000))\"}".utf8)
      $0.severity = .unknown
      $0.severityText = Array(String(repeating: "s", count: 300).utf8)
    }
    _ = store.merge(EntryBatch([entry, TestEntry("b", at: 1)]), of: 0, receivedAt: Timestamp(ticks: 0))
    #expect(store.id(of: 0) == entry.id && store.message(of: 0) == entry.message)
    #expect(store.parameters(of: 0) == entry.parameters && store.extras(of: 0) == entry.extras)
    #expect(store.severityWord(of: 0) == entry.severityText)
    #expect(store.id(of: 1) == Array("b".utf8) && store.message(of: 1).isEmpty)
  }

  @Test func survivesRangesOutsideTheBatch() {
    var store = LogStore()
    var log = LogEntry(id: 0..<1)
    log.message = 5..<900
    log.parameters = 1_000..<1_001
    _ = store.merge(EntryBatch(bytes: [0x41], entries: [log]), of: 0, receivedAt: Timestamp(ticks: 0))
    #expect(store.id(of: 0) == [0x41] && store.message(of: 0).isEmpty && store.parameters(of: 0).isEmpty)
  }
}
