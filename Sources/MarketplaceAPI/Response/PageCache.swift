import Glibc
import MonitorCore
import Synchronization

/// The newest page that each task answered with, so that an equal one need not be read again.
///
/// At most two pages a task, one for each order, and only the first page of a listing: deeper ones are not polled.
final class PageCache: Sendable {
  private struct Key: Hashable {
    let task: TaskID
    let isNewestFirst: Bool
  }

  private struct Entry {
    let query: LogQuery
    let body: [UInt8]
    let page: LogPage
  }

  private let entries = Mutex<[Key: Entry]>([:])
  /// Beyond this, keeping a body costs more than reading it again.
  private let maximumBodyBytes = 1 << 20

  /// The body of the page that was answered last to the same query.
  func body(for query: LogQuery) -> [UInt8]? { entry(for: query)?.body }

  /// The page read before from exactly these bytes, marked as repeated.
  func page(for query: LogQuery, body: [UInt8]) -> LogPage? {
    guard let entry = entry(for: query), areEqual(entry.body, body) else { return nil }
    var page = entry.page
    page.isRepeated = true
    return page
  }

  func keep(_ page: LogPage, for query: LogQuery, body: [UInt8]) {
    guard let key = key(query) else { return }
    let entry = body.count <= maximumBodyBytes ? Entry(query: query, body: body, page: page) : nil
    entries.withLock { $0[key] = entry }
  }

  private func entry(for query: LogQuery) -> Entry? {
    guard let key = key(query), let entry = entries.withLock({ $0[key] }), entry.query == query else { return nil }
    return entry
  }

  private func key(_ query: LogQuery) -> Key? {
    query.offset == 0 ? Key(task: query.task, isNewestFirst: query.order == .newestFirst) : nil
  }

  private func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left.count == right.count
      && left.withUnsafeBytes { left in
        right.withUnsafeBytes { right in
          guard let first = left.baseAddress, let second = right.baseAddress else { return true }
          // A body that arrived as expected is the very one that is kept.
          return first == second || memcmp(first, second, left.count) == 0
        }
      }
  }
}

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
        before.keepsMembers == query.keepsMembers, before.offset < query.offset
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
