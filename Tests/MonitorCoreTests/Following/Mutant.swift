import TestSupport

@testable import MonitorCore

/// Ten plausible ways to get following wrong. Half of them are other rules; the others are errors that the follower has
/// no rule for, made between it and the world.
enum Mutant: CaseIterable {
  case stopAtFirstKnown
  case commitPartialPass
  case commitFromLastPage
  case greaterThanForGreaterOrEqual
  case noOverlap
  case noFutureGuard
  case duplicatesByIDAlone
  case seamNotStrict
  case skipFailedPage
  case statusAfterLogs

  /// Makes the rules wrong, where the error is one of a rule.
  func bend(_ rules: inout FollowRules) {
    switch self {
    case .commitFromLastPage: rules.referencePage = .last
    case .greaterThanForGreaterOrEqual: rules.boundIsInclusive = false
    case .noOverlap: (rules.overlapShare, rules.minOverlap, rules.seam) = (0, 0, .none)
    case .noFutureGuard: rules.clampsToServerClock = false
    case .seamNotStrict: rules.seam = .inclusive
    case .stopAtFirstKnown, .commitPartialPass, .duplicatesByIDAlone, .skipFailedPage, .statusAfterLogs: break
    }
  }
}

/// What a mutant does to the steps, answers and events of one follower.
struct MutantError {
  let mutant: Mutant
  private var delivered: Set<String> = []
  /// The last page by offset that was answered.
  private var previous: LogPage?

  init(_ mutant: Mutant) {
    self.mutant = mutant
  }

  /// A step in place of the follower's; `nil` where that one counts.
  func step(of follower: Follower) -> Follower.Step? {
    // Whoever reads the status after the logs takes a final one for the end.
    mutant == .statusAfterLogs && follower.snapshot?.status.isFinal == true ? .finished : nil
  }

  /// The answer that the follower gets for the world's.
  mutating func answer(
    _ answer: Follower.Answer, to request: Follower.Request, at time: Double, in world: SimulatedWorld,
    using random: inout SplitMix64
  ) -> Follower.Answer {
    guard case .logs(let query) = request, query.order == .newestFirst else { return answer }
    if query.offset == 0 { previous = nil }
    var result = answer
    switch (mutant, answer) {
    case (.stopAtFirstKnown, .page(let page)): result = .page(cut(page, limit: query.limit))
    case (.commitPartialPass, .failure):
      // The page that did not come is taken for the end: what came before it counts as all.
      if let previous { result = .page(end(like: previous, limit: query.limit)) }
    case (.skipFailedPage, .failure):
      if let previous, let next = page(below: query, after: previous, at: time, in: world, using: &random) {
        result = .page(next)
      }
    default: break
    }
    if case .page(let page) = result { previous = page }
    return result
  }

  /// The events that the person gets for the follower's.
  mutating func events(_ events: [FollowEvent]) -> [FollowEvent] {
    events.map { event in
      guard case .logs(var batch, let receivedAt) = event else { return event }
      let ids = batch.entries.map { batch.string($0.id) }
      if mutant == .duplicatesByIDAlone {
        batch.entries = zip(batch.entries, ids).filter { !delivered.contains($0.1) }.map(\.0)
      }
      delivered.formUnion(ids)
      return .logs(batch, receivedAt: receivedAt)
    }
  }

  /// What stands above the first entry that is known, as if the list ended there.
  private func cut(_ page: LogPage, limit: Int) -> LogPage {
    guard let first = page.batch.entries.firstIndex(where: { delivered.contains(page.batch.string($0.id)) })
    else { return page }
    // An empty page would join nothing; the known entry itself costs nothing.
    return end(page, after: max(1, first), limit: limit)
  }

  private func end(like page: LogPage, limit: Int) -> LogPage {
    end(page, after: page.batch.entries.count - 1, limit: limit)
  }

  private func end(_ page: LogPage, after count: Int, limit: Int) -> LogPage {
    var page = page
    page.batch.entries.removeLast(page.batch.entries.count - count)
    (page.limit, page.total) = (limit, nil)
    return page
  }

  /// The page behind the one that failed, behind an entry that joins it to the one before.
  private func page(
    below query: LogQuery, after previous: LogPage, at time: Double, in world: SimulatedWorld,
    using random: inout SplitMix64
  ) -> LogPage? {
    var below = query
    below.offset += query.limit
    guard case .page(let next) = world.answer(.logs(below), at: time, using: &random),
      let first = previous.batch.entries.first
    else { return nil }
    var page = next
    page.batch = EntryBatch()
    page.batch.append(first, from: previous.batch)
    for entry in next.batch.entries { page.batch.append(entry, from: next.batch) }
    return page
  }
}
