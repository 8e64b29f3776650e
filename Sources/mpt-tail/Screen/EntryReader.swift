import MonitorCore
import MonitorUI

/// Reads single entries once more, for their audit. Only the one asked for last counts: who goes through the log with the
/// details open asks for no more than what is being looked at.
actor EntryReader {
  private struct Order: Sendable {
    var id: [UInt8]
    var task: Int
    var name: TaskID
  }

  private let source: any TaskSource
  private let orders: AsyncStream<Order>
  private let order: AsyncStream<Order>.Continuation

  init(source: any TaskSource) {
    self.source = source
    (orders, order) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  /// Asks for an entry of the task with this number and name.
  func enqueue(id: [UInt8], task: Int, name: TaskID) { order.yield(Order(id: id, task: task, name: name)) }

  /// Answers the orders until it is cancelled.
  func run(_ deliver: @Sendable (Message) -> Void) async {
    for await order in orders {
      var answer = EntryAnswer(id: order.id, task: order.task)
      do throws(SourceFailure) {
        let page = try await source.logs(LogQuery(task: order.name, entry: String(decoding: order.id, as: UTF8.self)))
        // A server that does not know the filter answers with another entry.
        let found = page.batch.entries.first { page.batch.bytes[$0.id].elementsEqual(order.id) }
        answer.members = found.map { Array(page.batch.bytes[$0.extras]) } ?? []
      } catch {
        answer.problem = error.sentence
      }
      deliver(.entryRead(answer))
    }
  }
}
