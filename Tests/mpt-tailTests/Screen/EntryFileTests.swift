import Foundation
import Glibc
import MarketplaceAPI
import MonitorCore
import MonitorStream
import MonitorUI
import TestSupport
import Testing

@testable import mpt_tail

@Suite struct EntryFileTests {
  private static let task = TaskID("TSK-1111-2222-3333-4444")

  private func store(_ count: Int = 3) -> LogStore {
    var batch = EntryBatch()
    for number in 0..<count {
      var entry = LogEntry(id: batch.append("TLR-\(number)".utf8))
      entry.revision = 1
      entry.severity = .info
      entry.timestamp = Timestamp(ticks: (1_757_598_727 + Int64(number)) * Timestamp.ticksPerSecond)
      entry.message = batch.append("entry {{n}}".utf8)
      entry.parameters = batch.append(#"{"n":\#(number)}"#.utf8)
      entry.extras = batch.append(#"{"name":"x","audit":{"created":null}}"#.utf8)
      entry.progress = 12.5
      batch.entries.append(entry)
    }
    var store = LogStore()
    _ = store.merge(batch, of: 0, receivedAt: Timestamp(ticks: 0))
    return store
  }

  private func lines() throws -> EntryLines {
    EntryLines(
      store: store(), tasks: [try #require(Self.task)], options: OutputOptions(), form: .plain)
  }

  private func save(_ path: String, replaces: Bool = false, home: String? = nil) throws -> EntryFile.Outcome {
    var request = SaveRequest(path: path, slots: [0, 1, 2])
    request.replaces = replaces
    var options = OutputOptions()
    options.times = .utc
    let lines = EntryLines(
      store: store(), tasks: [try #require(Self.task)], options: options, form: .ofFile(path))
    return EntryFile(request: request, home: home).write(lines, now: Timestamp(ticks: 0))
  }

  @Test func savesLines() throws {
    let folder = try TemporaryFolder()
    guard case .saved(_, 3) = try save(folder.path + "/a.log") else {
      Issue.record("not saved")
      return
    }
    #expect(folder.names == ["a.log"])
    #expect(
      folder.read("a.log") == """
        2025-09-11T13:52:07.000Z  INFO     entry 0
        2025-09-11T13:52:08.000Z  INFO     entry 1
        2025-09-11T13:52:09.000Z  INFO     entry 2

        """)
  }

  @Test func savesJSONWithAllThatIsHeld() throws {
    let folder = try TemporaryFolder()
    _ = try save(folder.path + "/a.NDJSON")
    let lines = (folder.read("a.NDJSON") ?? "").split(separator: "\n")
    #expect(lines.count == 3)
    for line in lines {
      let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      let log = try #require(object["log"] as? [String: Any])
      #expect(object["event"] as? String == "log")
      #expect((object["text"] as? String)?.hasPrefix("entry ") == true)
      #expect(log["message"] as? String == "entry {{n}}")
      #expect(log["progress"] as? Double == 12.5)
      #expect(log["name"] as? String == "x")
      #expect(log["timestamp"] as? String == "2025-09-11T13:52:0\(7 + (lines.firstIndex(of: line) ?? 0)).000Z")
      #expect((log["parameters"] as? [String: Any])?.count == 1)
    }
  }

  /// As the stream has them in `log`, whatever the store knows of them.
  @Test func savesAndCopiesEntriesAsTheyWereSent() throws {
    let sent = [
      #"{"id":"TLR-2","task":{"id":"TSK-1","revision":7},"severity":"INFO","message":"two {{n}}","parameters":{"n":1.50}}"#,
      #"{"audit":null,"id":"TLR-1","revision":3,"timestamp":"2025-09-11 13:52:07Z","progress":12.0,"x":[1e2]}"#,
    ]
    let page = try PageScanner.scan(Array(#"{"data":[\#(sent.joined(separator: ","))]}"#.utf8), keepsMembers: true)
    let task = try #require(Self.task)
    var stream = OutputForm.events.writer(OutputOptions())
    var events: [UInt8] = []
    for entry in page.batch.entries {
      stream.append(entry, of: page.batch, task: task, at: Timestamp(ticks: 0), to: &events)
    }
    for (line, entry) in zip(String(decoding: events, as: UTF8.self).split(separator: "\n"), sent) {
      #expect(line.hasSuffix(#""log":\#(entry)}"#))
    }
    var store = LogStore()
    _ = store.merge(page.batch, of: 0, receivedAt: Timestamp(ticks: 0))
    func lines(_ form: OutputForm) -> EntryLines {
      EntryLines(store: store, tasks: [task], options: OutputOptions(), form: form)
    }
    let folder = try TemporaryFolder()
    for (name, slots, expected) in [
      ("a.JSON", [0, 1] as [Slot], "[\n\(sent[0]),\n\(sent[1])\n]\n"), ("b.json", [], "[\n\n]\n"),
    ] {
      let file = EntryFile(request: SaveRequest(path: "\(folder.path)/\(name)", slots: slots), home: nil)
      guard case .saved = file.write(lines(.ofFile(name)), now: Timestamp(ticks: 0)) else {
        Issue.record("not saved")
        return
      }
      #expect(folder.read(name) == expected)
    }
    var copied = lines(.objects)
    #expect(copied.text(of: [1], now: Timestamp(ticks: 0)) == sent[1] + "\n")
    copied = lines(.objects)
    #expect(copied.text(of: [0, 1], now: Timestamp(ticks: 0)) == sent.joined(separator: "\n") + "\n")
  }

  @Test func replacesOnlyWhatItMay() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("a.log", "precious")
    guard case .exists = try save(path) else {
      Issue.record("not exists")
      return
    }
    #expect(folder.read("a.log") == "precious")
    guard case .saved = try save(path, replaces: true) else {
      Issue.record("not saved")
      return
    }
    #expect(folder.read("a.log")?.hasPrefix("2025") == true)
    #expect(folder.names == ["a.log"])
  }

  @Test func findsTheHome() throws {
    let folder = try TemporaryFolder()
    _ = try save("~/b.log", home: folder.path)
    #expect(folder.names == ["b.log"])
  }

  @Test func saysWhyItCannot() throws {
    let folder = try TemporaryFolder()
    for (path, reason) in [
      (folder.path, "folder"), (folder.path + "/none/a.log", "No such file"), ("/proc/a.log", "not saved"),
    ] {
      guard case .failed(let sentence) = try save(path) else {
        Issue.record("not failed")
        return
      }
      #expect(sentence.contains(reason))
    }
    #expect(folder.names.isEmpty)
  }

  @Test func aFullDiskIsSaid() throws {
    let full = open("/dev/full", O_WRONLY)
    defer { close(full) }
    let file = EntryFile(request: SaveRequest(path: "a.log", slots: [0, 1, 2]), home: nil)
    #expect(file.fill(full, with: try lines(), now: Timestamp(ticks: 0))?.contains("No space left on device") == true)
  }

  @Test func aClosedPipeIsSaid() throws {
    signal(SIGPIPE, SIG_IGN)
    // Closed for everybody: a program that another test starts at this moment has the reader of a pipe for a moment too.
    var ends: [Int32] = [-1, -1]
    try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
    defer { for end in ends { close(end) } }
    shutdown(ends[0], Int32(SHUT_RDWR))
    let file = EntryFile(request: SaveRequest(path: "a.log", slots: [0, 1, 2]), home: nil)
    #expect(file.fill(ends[1], with: try lines(), now: Timestamp(ticks: 0)) == "Broken pipe")
  }

  @Test func neverPutsAFileInPlaceOfADevice() throws {
    let folder = try TemporaryFolder()
    let fifo = folder.path + "/pipe"
    try #require(mkfifo(fifo, 0o600) == 0)
    for path in [fifo, "/dev/full", "/dev/null"] {
      for replaces in [false, true] {
        guard case .failed(let sentence) = try save(path, replaces: replaces) else {
          Issue.record("not failed")
          return
        }
        #expect(sentence == "\(path) was not saved: it is no ordinary file")
      }
    }
    #expect(folder.names == ["pipe"])
  }

  /// Who may do everything may write there too; then there is nothing to see.
  @Test(.enabled(if: geteuid() != 0)) func aFolderThatMayOnlyBeReadIsSaid() throws {
    let folder = try TemporaryFolder()
    chmod(folder.path, 0o500)
    defer { chmod(folder.path, 0o700) }
    guard case .failed(let sentence) = try save(folder.path + "/a.log") else {
      Issue.record("not failed")
      return
    }
    #expect(sentence.hasSuffix("Permission denied"))
  }
}
