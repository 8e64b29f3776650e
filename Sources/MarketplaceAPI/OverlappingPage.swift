import MonitorCore
import Synchronization

/// The page that was read last, while the one that follows it, and overlaps it, may be asked for.
///
/// One for all tasks: enough for the history of one, which alone has thousands of pages.
final class OverlappingPage: Sendable {
  /// A page that is longer is not kept.
  private static let maximumBytes = 1 << 20

  private let last = Mutex<(page: ReadPage, query: LogQuery)?>(nil)

  /// The page that one of the same listing, further down, may overlap.
  func page(before query: LogQuery) -> ReadPage? {
    last.withLock { last in
      guard let (page, before) = last, before.task == query.task, before.order == query.order,
        before.keepsRaw == query.keepsRaw, before.offset < query.offset
      else { return nil }
      return page
    }
  }

  /// Keeps a page where another one may follow.
  func keep(_ page: ReadPage, for query: LogQuery) {
    let isFull = page.batch.entries.count >= query.limit
    let isKept = isFull && page.batch.bytes.count <= Self.maximumBytes
    last.withLock { $0 = isKept ? (page, query) : nil }
  }
}
