import MonitorCore
import TestSupport

/// What was told, beside what was published.
struct Ledger {
  private let lookBack: Double
  private var world: SimulatedWorld
  private var rows: [String: SimulatedWorld.Row] = [:]
  private var delivered: [String: Int32] = [:]
  private var newest: Timestamp?
  private var placeholders: Set<String> = []

  var deliveredCount: Int { delivered.count }

  init(world: SimulatedWorld, lookBack: Double) {
    self.world = world
    self.lookBack = lookBack
    published(world)
  }

  /// Takes what the world holds now as what is published.
  mutating func published(_ world: SimulatedWorld) {
    self.world = world
    rows = Dictionary(world.rows.map { ("TLR-\($0.id)", $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Repeated, stale or invented entries; entries out of order within a telling.
  mutating func take(_ batch: EntryBatch) -> String? {
    var last: Timestamp?
    for entry in batch.entries {
      let id = batch.string(entry.id)
      if id.hasPrefix("oversized:") {
        if !placeholders.insert(id).inserted { return "repeated the placeholder \(id)" }
        continue
      }
      guard rows[id] != nil else { return "delivered \(id), which was never published" }
      if let before = delivered[id] {
        if entry.revision == before { return "repeated \(id) r\(before)" }
        if entry.revision < before { return "delivered \(id) r\(entry.revision) after r\(before)" }
      }
      if entry.isRevised != (delivered[id] != nil) { return "delivered \(id) as revised: \(entry.isRevised)" }
      delivered[id] = entry.revision
      if let timestamp = entry.timestamp {
        if let last, timestamp < last { return "delivered \(id) out of order" }
        last = timestamp
      }
    }
    return nil
  }

  /// Entries told before older ones that had been there when the pass began, `began` at the latest, and came in time.
  mutating func orderProblem(of batch: EntryBatch, began: Double, now: Double) -> String? {
    let present = SimulatedWorld.epoch.advanced(bySeconds: now)
    let newest = batch.entries.compactMap(\.timestamp).filter { $0 <= present }.max()
    guard let newest, self.newest.map({ $0 < newest }) ?? true else { return nil }
    self.newest = newest
    for (id, row) in rows
    where delivered[id] == nil && row.hasReadableTimestamp && !row.isOversized && row.timestamp < newest {
      guard row.visibleAt <= began - world.replicaLag, row.deletedAt > now else { continue }
      if row.lateness <= lookBack - world.replicaLag - 1 { return "passed over \(id), which was there and older" }
    }
    return nil
  }

  /// The promise after a complete pass: all that it had read, and all that came in time.
  func problem(after pass: Follower.CompletePass, now: Double) -> String? {
    let began = pass.began.seconds - world.replicaLag
    for (id, row) in rows where row.visibleAt <= began && row.deletedAt > now && !row.isOversized {
      let wasRead = pass.from.map { row.hasReadableTimestamp && row.timestamp >= $0 } ?? true
      let cameInTime = row.hasReadableTimestamp && row.lateness <= lookBack - world.replicaLag - 1
      if wasRead {
        guard let revision = delivered[id] else {
          return "lost \(id), which a complete pass had to read (visible at \(row.visibleAt); it began at \(began))"
        }
        if revision < row.revision(at: began) { return "stale \(id): r\(revision)" }
      } else if cameInTime, delivered[id] == nil {
        return "lost \(id), which came \(row.lateness) s after its timestamp"
      }
    }
    return nil
  }

  /// The promise after the end: all that every replica had when the last look began, a grace after the end, at its
  /// newest revision.
  func problemAtEnd(
    snapshot: TaskSnapshot?, lastPass: Double, grace: Double, completeness: FollowState.Completeness
  ) -> String? {
    let known = max(world.endsAt + grace, lastPass) - world.replicaLag
    if completeness == .open { return "does not say whether it is complete" }
    let hasOversized = rows.values.contains { $0.isOversized && $0.visibleAt <= known }
    if hasOversized != !placeholders.isEmpty { return "placeholders: \(placeholders.count)" }
    if hasOversized, completeness == .proven { return "calls itself complete without what is too large" }
    // Ties in another order at every request, more than a page holds: nobody can read them all for certain, but then says so.
    if world.shufflesTies, world.cap < mostTies, completeness != .proven { return nil }
    for (id, row) in rows where row.deletedAt == .infinity && row.visibleAt <= known && !row.isOversized {
      guard let revision = delivered[id] else { return "lost \(id) at the end (visible at \(row.visibleAt))" }
      let newest = row.revision(at: min(world.endsAt, known))
      if revision < newest { return "stale \(id) at the end: r\(revision) of r\(newest)" }
    }
    if snapshot?.status != world.statuses.last?.status { return "the last status was not delivered" }
    return nil
  }

  /// The most entries of one moment.
  private var mostTies: Int {
    Dictionary(grouping: rows.values, by: \.timestamp).values.map(\.count).max() ?? 0
  }
}
