import Foundation
import MonitorCore
import TestSupport
import Testing

@testable import mpt_tail

@Suite struct StatusCacheTests {
  private let now = Timestamp(ticks: 0).advanced(bySeconds: 1_757_684_413)
  private let folder: TemporaryFolder
  private let task: TaskID

  init() throws {
    folder = try TemporaryFolder()
    task = try #require(TaskID("TSK-1"))
  }

  private func cache(host: String = "api.example.com") throws -> StatusCache {
    try #require(StatusCache(host: host, environment: ["XDG_CACHE_HOME": folder.path]))
  }

  private func reading(_ raw: String = #"{"id":"TSK-1","status":"Processing","progress":50}"#) throws -> StatusReading {
    let bytes = "mpt-tail-status/1 \(now.ticks) -\n\(raw)"
    return try #require(StatusReading(Array(bytes.utf8)))
  }

  private var files: [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: folder.path + "/mpt-tail")) ?? []
  }

  @Test func anAnswerIsKeptForAsLongAsIsAskedFor() throws {
    let cache = try cache()
    cache.save(try reading(), of: task)
    func age(_ seconds: Double) -> StatusReading? {
      cache.reading(of: task, maxAge: .seconds(5), now: now.advanced(bySeconds: seconds))
    }
    #expect(age(0)?.task.progress == 50 && age(5) != nil)
    #expect(age(5.1) == nil)
    #expect(age(-0.1) == nil, "a clock was set")
    #expect(try self.cache(host: "other.example.com").reading(of: task, maxAge: .seconds(5), now: now) == nil)
  }

  @Test func whatIsNoAnswerIsReadAnew() throws {
    let cache = try cache()
    cache.save(try reading(), of: task)
    let path = folder.path + "/mpt-tail/" + (try #require(files.first))
    for text in ["", "\n", "mpt-tail-status/1 x -\n{}", "mpt-tail-status/2 0 -\n{}", "mpt-tail-status/1 0 -\n[]"] {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path))
      #expect(cache.reading(of: task, maxAge: .seconds(9e9), now: now) == nil, "\(text)")
    }
    cache.save(try reading(#"{"id":"TSK-2"}"#), of: task)
    #expect(cache.reading(of: task, maxAge: .seconds(5), now: now) == nil, "another task")
    cache.save(try reading(), of: task)
    chmod(path, 0o644)
    #expect(cache.reading(of: task, maxAge: .seconds(5), now: now) == nil, "others could write it")
  }

  @Test func oldAnswersAreRemoved() throws {
    let cache = try cache()
    cache.save(try reading(), of: task)
    let path = folder.path + "/mpt-tail/" + (try #require(files.first))
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -8 * 86_400)], ofItemAtPath: path)
    cache.save(try reading(#"{"id":"TSK-2"}"#), of: try #require(TaskID("TSK-2")))
    #expect(files.count == 1 && files[0].hasSuffix("TSK-2"))
  }

  @Test func aFolderThatCannotBeWrittenIsNoFailure() throws {
    let cache = try #require(StatusCache(host: "a", environment: ["XDG_CACHE_HOME": "/dev/null"]))
    cache.save(try reading(), of: task)
    #expect(cache.reading(of: task, maxAge: .seconds(5), now: now) == nil)
  }
}
