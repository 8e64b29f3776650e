import TestSupport
import Testing

@testable import MonitorCore

@Suite struct NewEntriesTests {
  private struct Row: Equatable {
    var id: String
    var revision: Int32
    var second: Double?
  }

  private func page(_ rows: [Row]) -> LogPage {
    var page = LogPage.simulated(rows.map { ($0.id, $0.second) })
    for (place, row) in rows.enumerated() { page.batch.entries[place].revision = row.revision }
    return page
  }

  private func rows(_ batch: EntryBatch) -> [Row] {
    batch.entries.map { entry in
      let second = entry.timestamp.map { $0.seconds(since: .simulated(0)) }
      return Row(id: batch.string(entry.id), revision: entry.revision, second: second)
    }
  }

  private func randomRows(using random: inout SplitMix64) -> [Row] {
    (0..<Int.random(in: 0...12, using: &random)).map { _ in
      let number = Int.random(in: 0...15, using: &random)
      return Row(
        id: number < 4 ? "odd \(number)" : "TLR-0000-0000-0000-\(1000 + number)",
        revision: Int32.random(in: -1...3, using: &random),
        second: Int.random(in: 0...6, using: &random) == 0 ? nil : Double(Int.random(in: 0...9, using: &random)))
    }
  }

  /// Against a list in which every id is sought from the start.
  @Test func keepsEachIdAtItsHighestRevision() {
    var random = SplitMix64(seed: 21)
    for _ in 0..<1000 {
      var seen = SeenTable()
      for row in randomRows(using: &random) { _ = seen.deliver(id: row.id.utf8, revision: row.revision) }
      let floor: Timestamp? = Bool.random(using: &random) ? .simulated(2) : nil
      var newEntries = NewEntries()
      var expected: [Row] = []
      var leftNewer = false
      for _ in 0..<3 {
        let rows = randomRows(using: &random)
        let isKnown = newEntries.insert(page(rows).batch, newTo: seen, floor: floor) {
          $0 >= .simulated(8)
        }
        if isKnown {
          #expect(rows.allSatisfy { seen.novelty(of: $0.id.utf8, revision: $0.revision) == .known })
        }
        for row in rows {
          if floor != nil, let second = row.second, second < 2 { continue }
          let isKnown = seen.novelty(of: row.id.utf8, revision: row.revision) == .known
          if let second = row.second, second >= 8 {
            leftNewer = leftNewer || !isKnown
          } else if !isKnown {
            if let place = expected.firstIndex(where: { $0.id == row.id }) {
              if expected[place].revision < row.revision { expected[place] = row }
            } else {
              expected.append(row)
            }
          }
        }
      }
      #expect(rows(newEntries.batch) == expected)
      #expect(newEntries.leftNewer == leftNewer && newEntries.isEmpty == expected.isEmpty)
    }
  }

  @Test(arguments: [Int.min, -1, 0, 1, 5, 1 << 40, Int.max]) func anyExpectationChangesNothing(count: Int) {
    var newEntries = NewEntries()
    newEntries.expect(count)
    let first = [Row(id: "a", revision: 1, second: 1), Row(id: "b", revision: 1, second: 2)]
    newEntries.insert(page(first).batch, newTo: SeenTable(), floor: nil)
    newEntries.expect(count)
    let next = [Row(id: "b", revision: 2, second: 2), Row(id: "c", revision: 1, second: 3)]
    newEntries.insert(page(next).batch, newTo: SeenTable(), floor: nil)
    #expect(rows(newEntries.batch) == [first[0]] + next)
  }

  @Test func holdsTheTextsOfWhatItTook() {
    var page = LogPage(batch: EntryBatch())
    var entry = LogEntry(id: page.batch.append("TLR-1".utf8))
    entry.message = page.batch.append("message".utf8)
    entry.parameters = page.batch.append(#"{"a":1}"#.utf8)
    entry.severityText = page.batch.append("Fatal".utf8)
    entry.timestampText = page.batch.append("now".utf8)
    entry.extras = page.batch.append(#"{"b":2}"#.utf8)
    entry.shape = page.batch.append([0, 3])
    page.batch.entries = [entry]
    var newEntries = NewEntries()
    newEntries.insert(page.batch, newTo: SeenTable(), floor: nil)
    let taken = newEntries.batch.entries[0]
    let texts = [taken.id, taken.message, taken.parameters, taken.severityText, taken.timestampText, taken.extras]
    #expect(
      (texts + [taken.shape]).map(newEntries.batch.string) == [
        "TLR-1", "message", #"{"a":1}"#, "Fatal", "now", #"{"b":2}"#, "\u{0}\u{3}",
      ])
  }

  @Test func textsAreTheSameWhereverTheyStood() {
    var random = SplitMix64(seed: 6)
    for _ in 0..<500 {
      var other = EntryBatch(bytes: (0..<30).map { _ in UInt8.random(in: 0x61...0x7A, using: &random) })
      func range() -> ByteRange {
        let start = Int.random(in: 0...30, using: &random)
        return start..<Int.random(in: start...30, using: &random)
      }
      var entry = LogEntry(id: range())
      entry.shape = range()
      entry.severityText = range()
      entry.timestampText = range()
      entry.message = range()
      entry.parameters = range()
      entry.extras = range()
      other.entries = [entry]
      var batch = EntryBatch(bytes: Array("before".utf8))
      batch.append(entry, from: other)
      func texts(_ entry: LogEntry, _ batch: EntryBatch) -> [String] {
        [entry.id, entry.severityText, entry.timestampText, entry.message, entry.parameters, entry.extras, entry.shape]
          .map(batch.string)
      }
      #expect(texts(batch.entries[0], batch) == texts(entry, other))
      #expect(batch.string(0..<6) == "before")
    }
  }
}
