import MonitorCore
import MonitorHistory
import MonitorUI

/// Keeps what is remembered in step with a screen: says what is known at its start, and remembers runs as they complete.
///
/// What it does blocks, so it has to run where nobody waits: while the screen is shown that is the main thread.
final class MemoryKeeper: Sendable {
  private enum Order: Sendable {
    case keep(EarlierRun)
    case listed(code: String, [EarlierRun], at: Timestamp)
  }

  private let memory: SessionMemory
  private let learn: @Sendable ([String: CodeHistory]) async -> Void
  private let orders: AsyncStream<Order>
  private let order: AsyncStream<Order>.Continuation

  /// - Parameter learn: told of earlier runs as the screen is.
  init(_ memory: SessionMemory, learn: @escaping @Sendable ([String: CodeHistory]) async -> Void = { _ in }) {
    self.memory = memory
    self.learn = learn
    (orders, order) = AsyncStream.makeStream()
  }

  /// Whether earlier runs are consulted and remembered.
  var keepsRuns: Bool { memory.keepsRuns }

  /// Remembers a run that completed.
  func keep(_ run: EarlierRun) { order.yield(.keep(run)) }

  /// Remembers the runs of a code that the platform listed.
  func keep(_ runs: [EarlierRun], of code: String, at now: Timestamp) {
    order.yield(.listed(code: code, runs, at: now))
  }

  /// Posts what is remembered, and then what changes, until it is ended.
  func run(_ post: @Sendable (Message) -> Void) async {
    var said: Set<String> = []
    func report(_ failure: StateFailure) {
      if said.insert(failure.sentence).inserted { post(.alarm(failure.sentence)) }
    }
    do throws(StateFailure) {
      let remembered = try memory.load()
      post(.remembered(remembered))
      await learn(remembered.histories)
    } catch {
      report(error)
    }
    for await order in orders {
      let (runs, code, now): ([EarlierRun], String?, Timestamp)
      switch order {
      case .keep(let run): (runs, code, now) = ([run], nil, .now)
      case .listed(let listed, let all, let moment): (runs, code, now) = (all, listed, moment)
      }
      do throws(StateFailure) {
        await tell(try memory.record(runs, listed: code, at: now), post)
      } catch {
        report(error)
        // What the platform said is good for this screen all the same.
        if let code { await tell([code: CodeHistory(runs: runs, asked: now)], post) }
      }
    }
  }

  private func tell(_ histories: [String: CodeHistory], _ post: @Sendable (Message) -> Void) async {
    post(.histories(histories))
    await learn(histories)
  }

  /// Ends `run` once it has done what it was told.
  func end() { order.finish() }

  /// Remembers what the screen leaves. Answers what there is to say about that.
  func close(_ model: Model) -> [String] {
    do throws(StateFailure) {
      try memory.save(model)
      return []
    } catch {
      return [error.sentence]
    }
  }
}
