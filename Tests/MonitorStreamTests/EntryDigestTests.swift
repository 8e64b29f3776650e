import MonitorCore
import MonitorStream
import TestSupport
import Testing

@Suite struct EntryDigestTests {
  private func entry(_ id: String, _ severity: Severity, at seconds: Int64, revised: Bool = false) -> TestEntry {
    var entry = TestEntry(id, at: seconds * Timestamp.ticksPerSecond)
    entry.severity = severity
    entry.message = Array("entry \(id)".utf8)
    entry.isRevised = revised
    return entry
  }

  private func digest(_ batches: [TestEntry]...) -> EntryDigest {
    var digest = EntryDigest()
    for batch in batches { digest.record(EntryBatch(batch)) }
    return digest
  }

  @Test func namesTheNewestErrorsOldestFirst() {
    let errors = (1...5).map { entry("e\($0)", $0 == 4 ? .failure : .error, at: Int64($0)) }
    #expect(digest(errors).lastErrors.map(\.id) == ["e3", "e4", "e5"])
    // By their own times, in whatever order they come.
    #expect(
      digest([errors[4], errors[2]], [errors[0]], [errors[3], errors[1]]).lastErrors.map(\.id) == ["e3", "e4", "e5"])
    #expect(digest([entry("i", .info, at: 1), entry("w", .warning, at: 2)]).lastErrors.isEmpty)
  }

  @Test func namesTheEarliestFailure() {
    let digest = digest(
      [entry("late", .failure, at: 9)], [entry("error", .error, at: 1), entry("early", .failure, at: 2)])
    #expect(digest.firstFailure?.id == "early")
    #expect(digest.firstFailure.map { String(decoding: $0.text, as: UTF8.self) } == "entry early")
  }

  @Test func aRevisionReplacesWhatWasSaid() {
    var digest = digest([entry("a", .failure, at: 1), entry("b", .error, at: 2)])
    digest.record(EntryBatch([entry("a", .info, at: 1, revised: true), entry("b", .failure, at: 3, revised: true)]))
    #expect(digest.firstFailure?.id == "b")
    #expect(digest.lastErrors.map(\.id) == ["b"])
    // Each entry counts once, as it came first.
    #expect(Severity.allCases.map(digest.count) == [0, 0, 0, 0, 1, 1])
  }

  @Test func aLongMessageIsCut() {
    var long = entry("a", .error, at: 1)
    long.message = Array(repeating: 0x61, count: 100_000)
    #expect(digest([long]).lastErrors.first?.text.count == EntryDigest.maxBytes)
  }
}
