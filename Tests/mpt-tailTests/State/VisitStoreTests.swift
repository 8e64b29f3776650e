import Foundation
import MonitorCore
import MonitorUI
import Testing

@testable import mpt_tail

/// The file of visits: private, whole, and never in the way.
@Suite struct VisitStoreTests {
  private let home = FileManager.default.temporaryDirectory.appending(path: "visits-\(UUID().uuidString)").path

  private func model(_ task: String = "TSK-1", at seconds: Double = 100) throws -> Model {
    let id = try #require(TaskID(task))
    let now = Timestamp(ticks: 0).advanced(bySeconds: seconds)
    var model = Model(
      tasks: [id], host: "api.example", size: Size(width: 80, height: 24), now: now, zone: { _ in 0 })
    var batch = EntryBatch()
    var log = LogEntry(id: batch.append("TLR-1".utf8))
    log.timestamp = now.advanced(bySeconds: -10)
    batch.entries.append(log)
    _ = update(&model, .followed(task: 0, .logs(batch, receivedAt: now)))
    return model
  }

  @Test func remembersByHostInAPrivateFile() throws {
    defer { try? FileManager.default.removeItem(atPath: home) }
    let store = try #require(VisitStore(environment: ["XDG_STATE_HOME": home]))
    #expect(store.load(host: "api.example").isEmpty)
    store.save(try model(), host: "api.example")
    store.save(try model("TSK-2"), host: "other.example")
    #expect(store.load(host: "api.example").keys.map(\.text) == ["TSK-1"])
    #expect(store.load(host: "other.example").keys.map(\.text) == ["TSK-2"])
    let newest = store.load(host: "api.example").values.first?.newest
    #expect(newest == Timestamp(ticks: 0).advanced(bySeconds: 90))
    let path = home + "/mpt-tail/visits"
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    #expect(try FileManager.default.contentsOfDirectory(atPath: home + "/mpt-tail") == ["visits"])
  }

  @Test func fallsBackToTheHomeDirectory() throws {
    defer { try? FileManager.default.removeItem(atPath: home) }
    let store = try #require(VisitStore(environment: ["HOME": home, "XDG_STATE_HOME": "relative"]))
    store.save(try model(), host: "h")
    #expect(FileManager.default.fileExists(atPath: home + "/.local/state/mpt-tail/visits"))
    #expect(VisitStore(environment: [:]) == nil)
  }

  @Test func aDamagedFileIsAnEmptyBookAndIsReplaced() throws {
    defer { try? FileManager.default.removeItem(atPath: home) }
    let store = try #require(VisitStore(environment: ["XDG_STATE_HOME": home]))
    try FileManager.default.createDirectory(atPath: home + "/mpt-tail", withIntermediateDirectories: true)
    for damage in [Data([0xFF, 0x00, 0x0A]), Data(repeating: 0x41, count: 3 << 20), Data()] {
      try damage.write(to: URL(filePath: home + "/mpt-tail/visits"))
      #expect(store.load(host: "api.example").isEmpty)
    }
    store.save(try model(), host: "api.example")
    #expect(store.load(host: "api.example").count == 1)
  }

  @Test func whatCannotBeWrittenDisturbsNothing() throws {
    defer { try? FileManager.default.removeItem(atPath: home) }
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
    // A file where the directory should be, and a directory where the file should be.
    try Data().write(to: URL(filePath: home + "/file"))
    let blocked = try #require(VisitStore(environment: ["XDG_STATE_HOME": home + "/file"]))
    blocked.save(try model(), host: "h")
    #expect(blocked.load(host: "h").isEmpty)
    try FileManager.default.createDirectory(atPath: home + "/mpt-tail/visits", withIntermediateDirectories: true)
    let store = try #require(VisitStore(environment: ["XDG_STATE_HOME": home]))
    store.save(try model(), host: "h")
    #expect(store.load(host: "h").isEmpty)
    #expect(try FileManager.default.contentsOfDirectory(atPath: home + "/mpt-tail") == ["visits"])
  }
}
