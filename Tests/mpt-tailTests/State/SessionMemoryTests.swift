import Foundation
import MonitorCore
import MonitorHistory
import MonitorUI
import TestSupport
import Testing

@testable import mpt_tail

/// What is remembered from one run of the program to the next: shared by several, and never in the way.
@Suite struct SessionMemoryTests {
  private let folder: TemporaryFolder
  private let start = Timestamp(ticks: 17_000_000_000_000_000)

  init() throws { folder = try TemporaryFolder() }

  private func memory(_ host: String = "api.example", keepsRuns: Bool = true) throws -> SessionMemory {
    try #require(
      SessionMemory(environment: ["XDG_STATE_HOME": folder.path], host: host, keepsRuns: keepsRuns))
  }

  /// A model that has seen an entry ten seconds ago.
  private func model(_ tasks: [String] = ["TSK-1"], at seconds: Double = 100) throws -> Model {
    let now = start.advanced(bySeconds: seconds)
    var model = Model(
      tasks: tasks.compactMap { TaskID($0) }, host: "api.example", size: Size(width: 80, height: 24), now: now,
      zone: { _ in 0 })
    for number in tasks.indices {
      var batch = EntryBatch()
      var log = LogEntry(id: batch.append("TLR-\(number)".utf8))
      log.timestamp = now.advanced(bySeconds: -10)
      batch.entries.append(log)
      _ = update(&model, .followed(task: number, .logs(batch, receivedAt: now)))
    }
    return model
  }

  private func run(_ task: String, code: String = "imports", duration: Double = 60) throws -> EarlierRun {
    EarlierRun(
      task: try #require(TaskID(task)), code: code, ended: start, run: RunHistory.Run(duration: duration))
  }

  @Test func aFirstStartWithoutAChoiceLeavesNoFile() throws {
    let empty = Model(
      tasks: [], host: "h", size: Size(width: 80, height: 24), now: start, zone: { _ in 0 })
    #expect(try memory().load().visits.isEmpty)
    try memory().save(empty)
    #expect(folder.names.isEmpty)
  }

  @Test func visitsAndTheLayoutComeBackByHost() throws {
    var left = try model(["TSK-1", "TSK-2"])
    left.restore(SavedLayout(arrangement: .grid))
    try memory().save(left)
    try memory("other.example").save(model(["TSK-3"]))
    let known = try memory().load()
    #expect(known.visits.keys.map(\.text).sorted() == ["TSK-1", "TSK-2"])
    #expect(known.visits.values.allSatisfy { $0.newest == left.now.advanced(bySeconds: -10) && $0.at == left.now })
    #expect(known.layout == SavedLayout())
    #expect(try memory("other.example").load().visits.keys.map(\.text) == ["TSK-3"])
  }

  @Test func whatTwoScreensLeaveIsBothKept() throws {
    var first = try model(["TSK-1", "TSK-2"])
    var second = try model(["TSK-3", "TSK-4"])
    let known = try memory().load()
    for number in [0, 1] {
      var model = number == 0 ? first : second
      _ = update(&model, .remembered(known))
      _ = update(&model, .key(.character("M")))
      if number == 0 { first = model } else { second = model }
    }
    try memory().save(first)
    try memory().save(second)
    let layout = try memory().load().layout
    #expect(layout.isMerged(Set(first.openTasks.map { first.tasks[$0].id })))
    #expect(layout.isMerged(Set(second.openTasks.map { second.tasks[$0].id })))
    #expect(try memory().load().visits.count == 4)
  }

  @Test func theFilesOfOnceAreReadOnceAndStay() throws {
    let layout = SavedLayout(arrangement: .grid, merged: [Set(["TSK-1", "TSK-2"].compactMap { TaskID($0) })])
    try folder.write("mpt-tail/layout", layout.text)
    try folder.write("mpt-tail/visits", "mpt-tail visits 1\napi.example\tTSK-1\t5\t9\nother\tTSK-2\t6\t8\n")
    try folder.write("mpt-tail/marks", "mpt-tail marks 1\napi.example\tTSK-1\tTLR-1\ta note\n")
    try folder.write("mpt-tail/prompts", "mpt-tail prompts 1\n/quota\n")
    let known = try memory().load()
    #expect(known.layout == layout)
    #expect(known.visits.mapValues(\.at.ticks) == [try #require(TaskID("TSK-1")): 9])
    #expect(known.marks == [try #require(TaskID("TSK-1")): ["TLR-1": "a note"]])
    #expect(known.prompts.text == "mpt-tail prompts 1\n/quota\n")
    #expect(try memory("other").load().visits.count == 1)
    try folder.write("mpt-tail/visits", "mpt-tail visits 1\napi.example\tTSK-7\t5\t9\n")
    #expect(try memory().load().visits.count == 1)
    #expect(folder.read("mpt-tail/layout") == layout.text)
  }

  @Test func marksAndPromptsComeBackAndAreNotLostUnread() throws {
    var left = try model()
    _ = update(&left, .remembered(try memory().load()))
    for key in ["m", "/", "q", "u", "o", "t", "a"] { _ = update(&left, .key(.character(Unicode.Scalar(key) ?? " "))) }
    _ = update(&left, .key(.enter))
    try memory().save(left)
    let known = try memory().load()
    #expect(known.marks.values.map(\.count) == [1] && known.prompts.text.contains("/quota"))
    // A screen that could not read them takes nothing away.
    try memory().save(model())
    #expect(try memory().load().marks == known.marks)
    // One that did takes away what the person took away.
    var again = try model()
    _ = update(&again, .remembered(known))
    #expect(again.marks.count == 1)
    _ = update(&again, .key(.character("m")))
    try memory().save(again)
    #expect(try memory().load().marks.isEmpty && memory().load().prompts == known.prompts)
  }

  @Test func runsOfTheHostComeBackByCode() throws {
    let known = try memory().record([run("TSK-1"), run("TSK-2", duration: 80)], at: start)
    #expect(known["imports"]?.usualDuration == 70)
    let listed = try memory().record([run("TSK-3", code: "exports")], listed: "exports", at: start)
    #expect(listed.keys.sorted() == ["exports"] && listed["exports"]?.asked == start)
    #expect(try memory().load().histories.keys.sorted() == ["exports", "imports"])
    #expect(try memory("other").load().histories.isEmpty)
  }

  @Test func withoutHistoryRunsAreNeitherReadNorKept() throws {
    _ = try memory().record([run("TSK-1")], at: start)
    let without = try memory(keepsRuns: false)
    #expect(try without.load().histories.isEmpty)
    #expect(try without.record([run("TSK-2", code: "exports")], at: start).isEmpty)
    #expect(try memory().load().histories.keys.sorted() == ["imports"])
  }

  @Test func whatCannotBeRememberedIsASentence() throws {
    let file = try folder.write("file", "")
    let blocked = try #require(SessionMemory(environment: ["XDG_STATE_HOME": file], host: "h"))
    #expect(try blocked.load().visits.isEmpty)
    let said = MemoryKeeper(blocked).close(try model())
    #expect(said.count == 1 && said[0].contains("nothing is remembered"))
    #expect(SessionMemory(environment: [:], host: "h") == nil)
    #expect(SessionMemory(environment: ["XDG_STATE_HOME": "/dev/null"], host: "h") == nil)
    #expect(SessionMemory(environment: ["XDG_STATE_HOME": "relative"], host: "h") == nil)
  }

  @Test func aScreenIsToldWhatIsKnownAndWhatChanges() async throws {
    try memory().save(model())
    let keeper = MemoryKeeper(try memory())
    keeper.keep(try run("TSK-1"))
    keeper.keep([try run("TSK-2", code: "exports")], of: "exports", at: start)
    keeper.end()
    let (messages, message) = AsyncStream.makeStream(of: Message.self)
    await keeper.run { message.yield($0) }
    message.finish()
    var told: [String] = []
    for await message in messages {
      switch message {
      case .remembered(let known): told.append("\(known.visits.count) visits")
      case .histories(let known): told.append(known.map { "\($0.key) \($0.value.runs.count)" }.joined())
      default: told.append("\(message)")
      }
    }
    #expect(told == ["1 visits", "imports 1", "exports 1"])
  }

  @Test func whatThePlatformSaysIsGoodForAScreenThatCannotKeepIt() async throws {
    let file = try folder.write("file", "")
    let keeper = MemoryKeeper(try #require(SessionMemory(environment: ["XDG_STATE_HOME": file], host: "h")))
    keeper.keep([try run("TSK-2")], of: "imports", at: start)
    keeper.keep([try run("TSK-2")], of: "imports", at: start)
    keeper.end()
    let (messages, message) = AsyncStream.makeStream(of: Message.self)
    await keeper.run { message.yield($0) }
    message.finish()
    var (alarms, durations) = (0, [Double?]())
    for await message in messages {
      if case .alarm = message { alarms += 1 }
      if case .histories(let known) = message { durations.append(known["imports"]?.usualDuration) }
    }
    #expect(alarms == 1 && durations == [60, 60])
  }
}
