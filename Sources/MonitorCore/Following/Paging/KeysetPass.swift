/// One way up a task's log by value: everything from a moment on, oldest first.
///
/// Each request asks from the last timestamp read, so that deletions and inserts cannot shift it. It relies on the
/// server to filter and to order, which the platform does not document: each page is checked, and the first that breaks
/// the bargain ends the pass.
struct KeysetPass: Sendable {
  enum Outcome: Sendable, Equatable {
    case more
    case complete
    /// The server filters or orders otherwise than asked, or left out entries that are known to be there.
    case broken
  }

  /// Entries by id, with their timestamps.
  typealias Window = [[UInt8]: Timestamp]

  private let task: TaskID
  let start: Timestamp
  private let expected: Window
  private var from: Timestamp
  private var limit: Int
  /// The most that a page may be asked for where entries share a timestamp.
  private var ceiling: Int
  private var newest: Timestamp?
  private var isFirstPage = true
  private var end = PageEnd()

  /// The server's clock on the first page.
  private(set) var serverNow: Timestamp?
  /// What was read, by id.
  private(set) var window: Window = [:]

  /// - Parameter expected: entries known to be there; those from `start` on must be answered.
  init(_ task: TaskID, from start: Timestamp, expected: Window, rules: FollowRules, size: PageSize? = nil) {
    self.task = task
    self.start = start
    self.expected = expected
    from = start
    let size = size ?? PageSize(rules: rules)
    limit = size.limit
    ceiling = size.ceiling
  }

  var query: LogQuery {
    LogQuery(task: task, order: .oldestFirst(from: asked), offset: 0, limit: limit)
  }

  /// What is asked for: a millisecond more than needed, so that "later than" answers no less than "at least" would.
  private var asked: Timestamp {
    Timestamp(ticks: max(Timestamp.distantPast.ticks, from.ticks - Timestamp.ticksPerSecond / 1000))
  }

  /// Where the watermark may go: the newest timestamp read, no later than the server's clock on the first page.
  var top: Timestamp? {
    guard let newest, let serverNow else { return nil }
    return min(newest, serverNow)
  }

  /// Asks for less after a page that could not be had. False where that is not possible.
  mutating func shrink() -> Bool {
    guard limit > 1 else { return false }
    limit /= 2
    ceiling = limit
    return true
  }

  mutating func consume(_ page: LogPage) -> Outcome {
    if isFirstPage { serverNow = page.serverNow }
    isFirstPage = false
    var last = asked
    let known = window.count
    for entry in page.batch.entries {
      guard let timestamp = entry.timestamp else { continue }
      guard timestamp >= last || timestamp.flooredToMilliseconds >= last else { return .broken }
      last = timestamp
      window[Array(page.batch.bytes[entry.id])] = timestamp
    }
    if !page.batch.entries.isEmpty { newest = max(newest ?? last, last) }
    let next = last.flooredToMilliseconds
    if end.verdict(on: page, query: query) == .end || window.count == known { return endOfPass }
    if next > from {
      from = next
    } else if page.batch.entries.count >= limit, limit < ceiling {
      limit = min(ceiling, limit * 2)
    } else {
      return .broken
    }
    return .more
  }

  /// An answer without anything that is known to be there is no proof of silence.
  private var endOfPass: Outcome {
    let isWhole = expected.allSatisfy { id, timestamp in timestamp < start || window[id] != nil }
    return isWhole && !window.isEmpty ? .complete : .broken
  }
}

/// Whether keyset paging has earned its place, and what the next keyset pass must find.
struct KeysetTrust: Sendable {
  private static let maxStrikes = 3

  private var strikes = 0
  /// Entries read by the last pass; `nil` until a pass was read that shows it.
  private(set) var window: KeysetPass.Window?

  /// Whether a keyset pass may be tried at all.
  var isAllowed: Bool { strikes < Self.maxStrikes }

  /// Whether one may be tried now.
  var isUsable: Bool { isAllowed && window != nil }

  mutating func remember(_ window: KeysetPass.Window) {
    self.window = window
  }

  /// A page broke the bargain: the next pass goes by offset; after three times all do.
  mutating func strike() {
    strikes += 1
    window = nil
  }

  /// The server refuses the filter: never again.
  mutating func refuse() {
    strikes = Self.maxStrikes
    window = nil
  }
}
