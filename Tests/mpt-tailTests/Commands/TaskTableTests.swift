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
      TaskTable(tasks.map { .task($0) } + [.unreadable("it has no id")], now: now).lines == [
        "TASK    STATUS      PROGRESS  AGE  NAME",
        "TSK-1   Processing    57.3 %   9m  Importing",
        "TSK-12  待機中        99.9 %  16m  漢字 name",
        "TSK-3   Queued             -    -",
        "#       -                  -    -  <invalid task: it has no id>",
      ])
  }

  @Test func onATerminalStatesHaveTheirSignsAndColours() {
    func lines(color: Bool, ascii: Bool = false) -> [String] {
      TaskSheetLines(
        [
          .task(task("TSK-1", .processing, 57.3, "Importing")), .task(task("TSK-2", .failed, 12, "Export")),
          .unreadable("it has no id"),
        ],
        width: 80, now: now, zone: { _ in 0 }, ascii: ascii, usesColor: color
      ).lines
    }
    let plain = lines(color: false)
    #expect(plain.count == 4 && plain.allSatisfy { !$0.contains("\u{1B}") && !$0.hasSuffix(" ") })
    #expect(plain[0].contains("STATUS") && plain[0].contains("TASK"))
    #expect(plain[1].contains("◐ Processing") && plain[1].hasSuffix("TSK-1"))
    #expect(plain[3] == "# <invalid task: it has no id>")
    #expect(lines(color: false, ascii: true)[2].contains("[f] Failed"))
    let coloured = lines(color: true)
    #expect(coloured[1].contains("\u{1B}[36m◐") && coloured[2].contains("\u{1B}[1;31m✖"))
    #expect(zip(plain, coloured).allSatisfy { $0 == $1.replacing(#/\u{1B}\[[0-9;]*m/#, with: "") })
  }

  @Test func nothingIsObeyed() {
    let table = TaskTable(
      [.task(task("TSK-1\u{1B}[2J", .other("a\nb"), .nan, "x\u{202E}\r\u{9B}"))], now: now, ascii: true)
    #expect(table.lines.count == 2)
    #expect(table.lines[1].unicodeScalars.allSatisfy { 0x20...0x7E ~= $0.value })
  }

  @Test func jsonIsOneObjectWhateverIsMissing() {
    func json(_ task: TaskSnapshot, ascii: Bool = false) -> String {
      TaskListReader.Row.task(task).json(ascii: ascii)
    }
    #expect(json(TaskSnapshot(id: "")) == #"{"id":""}"#)
    #expect(json(TaskSnapshot(id: "ü"), ascii: true) == #"{"id":"\u00fc"}"#)
    #expect(TaskListReader.Row.unreadable("it has no id").json(ascii: false) == #"{"invalid":"it has no id"}"#)
    #expect(
      json(task("TSK-1", .failed, 99.5, "a\"b\u{1B}"))
        == #"{"id":"TSK-1","name":"a\"b\u001b","status":"Failed","created":"1970-01-01T00:00:05.000Z","progress":99.5}"#
    )
    #expect(json(task("TSK-1", .failed, .infinity, "")).hasPrefix(#"{"id":"TSK-1","status":"Failed""#))
    #expect(json(task("TSK-1", .failed, 21.3, "")).hasSuffix(#""progress":21.3}"#))
    #expect(json(task("TSK-1", .failed, 99.99, "")).hasSuffix(#""progress":99.9}"#))
  }

  @Test(arguments: [
    ("plain-word", "plain-word"), ("http://127.0.0.1:8080/x", "http://127.0.0.1:8080/x"), ("", "''"),
    ("two words", "'two words'"), ("it's", #"'it'\''s'"#), ("$(rm)", "'$(rm)'"), ("~/t", "'~/t'"),
  ])
  func wordsAreQuotedForAShell(word: String, quoted: String) {
    #expect(ShellWord.quoted(word) == quoted)
  }
}
