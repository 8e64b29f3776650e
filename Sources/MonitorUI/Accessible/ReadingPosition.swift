import MonitorCore

/// Where a person reads: the entry that was read out last, by itself or for a key.
///
/// What arrives moves it along, until a key goes back to an earlier entry: from then on it stays where it is, until the
/// newest entry is reached, or nothing is read for a minute.
struct ReadingPosition: Sendable {
  /// What a key found.
  enum Found: Hashable, Sendable {
    case entry(Slot)
    /// There is none on that side; whether there is one on the other.
    case none(hasOther: Bool)
  }

  private static let patience = Duration.seconds(60)

  private(set) var filter: LogFilter
  private var index = LogIndex()
  /// The store's change that the index is made of.
  private var generation = -1
  private(set) var current: Slot?
  /// The first error that was only counted, where nothing was read since.
  private(set) var firstUnheardError: Slot?
  /// Until when arrivals do not move it.
  private var stays: Duration?

  init(filter: LogFilter) {
    self.filter = filter
  }

  /// How many entries the filter admits.
  mutating func count(in store: LogStore) -> Int {
    refresh(store)
    return index.count
  }

  mutating func show(_ level: LogFilter.Level) {
    filter.level = level
    generation = -1
  }

  /// Notes that an entry was read out by itself.
  mutating func hear(_ slot: Slot, at now: Duration) {
    if !isHeld(at: now) { current = slot }
  }

  /// Notes that entries were only counted. Answers whether the next error is the first of theirs.
  mutating func count(_ slots: [Slot], of store: LogStore, at now: Duration) -> Bool {
    let errors = slots.filter { store.holds($0) && store.severity(of: $0) >= .error }
    guard let first = errors.min(by: { store.precedes($0, $1) }) else { return false }
    let known = firstUnheardError.map { store.holds($0) ? $0 : first } ?? first
    firstUnheardError = store.precedes(known, first) ? known : first
    return !isHeld(at: now) && firstUnheardError == first
  }

  mutating func nextError(_ store: LogStore, at now: Duration) -> Found {
    refresh(store)
    if !isHeld(at: now), let first = firstUnheardError, store.holds(first), filter.admits(first, of: store) {
      return found(first, store, now)
    }
    let next = index.next(after: position(store, isForward: true), atLeast: .error, in: store)
    return answer(next, other: index.previous(before: index.count, atLeast: .error, in: store), store, now)
  }

  mutating func previousError(_ store: LogStore, at now: Duration) -> Found {
    refresh(store)
    let previous = index.previous(before: position(store, isForward: false), atLeast: .error, in: store)
    return answer(previous, other: index.next(after: -1, atLeast: .error, in: store), store, now)
  }

  mutating func newestError(_ store: LogStore, at now: Duration) -> Found {
    refresh(store)
    return answer(index.previous(before: index.count, atLeast: .error, in: store), other: nil, store, now)
  }

  mutating func next(_ store: LogStore, at now: Duration) -> Found {
    refresh(store)
    let next = position(store, isForward: true) + 1
    return answer(next < index.count ? next : nil, other: index.count > 0 ? 0 : nil, store, now)
  }

  mutating func previous(_ store: LogStore, at now: Duration) -> Found {
    refresh(store)
    let previous = position(store, isForward: false) - 1
    return answer(previous >= 0 ? previous : nil, other: index.count > 0 ? 0 : nil, store, now)
  }

  mutating func newest(_ store: LogStore, at now: Duration) -> Found {
    refresh(store)
    return answer(index.count > 0 ? index.count - 1 : nil, other: nil, store, now)
  }

  private func isHeld(at now: Duration) -> Bool { stays.map { now < $0 } ?? false }

  /// The position that a search begins at: of the current entry, or where that has none, between its neighbours; before
  /// the first or behind the last where nothing was read.
  private func position(_ store: LogStore, isForward: Bool) -> Int {
    guard let current, store.holds(current) else { return isForward ? -1 : index.count }
    let position = index.position(of: current, in: store)
    let isShown = position < index.count && index.slots[position] == current
    return isShown || !isForward ? position : position - 1
  }

  private mutating func answer(_ position: Int?, other: Int?, _ store: LogStore, _ now: Duration) -> Found {
    guard let position else { return .none(hasOther: other != nil) }
    return found(index.slots[position], store, now)
  }

  private mutating func found(_ slot: Slot, _ store: LogStore, _ now: Duration) -> Found {
    current = slot
    firstUnheardError = nil
    stays = slot == index.slots.last ? nil : now + Self.patience
    return .entry(slot)
  }

  private mutating func refresh(_ store: LogStore) {
    guard generation != store.generation else { return }
    generation = store.generation
    index.rebuild(filter, over: store)
  }
}
