/// One way down a task's log by offset, newest first, in which every page must join the one before it.
///
/// Two pages join at a *seam*: an entry of the earlier page, strictly newer than that page's last, stands in the later
/// one too. Any entry present in both moments at or below that last one sorts after the shared entry, so the later
/// page holds it or ends above it: nothing is skipped, however long lies between the requests. Inserts push entries
/// deeper, where they are read again; deletions pull them up, which is what the seam catches.
struct SeamPass: Sendable {
  /// How far down the pass goes.
  enum Bound: Sendable, Equatable {
    case end
    /// Until everything from this moment on was read.
    case since(Timestamp)
    /// Until this many entries were read.
    case newest(Int)
  }

  enum Outcome: Sendable, Equatable {
    case more
    /// Everything within the bound was read. Not `proven` where the server's answers did not allow the seam.
    case complete(proven: Bool)
    /// The server gives the same entries whatever the offset.
    case offsetIgnored
  }

  private let task: TaskID
  private let rules: FollowRules
  private let bound: Bound
  private var offset: Int
  private var limit: Int
  /// What the next page must join.
  private var join: PageJoin?
  /// The page above the one that is asked for, joined to it or not.
  private var previous: LogPage?
  private var backStep = 1
  private var restarts = 0
  /// How deep the pass has been, and how often it was set back since.
  private var maxOffset = 0
  private var setbacks = 0
  private var isProven = true
  private var isWaived = false
  private var standstill = Standstill()
  private var doubtful: (page: LogPage, query: LogQuery)?
  var end = PageEnd()

  /// The newest timestamp of the first page that is no later than the server's clock, and that page's clock and total.
  private(set) var top: Timestamp?
  private(set) var serverNow: Timestamp?
  private(set) var total: Int?
  private(set) var pages = 0
  /// The oldest timestamp read on the last page.
  private(set) var bottom: Timestamp?
  /// Whether the pass read the very end of the log.
  private(set) var reachedEnd = false
  /// What a pass down to a moment read from that moment on, by id, where this is wanted.
  private(set) var window: KeysetPass.Window?

  init(_ task: TaskID, bound: Bound, rules: FollowRules, collectsWindow: Bool = false) {
    window = collectsWindow ? [:] : nil
    self.task = task
    self.rules = rules
    self.bound = bound
    offset = 0
    limit = rules.pageSize
  }

  /// A pass that goes on below what was told: `count` entries from `floor` on.
  init(_ task: TaskID, below floor: Timestamp, delivered count: Int, more: Int, rules: FollowRules) {
    self.init(task, bound: .newest(count + more), rules: rules)
    offset = max(0, count - limit / 2)
    if offset > 0 { join = .delivered(from: floor) }
  }

  /// The page to ask for now. After a failure it is the same one again.
  var query: LogQuery {
    LogQuery(task: task, order: .newestFirst, offset: offset, limit: limit)
  }

  mutating func take(_ page: LogPage, seen: SeenTable) -> Outcome {
    pages += 1
    if !isWaived, join?.isJoined(by: page, seen: seen, seam: rules.seam) == false {
      setbacks += 1
      if setbacks <= rules.maxSetbacks {
        goBack()
        return .more
      }
      isProven = false
    }
    if offset > maxOffset {
      maxOffset = offset
      setbacks = 0
    }
    if offset == 0 || serverNow == nil || rules.referencePage == .last { recordReference(page) }
    let verdict = end.verdict(on: page, query: query)
    let times = page.batch.entries.compactMap(\.timestamp)
    if zip(times, times.dropFirst()).contains(where: { $0 < $1 }) { waive() }
    bottom = times.last ?? bottom
    collectWindow(page)
    if isWithinBound(page, last: times.last) { return complete }
    if let outcome = ending(verdict, page) { return outcome }
    step(below: page, last: times.last)
    return .more
  }

  private mutating func collectWindow(_ page: LogPage) {
    guard case .since(let bound) = bound, window != nil else { return }
    for entry in page.batch.entries {
      guard let timestamp = entry.timestamp, timestamp >= bound else { continue }
      window?[Array(page.batch.bytes[entry.id])] = timestamp
    }
  }

  private mutating func recordReference(_ page: LogPage) {
    standstill.begin(with: page)
    serverNow = page.serverNow
    total = page.total
    top = page.newestTimestamp(notAfter: rules.clampsToServerClock ? page.serverNow : nil)
  }

  private func isWithinBound(_ page: LogPage, last: Timestamp?) -> Bool {
    switch bound {
    case .end: return false
    case .since(let bound):
      guard let last, !isWaived else { return false }
      return rules.boundIsInclusive ? last < bound : last <= bound
    case .newest(let count): return offset + page.batch.entries.count >= count
    }
  }

  private var complete: Outcome { .complete(proven: isProven) }

  /// Whether the pass ends here because the list does; a doubtful end is looked at once more.
  private mutating func ending(_ verdict: PageEnd.Verdict, _ page: LogPage) -> Outcome? {
    let bringsMore = previous.map(page.bringsMore(than:)) ?? true
    // A page as full as before that brings nothing was pushed down by inserts; a shorter one is the end.
    if let doubtful, !bringsMore, page.batch.entries.count < doubtful.page.batch.entries.count {
      end.foundNothing(after: doubtful.page, query: doubtful.query)
      reachedEnd = true
      return complete
    }
    doubtful = nil
    if verdict == .end {
      reachedEnd = true
      return complete
    }
    if standstill.showsIgnoredOffset(page, at: offset, bringsMore: bringsMore) {
      isProven = false
      return .offsetIgnored
    }
    if verdict == .doubtful { doubtful = (page, query) }
    return nil
  }

  private mutating func step(below page: LogPage, last: Timestamp?) {
    let count = page.batch.entries.count
    let ties = last.map { last in page.batch.entries.count { $0.timestamp == last } } ?? 0
    if ties >= count - 1, count >= limit, limit < rules.largestPage {
      limit = min(rules.largestPage, limit * 2)
      return
    }
    backStep = 1
    join = .page(page)
    previous = page
    let overlap = max(rules.minOverlap, Int(Double(count) * rules.overlapShare))
    if overlap == 0 {
      offset += count
    } else if count < 3 || ties >= count - 1 {
      isProven = false
      join = nil
      offset += max(1, count / 2)
    } else {
      offset += max(1, min(count - overlap, count - ties - 1))
    }
  }

  private mutating func goBack() {
    offset = max(0, offset - backStep)
    backStep *= 2
    guard offset == 0 else { return }
    join = nil
    previous = nil
    backStep = 1
    restarts += 1
    if restarts >= rules.maxRestarts { waive() }
  }

  private mutating func waive() {
    isWaived = true
    isProven = false
  }
}
