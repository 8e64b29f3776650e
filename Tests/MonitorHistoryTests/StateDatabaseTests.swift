import Foundation
import MonitorCore
import TestSupport
import Testing

@testable import MonitorHistory

/// The one file of what outlives a run: private, shared by several instances, and a sentence where it cannot be used.
@Suite struct StateDatabaseTests {
  private let folder: TemporaryFolder
  private let database: StateDatabase

  init() throws {
    folder = try TemporaryFolder()
    database = StateDatabase(path: folder.path + "/mpt-tail/state.db")
  }

  private func keep(_ texts: [String: String], in database: StateDatabase) throws {
    try database.write { connection throws(SQLiteFailure) in
      for (name, text) in texts { try connection.setText(name, text) }
    }
  }

  private func text(_ name: String, in database: StateDatabase) throws -> String? {
    try database.read { connection throws(SQLiteFailure) in try connection.text(name) } ?? nil
  }

  /// The sentence with which something fails; empty where it does not.
  private func sentence(_ body: () throws -> Void) -> String {
    do {
      try body()
      return ""
    } catch {
      return (error as? StateFailure)?.sentence ?? "\(error)"
    }
  }

  @Test func readingMakesNoFile() throws {
    #expect(try text("a", in: database) == nil)
    #expect(folder.names.isEmpty)
  }

  @Test func whatIsWrittenIsThereAndPrivate() throws {
    try keep(["a": "ä\n\u{0}b", "empty": ""], in: database)
    #expect(try text("a", in: database) == "ä\n\u{0}b")
    #expect(try text("empty", in: database) == "")
    let attributes = try FileManager.default.attributesOfItem(atPath: database.path)
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/mpt-tail") == ["state.db"])
  }

  @Test func severalThatWriteAtTheSameMomentLoseNothing() async throws {
    let database = database
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<24 {
        group.addTask {
          try database.write { connection throws(SQLiteFailure) in try connection.setText("\(number)", "x") }
        }
      }
      try await group.waitForAll()
    }
    for number in 0..<24 { #expect(try text("\(number)", in: database) == "x") }
  }

  @Test func whatFailsHalfwayLeavesNothing() throws {
    try keep(["a": "1"], in: database)
    let said = sentence {
      try database.write { connection throws(SQLiteFailure) in
        try connection.setText("a", "2")
        try connection.run("SELECT * FROM nowhere")
      }
    }
    #expect(said.contains("no such table"))
    #expect(try text("a", in: database) == "1")
  }

  @Test func aDamagedFileIsMovedAsideAndSaidOnce() throws {
    for damage in [
      Data(repeating: 0x41, count: 9_000), Data("SQLite format 3\u{0}".utf8) + Data(repeating: 0xFF, count: 4_080),
    ] {
      try keep(["a": "1"], in: database)
      try damage.write(to: URL(filePath: database.path))
      #expect(sentence { _ = try text("a", in: database) }.contains("was damaged: it is state.db.damaged now"))
      #expect(try text("a", in: database) == nil)
    }
    try keep(["a": "2"], in: database)
    #expect(try text("a", in: database) == "2")
  }

  @Test func aFileThatIsTornAnywhereNeverTraps() throws {
    try database.write { connection throws(SQLiteFailure) in
      for number in 0..<200 { try connection.setText("\(number)", String(repeating: "x", count: 300)) }
    }
    let whole = try Data(contentsOf: URL(filePath: database.path))
    for length in stride(from: 0, to: whole.count, by: 1_777) {
      try whole.prefix(length).write(to: URL(filePath: database.path))
      _ = sentence { _ = try text("7", in: database) }
      _ = sentence { try keep(["new": "1"], in: database) }
      for suffix in ["", "-wal", "-shm", ".damaged"] {
        try? FileManager.default.removeItem(atPath: database.path + suffix)
      }
    }
    // Single bytes that are wrong, all over the file.
    for position in stride(from: 3, to: whole.count, by: 611) {
      var wrong = whole
      wrong[position] ^= 0xFF
      try wrong.write(to: URL(filePath: database.path))
      _ = sentence { _ = try text("7", in: database) }
      _ = sentence { try keep(["new": "1"], in: database) }
      for suffix in ["", "-wal", "-shm", ".damaged"] {
        try? FileManager.default.removeItem(atPath: database.path + suffix)
      }
    }
    try keep(["a": "1"], in: database)
    #expect(try text("a", in: database) == "1")
  }

  @Test func aFileOfAnotherProgramOrANewerVersionStays() throws {
    try keep(["a": "1"], in: database)
    let pragmas = [("PRAGMA user_version = 99", "newer mpt-tail"), ("PRAGMA application_id = 7", "another program's")]
    for (pragma, why) in pragmas {
      try SQLiteConnection(database.path).run(pragma)
      let before = try Data(contentsOf: URL(filePath: database.path))
      #expect(sentence { _ = try text("a", in: database) }.contains(why))
      #expect(sentence { try keep(["a": "2"], in: database) }.contains(why))
      #expect(try Data(contentsOf: URL(filePath: database.path)) == before)
    }
  }

  @Test func aLockedFileIsASentence() throws {
    try keep(["a": "1"], in: database)
    let other = try SQLiteConnection(database.path)
    try other.run("BEGIN IMMEDIATE")
    try other.run("UPDATE texts SET text = '3'")
    #expect(sentence { try keep(["a": "2"], in: database) }.contains("is locked"))
    // Who reads does not wait for who writes.
    #expect(try text("a", in: database) == "1")
    try other.run("ROLLBACK")
    try keep(["a": "2"], in: database)
    #expect(try text("a", in: database) == "2")
  }

  @Test func aFullFileIsASentenceAndKeepsWhatItHas() throws {
    var limits = StateDatabase.Limits()
    limits.bytes = 64 << 10
    let small = StateDatabase(path: database.path, limits: limits)
    try keep(["a": "1"], in: small)
    let long = String(repeating: "x", count: 90 << 10)
    #expect(sentence { try keep(["long": long], in: small) }.contains("cannot be written"))
    #expect(try text("a", in: small) == "1")
  }

  @Test func aHugeFileIsNotRead() throws {
    var limits = StateDatabase.Limits()
    limits.bytes = 8 << 10
    try keep(["a": String(repeating: "x", count: 20_000)], in: database)
    let small = StateDatabase(path: database.path, limits: limits)
    #expect(sentence { _ = try text("a", in: small) }.contains("is larger than"))
  }

  @Test func aFolderThatCannotBeThereIsASentence() throws {
    let file = try folder.write("file", "")
    for path in [file + "/state.db", "/proc/none/state.db", folder.path] {
      let said = sentence { try keep(["a": "1"], in: StateDatabase(path: path)) }
      #expect(said.contains("nothing is remembered"), "\(path): \(said)")
    }
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/link", withDestinationPath: file)
    #expect(!sentence { try keep(["a": "1"], in: StateDatabase(path: folder.path + "/link")) }.isEmpty)
    #expect(try Data(contentsOf: URL(filePath: file)).isEmpty)
  }

  @Test func aFileThatCannotBeChangedIsRead() throws {
    try keep(["a": "1"], in: database)
    let connection = try SQLiteConnection(database.path, isReadOnly: true)
    #expect(try connection.text("a") == "1")
    #expect(sentence { try connection.setText("a", "2") }.contains("readonly"))
  }
}
