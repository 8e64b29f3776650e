import MonitorCore
import Testing

@testable import MonitorUI

/// Pages of tasks become one list, whatever happened between them.
@Suite struct TaskListingTests {
  static func task(_ number: Int, age: Double? = nil, status: TaskStatus = .processing) -> TaskSnapshot {
    var task = TaskSnapshot(id: "TSK-\(number)", name: "Task \(number)", status: status)
    task.created = age.map { Fixture.at(-$0) }
    return task
  }

  private func ids(_ list: TaskListing) -> [String] { list.items.map(\.id.text) }

  @Test func isNewestFirstWhateverComesFirst() {
    var list = TaskListing()
    list.merge(TaskPage(tasks: [Self.task(1, age: 30), Self.task(2, age: 10)], total: 3), offset: 0)
    list.merge(TaskPage(tasks: [Self.task(3, age: 20)], total: 3), offset: 2)
    #expect(ids(list) == ["TSK-2", "TSK-3", "TSK-1"])
    #expect(!list.hasMore)
  }

  @Test func withoutDatesItStaysAsThePlatformNamedIt() {
    var list = TaskListing()
    list.merge(TaskPage(tasks: [Self.task(5), Self.task(1), Self.task(3, age: 9)], total: nil), offset: 0)
    #expect(ids(list) == ["TSK-3", "TSK-5", "TSK-1"])
    list.merge(TaskPage(tasks: [Self.task(1), Self.task(5)], total: nil), offset: 0)
    #expect(ids(list) == ["TSK-3", "TSK-5", "TSK-1"])
  }

  @Test func aTaskReadAgainIsThereOnceAsLastRead() {
    var list = TaskListing()
    list.merge(TaskPage(tasks: [Self.task(1, age: 10), Self.task(1, age: 10)], total: 1), offset: 0)
    list.merge(TaskPage(tasks: [Self.task(1, age: 10, status: .failed)], total: 1), offset: 0)
    #expect(ids(list) == ["TSK-1"])
    #expect(list.items[0].task.status == .failed)
  }

  /// Whoever counts fourteen and shows eight says what became of the rest.
  @Test func whatCannotBeReadIsCountedOnce() {
    var list = TaskListing()
    var nameless = Self.task(9)
    nameless.id = "no id at all"
    let unreadable = [1: "it has no id", 3: "it is no object"]
    let page = TaskPage(tasks: [Self.task(1), nameless], total: 4, unreadable: unreadable)
    list.merge(page, offset: 0)
    list.merge(page, offset: 0)
    #expect(ids(list) == ["TSK-1"] && list.unreadableCount == 3)
    // Where a task stands now, nothing is lost.
    list.merge(TaskPage(tasks: [Self.task(1), Self.task(2)], total: 2), offset: 0)
    #expect(list.unreadableCount == 0)
    var fixture = Fixture(tasks: 1, width: 100, height: 20)
    fixture.press("A")
    fixture.send(.listed(page, offset: 0))
    #expect(fixture.lines[0].contains("4 tasks · 3 cannot be read"), "\(fixture.lines[0])")
  }

  @Test func whatCannotBeWatchedIsLeftOut() {
    var list = TaskListing()
    let tasks = [TaskSnapshot(id: ""), TaskSnapshot(id: "a b"), TaskSnapshot(id: "\u{1B}[2J"), Self.task(1)]
    list.merge(TaskPage(tasks: tasks, total: 4), offset: 0)
    #expect(ids(list) == ["TSK-1"])
  }

  @Test func pagesOverlapAndEndWhereNothingNewComes() {
    var list = TaskListing()
    #expect(list.hasMore)
    #expect(list.nextOffset == 0)
    list.merge(TaskPage(tasks: (0..<100).map { Self.task($0, age: Double($0)) }, total: 250), offset: 0)
    #expect(list.nextOffset == 90)
    #expect(list.hasMore)
    // A page read again in the middle says nothing of the end.
    list.merge(TaskPage(tasks: (0..<100).map { Self.task($0, age: Double($0)) }, total: 250), offset: 0)
    #expect(list.hasMore)
    // A total that is wrong is not asked for for ever.
    list.merge(TaskPage(tasks: (90..<100).map { Self.task($0, age: Double($0)) }, total: 250), offset: 90)
    #expect(!list.hasMore)
    // Another total: there may be more now.
    list.merge(TaskPage(tasks: (0..<100).map { Self.task($0, age: Double($0)) }, total: 251), offset: 0)
    #expect(list.hasMore)
  }

  @Test func aServerThatCapsPagesIsReadToItsEnd() {
    let all = (0..<35).map { Self.task($0, age: Double($0)) }
    var list = TaskListing()
    var requests = 0
    while list.hasMore, requests < 50 {
      requests += 1
      let offset = list.nextOffset
      list.merge(TaskPage(tasks: Array(all.dropFirst(offset).prefix(10)), total: nil), offset: offset)
    }
    #expect(list.items.count == 35)
    #expect(requests < 10)
  }

  /// A page of a list in which `nil` stands for what cannot be read.
  private func page(of rows: [Int?], _ offset: Int, cap: Int) -> TaskPage {
    let part = rows.dropFirst(offset).prefix(cap)
    let bad = part.enumerated().filter { $0.element == nil }.map { ($0.offset, "it has no id") }
    return TaskPage(
      tasks: part.compactMap { $0.map { Self.task($0, age: Double($0)) } }, total: rows.count,
      unreadable: Dictionary(uniqueKeysWithValues: bad))
  }

  private func rows(_ bad: [Int: Int]) -> [Int?] {
    (0..<40).flatMap { number in Array(repeating: nil, count: bad[number] ?? 0) + [Optional(number)] }
  }

  @Test(arguments: [5, 10, 100], [[:], [8: 3, 20: 1], [20: 3], [20: 11], [0: 30], [8: 30, 39: 12]] as [[Int: Int]])
  func rowsThatCannotBeReadEndNoList(cap: Int, bad: [Int: Int]) {
    let rows = rows(bad)
    var list = TaskListing()
    var requests = 0
    while list.hasMore, requests < 100 {
      requests += 1
      let offset = list.nextOffset
      list.merge(page(of: rows, offset, cap: cap), offset: offset)
    }
    #expect(list.items.count == 40 && list.unreadableCount == rows.count - 40)
    #expect(requests <= rows.count / max(1, cap - cap / 4) + 2)
  }

  /// New tasks move what cannot be read, which has no identity: it counts once all the same.
  @Test func whatCannotBeReadCountsOnceWhileTheListGrows() {
    var rows = rows([8: 3, 20: 1])
    var list = TaskListing()
    for number in 0..<60 where list.hasMore {
      let offset = list.nextOffset
      list.merge(page(of: rows, offset, cap: 20), offset: offset)
      if number < 2 { rows.insert(1_000 + number, at: 0) }
    }
    #expect(list.unreadableCount == 4 && !list.hasMore)
    #expect((0..<40).allSatisfy { number in list.items.contains { $0.id.text == "TSK-\(number)" } })
    list.merge(page(of: rows, 0, cap: 20), offset: 0)
    #expect(list.items.count == rows.count - 4 && list.unreadableCount == 4)
  }

  @Test func aServerThatIgnoresTheOffsetIsNotAskedForEver() {
    var list = TaskListing()
    var requests = 0
    while list.hasMore, requests < 100 {
      requests += 1
      list.merge(page(of: rows([8: 3]), 0, cap: 20), offset: list.nextOffset)
    }
    #expect(requests < 6 && list.items.count == 17)
  }

  @Test func neverMoreThanTheLimitIsAskedFor() {
    var list = TaskListing()
    var requests = 0
    while list.hasMore, requests < 100 {
      requests += 1
      let offset = list.nextOffset
      let page = (offset..<offset + 100).map { Self.task($0, age: Double($0)) }
      list.merge(TaskPage(tasks: page, total: 1_000_000), offset: offset)
    }
    #expect(list.items.count >= TaskListing.maxItems)
    #expect(list.items.count < TaskListing.maxItems + 100)
  }

  @Test func aNegativeTotalIsNone() {
    var list = TaskListing()
    list.merge(TaskPage(tasks: [Self.task(1)], total: -1), offset: 0)
    #expect(list.total == 0)
    #expect(!list.hasMore)
  }
}
