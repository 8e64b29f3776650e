import Foundation
import Glibc
import Synchronization
import Testing

@testable import mpt_tail

@Suite struct MainThreadTests {
  /// What happened, in its order.
  private final class Record: Sendable {
    private let notes = Mutex<[String]>([])

    var all: [String] { notes.withLock(\.self) }

    func add(_ note: String) { notes.withLock { $0.append(note) } }
  }

  private struct Refusal: Error {}

  private static func isHere(_ thread: pthread_t) -> String {
    pthread_equal(thread, pthread_self()) != 0 ? "here" : "elsewhere"
  }

  /// Calls `run` on a thread that nobody else waits for: it blocks until its task has ended.
  private static func run(
    _ body: @escaping @Sendable (_ thread: pthread_t) async throws -> Void
  ) async -> Result<Void, any Error> {
    await withCheckedContinuation { continuation in
      Thread {
        let thread = pthread_self()
        continuation.resume(returning: Result { try MainThread().run { try await body(thread) } })
      }.start()
    }
  }

  @Test func runsAllPartsOfItsTaskOnTheCallingThread() async throws {
    let record = Record()
    try await Self.run { thread in
      record.add(Self.isHere(thread))
      await Task.yield()
      record.add(Self.isHere(thread))
      await withTaskGroup { group in
        for _ in 0..<3 { group.addTask { record.add(Self.isHere(thread)) } }
      }
    }.get()
    #expect(record.all == Array(repeating: "here", count: 5))
  }

  @Test func waitsForWhatRunsElsewhere() async throws {
    let record = Record()
    try await Self.run { thread in
      await Task { record.add(Self.isHere(thread)) }.value
      record.add(Self.isHere(thread))
    }.get()
    #expect(record.all == ["elsewhere", "here"])
  }

  @Test func throwsWhatItsTaskThrew() async {
    let result = await Self.run { _ in
      await Task.yield()
      throw Refusal()
    }
    #expect(throws: Refusal.self) { try result.get() }
  }
}
