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

  @Test func runsAllPartsOfItsTaskOnTheCallingThread() throws {
    let (record, thread) = (Record(), pthread_self())
    try MainThread().run {
      record.add(Self.isHere(thread))
      await Task.yield()
      record.add(Self.isHere(thread))
      await withTaskGroup { group in
        for _ in 0..<3 { group.addTask { record.add(Self.isHere(thread)) } }
      }
    }
    #expect(record.all == Array(repeating: "here", count: 5))
  }

  @Test func waitsForWhatRunsElsewhere() throws {
    let (record, thread) = (Record(), pthread_self())
    try MainThread().run {
      await Task { record.add(Self.isHere(thread)) }.value
      record.add(Self.isHere(thread))
    }
    #expect(record.all == ["elsewhere", "here"])
  }

  @Test func throwsWhatItsTaskThrew() {
    #expect(throws: Refusal.self) {
      try MainThread().run {
        await Task.yield()
        throw Refusal()
      }
    }
  }
}
