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

  /// Why a pass proves nothing.
  enum Doubt: Sendable { case order, ties, joins, offset }

  let task: TaskID
  let rules: FollowRules
  private let bound: Bound
  var offset: Int
  var limit: Int
  /// The most that a page may be asked for where entries share a timestamp.
  var ceiling: Int
  /// What the next page must join.
  var join: PageJoin?
  /// The page above the one that is asked for, joined to it or not, and where it ended.
  var previous: LogPage?
  var previousEnd = 0
  private var backStep = 1
  private var restarts = 0
  /// How deep the pass has been, and how often it was set back since.
  private var maxOffset = 0
  var setbacks = 0
  var doubt: Doubt?
  private var isWaived = false
  /// Whether tied entries were answered in another order than before.
  private var tiesMove = false
  var standstill = Standstill()
  var doubtful: (page: LogPage, query: LogQuery)?
  /// A whole log of one or two entries, until a look behind them and another one at them show that it is whole.
  var tiny: (page: LogPage, endIsEmpty: Bool)?
  var crossing: Crossing?
  var hunt: Hunt?
  /// What is left out, by offset.
  var oversized: [OversizedRun] = []
  /// Whether the pass begins below what earlier ones had to leave out at the very top.
  var isRecalled = false
  var end = PageEnd()

  /// The newest timestamp of the first page that is no later than the server's clock, and that page's clock and total.
  private(set) var top: Timestamp?
  private(set) var serverNow: Timestamp?
  private(set) var total: Int?
  private(set) var lastTotal: Int?
  private(set) var pages = 0
  /// The oldest timestamp read on the last page.
  private(set) var bottom: Timestamp?
  /// Whether the pass read the very end of the log.
  var reachedEnd = false
  /// What a pass down to a moment read from that moment on, by id, where this is wanted.
  private(set) var window: KeysetPass.Window?

  init(_ task: TaskID, bound: Bound, rules: FollowRules, size: PageSize? = nil, collectsWindow: Bool = false) {
    window = collectsWindow ? [:] : nil
    self.task = task
    self.rules = rules
    self.bound = bound
    let size = size ?? PageSize(rules: rules)
    offset = 0
    limit = size.limit
    ceiling = size.ceiling
  }

  /// A pass that goes on below what was delivered: `count` entries from `floor` on.
  init(_ task: TaskID, below floor: Timestamp, delivered count: Int, more: Int, rules: FollowRules, size: PageSize) {
    self.init(task, bound: .newest(count + more), rules: rules, size: size)
    offset = max(0, count - limit / 2)
    if offset > 0 { join = .delivered(from: floor) }
  }

  /// The page to ask for now. After a failure it is the same one again.
  var query: LogQuery {
    if case .confirming(let run, _) = crossing {
      let witness = run.above == nil ? run.offset : run.offset - 1
      return LogQuery(task: task, order: .newestFirst, offset: witness, limit: 1)
    }
    return LogQuery(task: task, order: .newestFirst, offset: offset, limit: askedLimit)
  }

  mutating func consume(_ page: LogPage, seen: SeenTable) -> Outcome {
    pages += 1
    let isAlone = hunt?.isAlone == true
    hunt = nil
    if crossing != nil {
      guard let below = cross(with: page) else { return .more }
      return read(below, seen: seen, isJoined: true)
    }
    if isAlone, previous != nil {
      // It can be read, but not together with its neighbours.
      doubt = doubt ?? .joins
      join = nil
    }
    let isJoined = isWaived || join?.isJoined(by: page, seen: seen, seam: rules.seam) != false
    return read(page, seen: seen, isJoined: isJoined)
  }

  private mutating func read(_ page: LogPage, seen: SeenTable, isJoined: Bool) -> Outcome {
    if !isJoined {
      setbacks += 1
      if setbacks <= rules.maxSetbacks {
        if case .run = join { halve() } else { goBack() }
        return .more
      }
      doubt = doubt ?? .joins
    }
    if offset > maxOffset {
      maxOffset = offset
      setbacks = 0
    }
    lastTotal = page.total
    if offset == 0 || serverNow == nil || rules.referencePage == .last { recordReference(page) }
    let verdict = end.verdict(on: page, query: query)
    let times = page.batch.entries.compactMap(\.timestamp)
    if zip(times, times.dropFirst()).contains(where: { $0 < $1 }) { waive() }
    bottom = times.last ?? bottom
    collectWindow(page)
    if isWithinBound(page, last: times.last) { return complete }
    if let outcome = ending(verdict, page) { return outcome }
    step(below: page, last: times.last, seen: seen)
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

  var complete: Outcome { .complete(proven: doubt == nil) }

  private mutating func step(below page: LogPage, last: Timestamp?, seen: SeenTable) {
    let count = page.batch.entries.count
    let ties = last.map { last in page.batch.entries.count { $0.timestamp == last } } ?? 0
    if ties >= count - 1, count >= limit, limit < ceiling {
      limit = min(ceiling, limit * 2)
      return
    }
    if passBy(page, seen: seen) { return }
    if count >= askedLimit, askedLimit < 3 {
      // Too few to overlap: first as many more as that takes.
      (previous, previousEnd, limit) = (page, offset + count, count + 1)
      return
    }
    backStep = 1
    join = .page(page)
    previous = page
    previousEnd = offset + count
    let overlap = max(rules.minOverlap, Int(Double(count) * rules.overlapShare))
    if overlap == 0 {
      offset += count
    } else if doubtful != nil, offset == 0, count < 3 {
      tiny = (page, false)
      join = nil
      offset = count
    } else if count < 3 {
      doubt = doubt ?? .joins
      join = nil
      offset += max(1, count / 2)
    } else if ties >= count - 1 {
      doubt = doubt ?? .ties
      let isHalved = tiesMove || overlap >= count
      join = isHalved ? nil : .run(page.lastIDs(overlap))
      offset += isHalved ? max(1, count / 2) : count - overlap
    } else {
      offset += max(1, min(count - overlap, count - ties - 1))
    }
  }

  /// Tied entries came in another order than before: the pages overlap by half from here on.
  private mutating func halve() {
    tiesMove = true
    join = nil
    offset = max(0, previousEnd - (previous?.batch.entries.count ?? 0) / 2)
  }

  mutating func goBack() {
    offset = max(0, offset - backStep)
    backStep *= 2
    guard offset == 0 else { return }
    join = nil
    previous = nil
    previousEnd = 0
    backStep = 1
    restarts += 1
    if restarts >= rules.maxRestarts { waive() }
  }

  private mutating func waive() {
    isWaived = true
    doubt = doubt ?? .order
  }
}
