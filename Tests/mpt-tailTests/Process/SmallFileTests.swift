import Foundation
import TestSupport
import Testing

@testable import mpt_tail

@Suite struct SmallFileTests {
  private func failure(_ path: String, limit: Int = 100) async -> SmallFile.Failure? {
    do throws(SmallFile.Failure) {
      _ = try await SmallFile.readIncludingPipes(
        path, limit: limit, patience: PipePatience(opening: .milliseconds(30), writing: .milliseconds(300)))
      return nil
    } catch { return error }
  }

  @Test func refusesWhatIsNoSmallFile() async throws {
    let folder = try TemporaryFolder()
    #expect(await failure(folder.path) == .folder)
    #expect(await failure("/dev/zero") == .device)
    #expect(await failure("/dev/null") == nil)
    #expect(await failure(folder.path + "/none") == .system(ENOENT))
    #expect(await failure(folder.path + "\0x") == .system(EINVAL))
    let file = try folder.write("file", String(repeating: "x", count: 101))
    #expect(await failure(file) == .tooLarge(limit: 100))
    #expect(await failure(file, limit: 101) == nil)
    symlink(file, folder.path + "/link")
    #expect(await failure(folder.path + "/link", limit: 101) == nil)
    #expect(throws: SmallFile.Failure.system(ELOOP)) {
      try SmallFile.read(folder.path + "/link", limit: 101, followsLinks: false)
    }
  }

  @Test func givesUpAPipeThatNobodyWritesInto() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/fifo"
    try #require(mkfifo(path, 0o600) == 0)
    #expect(await failure(path) == .silent)
    #expect(throws: SmallFile.Failure.pipe) { try SmallFile.read(path, limit: 1) }
    // Open for writing, and nothing written.
    let silent = open(path, O_RDWR)
    defer { close(silent) }
    #expect(await failure(path) == .silent)
  }

  @Test func readsAPipeToItsEnd() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/fifo"
    try #require(mkfifo(path, 0o600) == 0)
    async let read = SmallFile.readIncludingPipes(path, limit: 100, patience: .endless)
    let writer = try DetachedProcess.start(
      ["/bin/sh", "-c", "{ printf one; printf two; } >\"$FIFO\""], environment: ["FIFO": path, "PATH": "/usr/bin:/bin"]
    ).get()
    #expect(String(decoding: try await read.bytes, as: UTF8.self) == "onetwo")
    #expect(DetachedProcess.wait(for: writer) == 0)
  }

  @Test func cancellingEndsTheWaitForAPipe() async throws {
    var ends: [Int32] = [-1, -1]
    try #require(pipe(&ends) == 0)
    defer { for end in ends { close(end) } }
    let reading = Task { [input = ends[0]] in
      await Result { try await WaitingReader(descriptor: input, limit: 10, patience: .endless).readAll() }
    }
    reading.cancel()
    await #expect(throws: SmallFile.Failure.silent) { try await reading.value.get() }
  }

  @Test func boundsAnInputWithoutAnEnd() async throws {
    let zero = open("/dev/zero", O_RDONLY)
    defer { close(zero) }
    await #expect(throws: SmallFile.Failure.tooLarge(limit: 1 << 20)) {
      try await WaitingReader(descriptor: zero, limit: 1 << 20, patience: .endless).readAll()
    }
  }

  @Test(
    arguments: [
      ([0x61], "a"), ([0xEF, 0xBB, 0xBF, 0x61], "a"), ([0xFF, 0xFE, 0x61, 0], "a"), ([0xFE, 0xFF, 0, 0x61], "a"),
      ([0x61, 0], "a"), ([0, 0x61], "a"), ([], ""), ([0xFF], nil), ([0xFF, 0xFE, 0x61], nil),
      ([0xFF, 0xFE, 0, 0xD8], nil),
    ] as [([UInt8], String?)])
  func textMayCarryAMark(bytes: [UInt8], text: String?) {
    #expect(SmallFile(bytes: bytes, isPrivate: true).text == text)
  }
}
