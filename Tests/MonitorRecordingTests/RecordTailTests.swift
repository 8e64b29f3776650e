import MonitorCore
import TestSupport
import Testing

@testable import MonitorRecording

@Suite struct RecordTailTests {
  /// The ids at the end of a file, by task.
  private func tail(_ text: String, minFile: Int = 1) throws -> [String]? {
    let folder = try TemporaryFolder()
    guard let tail = RecordTail(path: try folder.write("run.ndjson", text), name: "run.ndjson", minFile: minFile) else {
      return nil
    }
    return tail.batches.flatMap { task, batch, _ in batch.entries.map { "\(task) \(batch.string($0.id))" } }
  }

  private func lines(_ numbers: some Sequence<Int>) -> String {
    numbers.map { Sample.entry($0) + "\n" }.joined()
  }

  @Test func holdsTheEntriesOfWholeLines() throws {
    let all = try #require(try tail(lines(0..<20)))
    #expect(all == (1..<20).map { "TSK-1 TLR-\($0)" }, "the first line may begin before what was read")
    #expect(try tail(lines(0..<20) + #"{"id":"TLR-20","mess"#) == all, "a torn line is left out")
  }

  @Test func leavesOutWhatIsOlderThanItsFirstEntry() throws {
    #expect(try tail(lines([0, 5, 4, 6])) == ["TSK-1 TLR-5", "TSK-1 TLR-6"])
  }

  @Test func readsRecordings() throws {
    let run = [Sample.start, Sample.event(1), Sample.event(2, task: "TSK-2"), Sample.event(3)].map { $0 + "\n" }
      .joined()
    #expect(Set(try tail(run) ?? []) == ["TSK-1 TLR-1", "TSK-2 TLR-2", "TSK-1 TLR-3"])
  }

  @Test func holdsTheLastScreensOfALargeFile() throws {
    // In order, which the sample's times are not.
    let times = (0..<5_000).map { "T\(13 + $0 / 3_600):\(10 + $0 / 60 % 50):\(10 + $0 % 50).515Z" }
    let text = (0..<5_000).map { number in
      Sample.entry(number).replacing("T13:40:\(10 + number % 50).515Z", with: times[number / 50 * 50]) + "\n"
    }.joined()
    let all = try #require(try tail(text, minFile: text.utf8.count))
    #expect(all.last == "TSK-1 TLR-4999" && all.count > 300 && all.count < 2_000)
    #expect(try tail(text, minFile: text.utf8.count + 1) == nil)
  }

  @Test(arguments: [
    "", "\n\n\n", "[" + Sample.entry(1) + ",\n" + Sample.entry(2) + "\n]",
    #"{"data":[\#n"# + Sample.entry(1) + "\n]}\n",
    "prose\n" + Sample.entry(1) + "\n", Sample.entry(1), Sample.entry(1) + "\nprose\n" + Sample.entry(2) + "\n",
  ])
  func isOfNoOtherForm(text: String) throws {
    #expect(try tail(text) == nil)
  }

  @Test func isNotOfPrettyJSON() throws {
    #expect(try tail((0..<3).map { try Sample.pretty(Sample.entry($0)) + "\n" }.joined()) == nil)
  }

  @Test func isOfNoFileThatCannotBeRead() throws {
    let folder = try TemporaryFolder()
    for path in [folder.path, folder.path + "/none", "/dev/zero", "a\0b"] {
      #expect(RecordTail(path: path, name: "x", minFile: 1) == nil)
    }
  }
}
