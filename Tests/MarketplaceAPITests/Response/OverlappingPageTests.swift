import MonitorCore
import Testing

@testable import MarketplaceAPI

@Suite struct OverlappingPageTests {
  private let task = TaskID("TSK-1").map { LogQuery(task: $0, offset: 0, limit: 2) }

  private func page(_ count: Int) -> ReadPage {
    let entries = (0..<count).map { _ in LogEntry(id: 0..<1) }
    return ReadPage(batch: EntryBatch(bytes: [0x61], entries: entries), bodyBytes: 1, ranges: [], repeatedCount: 0)
  }

  @Test func followsAFullPageOfTheSameListing() throws {
    let first = try #require(task)
    let overlap = OverlappingPage()
    #expect(overlap.page(before: first) == nil)
    overlap.keep(page(2), for: first)
    var next = first
    next.offset = 1
    #expect(overlap.page(before: next) != nil)
    #expect(overlap.page(before: first) == nil, "it begins anew")
    var other = next
    other.keepsMembers = true
    #expect(overlap.page(before: other) == nil)
    other = next
    other.order = .oldestFirst(from: Timestamp(ticks: 0))
    #expect(overlap.page(before: other) == nil)
    other = next
    other.task = try #require(TaskID("TSK-2"))
    #expect(overlap.page(before: other) == nil)
  }

  @Test func keepsNothingWhereNoPageFollows() throws {
    let first = try #require(task)
    let overlap = OverlappingPage()
    overlap.keep(page(2), for: first)
    var next = first
    next.offset = 1
    overlap.keep(page(1), for: next)
    next.offset = 2
    #expect(overlap.page(before: next) == nil)
  }
}
