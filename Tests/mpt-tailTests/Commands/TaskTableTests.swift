import MonitorCore
import Testing

@testable import mpt_tail

/// Tasks as a table and as JSON.
@Suite struct TaskTableTests {
  private let now = Timestamp(ticks: 0).advanced(bySeconds: 1000)

  private func task(_ id: String, _ status: TaskStatus, _ progress: Double?, _ name: String) -> TaskSnapshot {
    var task = TaskSnapshot(id: id, name: name, status: status)
    task.progress = progress
    task.created = progress.map { now.advanced(bySeconds: -$0 * 10) }
    return task
  }

  @Test func columnsHoldWideCharacters() {
    let tasks = [
      task("TSK-1", .processing, 57.3, "Importing"), task("TSK-12", .other("待機中"), 99.99, "漢字 name"),
      task("TSK-3", .queued, nil, ""),
    ]
    #expect(
      TaskTable(tasks, now: now).lines == [
        "TASK    STATUS      PROGRESS  AGE  NAME",
        "TSK-1   Processing      57 %   9m  Importing",
        "TSK-12  待機中          99 %  16m  漢字 name",
        "TSK-3   Queued             -    -",
      ])
  }

  @Test func nothingIsObeyed() {
    let table = TaskTable(
      [task("TSK-1\u{1B}[2J", .other("a\nb"), .nan, "x\u{202E}\r\u{9B}")], now: now, ascii: true)
    #expect(table.lines.count == 2)
    #expect(table.lines[1].unicodeScalars.allSatisfy { 0x20...0x7E ~= $0.value })
  }

  @Test func jsonIsOneObjectWhateverIsMissing() {
    #expect(TaskSnapshot(id: "").jsonLine == #"{"id":""}"#)
    #expect(
      task("TSK-1", .failed, 99.5, "a\"b\u{1B}").jsonLine
        == #"{"id":"TSK-1","name":"a\"b\u001b","status":"Failed","created":"1970-01-01T00:00:05.000Z","progress":99.5}"#
    )
    #expect(task("TSK-1", .failed, .infinity, "").jsonLine.hasPrefix(#"{"id":"TSK-1","status":"Failed""#))
  }

  @Test(arguments: [
    ("plain-word", "plain-word"), ("http://127.0.0.1:8080/x", "http://127.0.0.1:8080/x"), ("", "''"),
    ("two words", "'two words'"), ("it's", #"'it'\''s'"#), ("$(rm)", "'$(rm)'"), ("~/t", "'~/t'"),
  ])
  func wordsAreQuotedForAShell(word: String, quoted: String) {
    #expect(ShellWord.quoted(word) == quoted)
  }
}
