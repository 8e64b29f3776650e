import Foundation
import Glibc
import MonitorStream
import TestSupport
import Testing

@testable import MonitorRecording

@Suite struct RecordingFileTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func write(_ lines: [String], to name: String, appends: Bool = false) throws {
    var file = try RecordingFile("\(folder.path)/\(name)", appends: appends)
    for line in lines {
      file.pipe.buffer.append(contentsOf: Array("\(line)\n".utf8))
      try file.pipe.flush()
      file.settle()
    }
    try file.pipe.close()
  }

  private func read(_ name: String) async throws -> [String] { try await Reading(path: "\(folder.path)/\(name)").lines }

  private func refusal(_ name: String, appends: Bool = false) -> RecordingFile.Failure? {
    do throws(RecordingFile.Failure) {
      _ = try RecordingFile("\(folder.path)/\(name)", appends: appends)
      return nil
    } catch { return error }
  }

  @Test func whatIsThereIsNotReplaced() throws {
    try folder.write("prose", "mine\n")
    try write([Sample.start], to: "run")
    #expect(refusal("prose") == .exists && refusal("run") == .exists)
    #expect(refusal("prose", appends: true) == .noRecording)
    #expect(refusal(".") == .folder && refusal(".", appends: true) == .folder)
    #expect(refusal("none/run") == .system(ENOENT))
    #expect(folder.read("prose") == "mine\n")
    #expect(refusal("run", appends: true) == nil)
  }

  @Test(arguments: ["run", "run.gz"]) func aRecordingIsGoneOnWith(name: String) async throws {
    try write([Sample.start, Sample.event(1)], to: name)
    try write([Sample.start, Sample.event(2)], to: name, appends: true)
    #expect(try await read(name) == ["start TSK-1 @", Sample.line(1) + " @", "start TSK-1 @", Sample.line(2) + " @"])
    // Nothing is there yet, and that is no hindrance.
    try write([Sample.start], to: "new-\(name)", appends: true)
    #expect(try await read("new-\(name)") == ["start TSK-1 @"])
  }

  @Test(arguments: [("run", "run.gz"), ("run.gz", "run")])
  func whatIsThereDecidesWhetherItIsPacked(written: String, named: String) async throws {
    try write([Sample.start, Sample.event(1)], to: written)
    try FileManager.default.moveItem(atPath: "\(folder.path)/\(written)", toPath: "\(folder.path)/\(named)")
    try write([Sample.start, Sample.event(2)], to: named, appends: true)
    #expect(try await read(named) == ["start TSK-1 @", Sample.line(1) + " @", "start TSK-1 @", Sample.line(2) + " @"])
  }

  @Test func twoNeverWriteIntoOne() throws {
    try write([Sample.start], to: "run")
    let file = try RecordingFile("\(folder.path)/run", appends: true)
    #expect(refusal("run", appends: true) == .inUse)
    extendLifetime(file)
  }

  @Test func aPipeNeedsAReader() throws {
    #expect(mkfifo("\(folder.path)/pipe", 0o600) == 0)
    #expect(refusal("pipe") == .unread)
    let reader = open("\(folder.path)/pipe", O_RDONLY | O_NONBLOCK)
    defer { close(reader) }
    try write([Sample.start], to: "pipe")
    var bytes = [UInt8](repeating: 0, count: 4_096)
    #expect(Glibc.read(reader, &bytes, bytes.count) == Sample.start.utf8.count + 1)
  }

  /// Killed at any byte, gone on with, and nothing but the torn line is lost.
  @Test(arguments: ["run", "run.gz"]) func aTornRecordingIsMendedFirst(name: String) async throws {
    let path = "\(folder.path)/\(name)"
    try write([Sample.start, Sample.event(1), Sample.event(2)], to: name)
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    for length in stride(from: 0, through: whole.count, by: name == "run" ? 61 : 13) {
      try whole[..<length].write(to: URL(fileURLWithPath: path))
      let before = try await read(name)
      try write([Sample.start, Sample.event(3)], to: name, appends: true)
      let after = try await Reading(path: path)
      // A first line that was not whole is no recording yet. One that lacks its end alone is torn, too.
      let isTorn = name == "run" && length > 0 && whole[length - 1] != 0x0A
      let kept = isTorn ? before.dropLast(before.count - whole[..<length].count { $0 == 0x0A }) : before[...]
      #expect(after.lines == kept + ["start TSK-1 @", Sample.line(3) + " @"], "\(length)")
      #expect(after.damage == nil && after.summary.unreadableLines == 0, "\(length)")
    }
  }

  @Test func packedBytesCanBeReadBeforeTheirEnd() async throws {
    var file = try RecordingFile("\(folder.path)/run.gz", appends: false)
    file.pipe.buffer.append(contentsOf: Array("\(Sample.start)\n\(Sample.event(1))\n".utf8))
    try file.pipe.flush()
    #expect(try await read("run.gz") == ["start TSK-1 @", Sample.line(1) + " @"])
    #expect(file.size > 0)
  }

  @Test func aFullDiskLeavesWholeLines() async throws {
    // A limit of the size of files is one of the process: another one has it.
    let path = "\(folder.path)/run"
    var file = try RecordingFile(path, appends: false)
    file.pipe.buffer.append(contentsOf: Array("\(Sample.start)\n\(Sample.event(1))\n{\"event\":\"log\",".utf8))
    try file.pipe.flush()
    file.cutTorn()
    #expect(try await read("run") == ["start TSK-1 @", Sample.line(1) + " @"])
    #expect(try await Reading(path: path).summary.isTorn == false)
  }
}
