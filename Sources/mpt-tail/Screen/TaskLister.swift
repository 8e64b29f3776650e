import MonitorCore
import MonitorUI

/// Reads the pages that the picker asks for, one after another.
actor TaskLister {
  private let source: any TaskSource
  private let orders: AsyncStream<(offset: Int, limit: Int)>
  private let order: AsyncStream<(offset: Int, limit: Int)>.Continuation

  init(source: any TaskSource) {
    self.source = source
    (orders, order) = AsyncStream.makeStream()
  }

  /// Enqueues a command to list tasks; others are ignored.
  func enqueue(_ command: Command) {
    if case .listTasks(let offset, let limit) = command { order.yield((offset, limit)) }
  }

  /// Answers the orders until it is cancelled.
  func run(_ deliver: @Sendable (Message) -> Void) async {
    for await (offset, limit) in orders {
      do throws(SourceFailure) {
        deliver(.listed(try await source.tasks(offset: offset, limit: limit), offset: offset))
      } catch {
        deliver(.listFailed(error))
      }
    }
  }
}
