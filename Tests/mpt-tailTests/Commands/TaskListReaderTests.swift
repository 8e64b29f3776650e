import MonitorCore
import Synchronization
import Testing

@testable import mpt_tail

@Suite struct TaskListReaderTests {
  /// A list that changes while it is read.
  private final class Source: TaskSource {
    private let answer: @Sendable (_ request: Int, _ offset: Int, _ limit: Int) throws(SourceFailure) -> TaskPage
    private let count = Mutex(0)

    init(
      _ answer: @escaping @Sendable (_ request: Int, _ offset: Int, _ limit: Int) throws(SourceFailure) -> TaskPage
    ) {
      self.answer = answer
    }

    var requests: Int { count.withLock(\.self) }

    func task(_ id: TaskID) async throws(SourceFailure) -> TaskAnswer { throw SourceFailure(.status(404), "") }
    func logs(_ query: LogQuery) async throws(SourceFailure) -> LogPage { throw SourceFailure(.status(404), "") }

    func tasks(offset: Int, limit: Int) async throws(SourceFailure) -> TaskPage {
      let request = count.withLock { count in
        count += 1
        return count
      }
      return try answer(request, offset, limit)
    }
  }

  private static func tasks(_ numbers: some Sequence<Int>) -> [TaskSnapshot] {
    numbers.map { TaskSnapshot(id: "TSK-\($0)", status: $0.isMultiple(of: 2) ? .failed : .processing) }
  }

  private func ids(_ list: TaskListReader.List) -> [String] {
    list.rows.map { if case .task(let task) = $0 { task.id } else { "unreadable" } }
  }

  @Test func aTaskThatANewOneShiftsCountsOnce() async throws {
    // Two tasks were made between the first page and the second.
    let source = Source { request, offset, limit in
      let all = request == 1 ? Array(0..<150) : [998, 999] + Array(0..<150)
      return TaskPage(tasks: Self.tasks(all.dropFirst(offset).prefix(limit)), total: nil)
    }
    let list = try await TaskListReader(source: source, limit: 500, statuses: []).read()
    #expect(ids(list) == (0..<150).map { "TSK-\($0)" } && list.problem == nil)
  }

  @Test func onlyTheStatesAskedForCount() async throws {
    let source = Source { _, offset, limit in
      TaskPage(tasks: Self.tasks((0..<1_000).dropFirst(offset).prefix(limit)), total: 1_000)
    }
    let list = try await TaskListReader(source: source, limit: 60, statuses: [.failed]).read()
    #expect(ids(list) == (0..<60).map { "TSK-\($0 * 2)" } && source.requests == 2)
  }

  @Test func whatCannotBeReadHoldsItsPlace() async throws {
    let source = Source { _, offset, _ in
      offset == 0
        ? TaskPage(tasks: Self.tasks([1, 2]), total: 3, unreadable: [1: "it has no id"])
        : TaskPage(tasks: [], total: 3)
    }
    let list = try await TaskListReader(source: source, limit: 10, statuses: []).read()
    #expect(ids(list) == ["TSK-1", "unreadable", "TSK-2"] && source.requests == 1)
  }

  /// However many rows in a row cannot be read, the list goes on behind them, each of them counts once, and none takes a
  /// request of its own.
  @Test(arguments: [5, 10, 100]) func rowsThatCannotBeReadDoNotEndTheList(cap: Int) async throws {
    let rows: [Int?] = (0..<8).map(Optional.some) + Array(repeating: nil, count: 30) + (8..<40).map(Optional.some)
    let source = Source { _, offset, limit in
      let part = rows.dropFirst(offset).prefix(min(cap, limit))
      let bad = part.enumerated().filter { $0.element == nil }.map { ($0.offset, "it has no id") }
      return TaskPage(
        tasks: Self.tasks(part.compactMap(\.self)), total: rows.count,
        unreadable: Dictionary(uniqueKeysWithValues: bad))
    }
    for limit in [40, 100] {
      let before = source.requests
      let list = try await TaskListReader(source: source, limit: limit, statuses: []).read()
      #expect(ids(list).filter { $0 != "unreadable" } == (0..<40).map { "TSK-\($0)" } && list.problem == nil)
      #expect(list.rows.count == 70 && source.requests - before <= 70 / min(cap, 25) + 2)
    }
  }

  @Test func aServerThatIgnoresTheOffsetIsNotAskedForEver() async throws {
    let source = Source { _, _, limit in TaskPage(tasks: Self.tasks(0..<limit), total: 100_000) }
    let list = try await TaskListReader(source: source, limit: 1_000, statuses: []).read()
    #expect(list.rows.count == 100 && list.problem?.contains("offset") == true && source.requests == 4)
  }

  @Test func asksAgainWhereAFailureMayPass() async throws {
    let source = Source { request, _, _ throws(SourceFailure) in
      if request < 3 { throw SourceFailure(.status(503), "503") }
      return TaskPage(tasks: Self.tasks([1]), total: 1)
    }
    let patient = TaskListReader(source: source, limit: 1, statuses: [], patience: .seconds(3_600))
    #expect(try await ids(patient.read()) == ["TSK-1"])
    for failure in [
      SourceFailure(.status(503), "", retryAfter: .seconds(60)), SourceFailure(.status(401), ""),
      SourceFailure(.status(404), ""),
    ] {
      let source = Source { _, _, _ throws(SourceFailure) in throw failure }
      await #expect(throws: failure) { try await TaskListReader(source: source, limit: 1, statuses: []).read() }
      #expect(source.requests == 1)
    }
    #expect(SourceFailure(.status(404), "").exit == .gaveUp && SourceFailure(.status(403), "").exit == .refused)
  }

  @Test func cancellingEndsTheWait() async {
    let source = Source { _, _, _ throws(SourceFailure) in throw SourceFailure(.timeout, "slow") }
    let reading = Task {
      await Result {
        try await TaskListReader(source: source, limit: 1, statuses: [], patience: .seconds(3_600)).read()
      }
    }
    reading.cancel()
    await #expect(throws: SourceFailure(.cancelled, "")) { try await reading.value.get() }
  }
}
