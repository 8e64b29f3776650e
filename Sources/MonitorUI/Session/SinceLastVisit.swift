package import MonitorCore

// What came between the last visit and this one: counted, said once, marked.
extension Model {
  /// Sets when the tasks were last visited, and what came since of what is held already.
  package mutating func remember(_ visits: [TaskID: Visit]) {
    self.visits = visits
    for number in tasks.indices { tasks[number].sinceLeft = visits[tasks[number].id].map(SinceLastVisit.init) }
    for slot in store.order where isNewSinceLeft(slot) {
      tasks[store.task(of: slot)].sinceLeft?.record(store.severity(of: slot))
    }
  }

  /// Whether an entry was written after the last visit, and before this one began.
  func isNewSinceLeft(_ slot: Slot) -> Bool {
    guard let since = tasks[store.task(of: slot)].sinceLeft, store.hasTimestamp(slot) else { return false }
    let at = store.timestamp(of: slot)
    return at > since.visit.newest && at <= startedAt.advanced(bySeconds: Visit.clockError)
  }

  /// Counts what came since the last visit.
  mutating func recordSinceLastVisit(_ changes: Changes, of task: Int) {
    guard tasks[task].sinceLeft != nil else { return }
    for slot in changes.added where isNewSinceLeft(slot) { tasks[task].sinceLeft?.record(store.severity(of: slot)) }
  }

  /// Says what came since the last visit, of all tasks together, as soon as some of it is known. Pages that come in the
  /// seconds after it are added; what comes much later (older entries, late ones) is only marked.
  mutating func announceSinceLastVisit(_ task: Int) {
    guard let since = tasks[task].sinceLeft, since.count > since.deliveredCount, engine <= since.deliverUntil ?? engine
    else { return }
    tasks[task].sinceLeft?.deliveredCount = since.count
    tasks[task].sinceLeft?.deliverUntil = since.deliverUntil ?? engine + .seconds(10)
    // A mark where reading stopped, so that one key goes there; the person's own marks come after it.
    if let first = store.order.first(where: { store.task(of: $0) == task && isNewSinceLeft($0) }),
      !marks.contains(first)
    {
      marks.insert(first, at: 0)
      visitMarks.insert(first)
      newVisitMarks.insert(first)
    }
    let news = openTasks.compactMap { tasks[$0].sinceLeft }.filter { $0.deliveredCount > 0 }
    let count = news.reduce(0) { $0 + $1.count }
    let errors = news.reduce(0) { $0 + $1.errors }
    guard let left = news.map(\.visit.at).max() else { return }
    let among = news.count > 1 ? " in \(news.count) tasks" : ""
    let bad = errors > 0 ? " (E \(NumberText.grouped(errors)))" : ""
    let ago = DurationText.short(now.seconds(since: left))
    notice = Notice(
      text: "\(NumberText.grouped(count)) new\(among) since you left \(ago) ago\(bad): "
        + "\(keys.label(of: .nextMark)) goes there",
      until: engine + .seconds(12), isAlarm: false)
  }

  /// The visits to remember: of the tasks that have entries.
  package func visits(at now: Timestamp) -> [TaskID: Visit] {
    var newest: [Int: Timestamp] = [:]
    let latest = now.advanced(bySeconds: Visit.clockError)
    for slot in store.order where store.hasTimestamp(slot) {
      let at = store.timestamp(of: slot)
      // The order is ascending: the last one not from the future is the newest.
      if at <= latest { newest[store.task(of: slot)] = at }
    }
    var result: [TaskID: Visit] = [:]
    for (number, at) in newest where tasks.indices.contains(number) {
      let known = max(result[tasks[number].id]?.newest ?? at, visits[tasks[number].id]?.newest ?? at)
      result[tasks[number].id] = Visit(newest: max(at, known), at: now)
    }
    return result
  }
}

extension Glyphs {
  /// The sign behind the time of an entry that is new since the last visit.
  var newSign: String { self == .ascii ? "+" : "•" }
}
