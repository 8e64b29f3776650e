import ArgumentParser
import Foundation
import MonitorCore
import TestSupport
import Testing

@testable import mpt_tail

@Suite struct TaskListTests {
  private func tasks(_ arguments: String...) throws -> [String] {
    var list = TaskList()
    for argument in arguments { try list.add(argument: argument) }
    return list.tasks.map(\.text)
  }

  private func tasks(input: String) throws -> [String] {
    var list = TaskList()
    try list.add(input: Array(input.utf8))
    return list.tasks.map(\.text)
  }

  @Test func everyIdOfAWordIsTaken() throws {
    #expect(try tasks("TSK-1,TSK-2", "TSK-3 TSK-4", "TSK-5;TSK-6\tTSK-7") == (1...7).map { "TSK-\($0)" })
    #expect(try tasks("TSK-1|TSK-2", "(TSK-3)", "'TSK-4'") == (1...4).map { "TSK-\($0)" })
    #expect(try tasks("https://p/tasks/TSK-1/logs?in(id,(TSK-2,TSK-3))") == (1...3).map { "TSK-\($0)" })
    #expect(try tasks("TSK-1", "tsk-1", "https://x/Tsk-1", "TSK-1,TSK-1") == ["TSK-1"])
    #expect(try tasks("ABC-1,TSK-2") == ["ABC-1", "TSK-2"])
  }

  @Test(arguments: ["", ",", "taks", "TSK-1,foo", "TSK-", "TSK-1 taks TSK-2", "https://x/y", "a\u{1B}b1"])
  func aWordThatNamesNoTaskIsShown(argument: String) {
    #expect(throws: ValidationError.self) { try tasks(argument) }
  }

  @Test func readsWhatOtherProgramsWrite() throws {
    #expect(try tasks(input: "TSK-1\0TSK-2\0") == ["TSK-1", "TSK-2"])
    #expect(try tasks(input: "\u{FEFF}TSK-1,TSK-2\r\n\n# TSK-9\nTSK-3 TSK-4\n") == (1...4).map { "TSK-\($0)" })
    #expect(try tasks(input: "- tsk-1: something TSK-2\n") == ["TSK-1"])
    #expect(try tasks(input: "") == [])
    for line in ["nothing here\n", "TSK-1\nsecond\n"] {
      #expect(throws: ValidationError.self) { try tasks(input: line) }
    }
    let list = String(repeating: "x", count: 5) + (0...TaskList.maxTasks).map { "\nTSK-\($0)" }.joined()
    #expect(throws: ValidationError.self) { try tasks(input: list) }
    #expect { try tasks(input: (0...TaskList.maxTasks).map { "TSK-\($0)\n" }.joined()) } throws: {
      "\($0)".contains("2000")
    }
  }

  @Test func readsItsOwnList() throws {
    var first = TaskSnapshot(id: "TSK-1", name: "Moving TSK-9, and {more}", status: .processing)
    first.progress = 57.3
    let rows: [TaskListReader.Row] = [
      .task(first), .unreadable("it has no id"), .task(TaskSnapshot(id: "TSK-2", name: "2 3", status: .other(""))),
    ]
    let now = Timestamp(ticks: 0)
    #expect(
      try tasks(input: TaskTable(rows, now: now).lines.joined(separator: "\n")) == ["TSK-1", "TSK-2"])
    #expect(try tasks(input: rows.map { $0.json(ascii: false) }.joined(separator: "\n")) == ["TSK-1", "TSK-2"])
  }

  @Test func readsStandardInputOnce() async throws {
    let folder = try TemporaryFolder()
    let input = open(try folder.write("ids", "TSK-2\nTSK-1\n"), O_RDONLY)
    defer { close(input) }
    #expect(
      try await TaskList.read(["TSK-1", "-", "TSK-3", "-"], input: input).map(\.text) == ["TSK-1", "TSK-2", "TSK-3"])
    let zero = open("/dev/zero", O_RDONLY)
    defer { close(zero) }
    await #expect(throws: ValidationError.self) { try await TaskList.read(["-"], input: zero) }
  }
}
