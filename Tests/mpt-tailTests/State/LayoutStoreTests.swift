import Foundation
import MonitorCore
import MonitorUI
import TestSupport
import Testing

@testable import mpt_tail

/// The file of the layout: private, whole, and never in the way.
@Suite struct LayoutStoreTests {
  private let grid = SavedLayout(
    arrangement: .grid, merged: [Set(["TSK-1", "TSK-2"].compactMap { TaskID($0) })])

  private func store(_ folder: TemporaryFolder) throws -> LayoutStore {
    try #require(LayoutStore(environment: ["XDG_STATE_HOME": folder.path]))
  }

  @Test func remembersInAPrivateFile() throws {
    let folder = try TemporaryFolder()
    let store = try store(folder)
    #expect(store.load() == SavedLayout())
    store.save(grid)
    #expect(try self.store(folder).load() == grid)
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.path + "/mpt-tail/layout")
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/mpt-tail") == ["layout"])
  }

  @Test func aFirstStartWithoutAChoiceLeavesNoFile() throws {
    let folder = try TemporaryFolder()
    try store(folder).save(SavedLayout())
    #expect(folder.names.isEmpty)
  }

  @Test func aDamagedFileIsAFirstStartAndIsReplaced() throws {
    let folder = try TemporaryFolder()
    let store = try store(folder)
    store.save(grid)
    for damage in [Data([0xFF, 0x00, 0x0A]), Data(repeating: 0x41, count: 3 << 20), Data()] {
      try damage.write(to: URL(filePath: folder.path + "/mpt-tail/layout"))
      #expect(store.load() == SavedLayout())
    }
    store.save(grid)
    #expect(store.load() == grid)
  }

  @Test func whatCannotBeWrittenDisturbsNothing() throws {
    let folder = try TemporaryFolder()
    // A file where the directory should be, and a directory where the file should be.
    let file = try folder.write("file", "")
    let blocked = try #require(LayoutStore(environment: ["XDG_STATE_HOME": file]))
    blocked.save(grid)
    #expect(blocked.load() == SavedLayout())
    try FileManager.default.createDirectory(
      atPath: folder.path + "/mpt-tail/layout", withIntermediateDirectories: true)
    let store = try store(folder)
    store.save(grid)
    #expect(store.load() == SavedLayout())
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/mpt-tail") == ["layout"])
    #expect(LayoutStore(environment: ["XDG_STATE_HOME": "relative"]) == nil)
  }
}
