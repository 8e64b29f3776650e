import Testing

@testable import MonitorCore

/// How often a follower asks for what, in quiet.
@Suite struct FollowerPaceTests {
  /// When the task was read, in seconds, while nothing happens for a minute.
  private static func taskReads(interval: Duration?) throws -> [Double] {
    var options = FollowOptions()
    options.interval = interval
    let task = try #require(TaskID("TSK-1"))
    var follower = Follower(task, options: options, seed: 7)
    var snapshot = TaskSnapshot(id: task.text)
    snapshot.status = .processing
    var (now, reads): (Duration, [Double]) = (.zero, [])
    while now < .seconds(60) {
      switch follower.step(now: now) {
      case .finished: return reads
      case .wait(let moment): now = moment
      case .ask(.task):
        reads.append(now.seconds)
        _ = follower.receive(.task(TaskAnswer(task: snapshot, serverNow: nil)), now: now)
      case .ask(.logs(let query)):
        let page = LogPage(batch: EntryBatch(), limit: query.limit, offset: query.offset, total: 0)
        _ = follower.receive(.page(page), now: now)
      }
    }
    return reads
  }

  private static func longestGap(_ moments: [Double]) -> Double {
    zip(moments, moments.dropFirst()).map { $1 - $0 }.max() ?? .infinity
  }

  @Test func readsTheTaskOftenWhereAShortIntervalWasAskedFor() throws {
    #expect(Self.longestGap(try Self.taskReads(interval: .milliseconds(200))) < 2)
    #expect(Self.longestGap(try Self.taskReads(interval: .seconds(1))) < 7)
  }

  @Test func readsTheTaskSeldomOtherwise() throws {
    let reads = try Self.taskReads(interval: nil)
    #expect(reads.count <= 8 && Self.longestGap(reads) < 25)
  }
}
