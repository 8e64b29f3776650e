import MonitorCore
import TestSupport
import Testing

@testable import mpt_tail

@Suite struct RecentTasksTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private var tasks: RecentTasks {
    get throws { try #require(RecentTasks(environment: ["XDG_CACHE_HOME": folder.path])) }
  }

  private func id(_ number: Int) throws -> TaskID { try #require(TaskID("TSK-\(number)")) }

  @Test func theLatestComeFirstAndKeepTheirNames() throws {
    try tasks.record([(id(1), "One"), (id(2), "Two"), (id(1), "again")])
    try tasks.record([(id(3), ""), (id(2), "")])
    #expect(try tasks.load().map(\.id.text) == ["TSK-3", "TSK-2", "TSK-1"])
    #expect(try tasks.load().map(\.name) == ["", "Two", "One"])
  }

  @Test func thereAreNeverTooMany() throws {
    for number in 0..<300 { try tasks.record([(id(number), "")]) }
    #expect(try tasks.load().count == 200 && tasks.load().first?.id == id(299))
  }

  @Test func nothingOfAFileIsObeyed() throws {
    try folder.write("mpt-tail/tasks", "TSK-1\ta\u{1B}[2J\tb\n\n../x\tc\nTSK-2\n")
    #expect(try tasks.load().map(\.id.text) == ["TSK-1", "TSK-2"])
    #expect(try !(tasks.load().first?.name.contains("\u{1B}") ?? true))
    try tasks.record([(id(3), "one\ntwo\tthree")])
    #expect(try tasks.load().count == 3)
  }
}
