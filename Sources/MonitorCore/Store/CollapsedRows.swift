/// Which entries have a row where templates are collapsed: those of other templates, and of each collapsed one the
/// newest, which stands for all that have its task and its severity too. So no error hides behind a lesser entry.
struct CollapsedRows: Sendable {
  private struct Kind: Hashable {
    var template: Int
    var task: Int
    var severity: Severity
  }

  private struct Group {
    var kind: Kind
    var newest: Slot
    var count: Int
  }

  private(set) var templates: Set<Int>
  /// What it admits keeps a row of its own.
  private var spared: LogMatcher?
  private var groups: [Group] = []
  private var numbers: [Kind: Int] = [:]
  /// The groups by the entries that stand for them.
  private var byNewest: [Slot: Int] = [:]

  init(templates: Set<Int> = [], sparing filter: LogFilter? = nil) {
    self.templates = templates
    spared = filter.map { LogMatcher($0) }
  }

  var isActive: Bool { !templates.isEmpty }

  /// How many entries share a row with others.
  var groupedCount: Int { groups.reduce(0) { $0 + ($1.count > 1 ? $1.count : 0) } }

  /// How many entries a row stands for.
  func count(of slot: Slot) -> Int { byNewest.isEmpty ? 1 : byNewest[slot].map { groups[$0].count } ?? 1 }

  /// The entries that rows of collapsed templates show, in no order.
  var newest: [Slot] { groups.map(\.newest) }

  /// The last of some entries that is in the row of another one, and wanted.
  func last(of entries: [Slot], inRowOf row: Slot, of store: LogStore, where isWanted: (Slot) -> Bool) -> Slot? {
    guard let group = byNewest[row].map({ groups[$0] }) else { return nil }
    let (template, task, severity) = (group.kind.template, group.kind.task, group.kind.severity)
    return entries.last { slot in
      store.template(of: slot) == template && store.severity(of: slot) == severity && store.task(of: slot) == task
        && isGrouped(slot, of: store) && isWanted(slot)
    }
  }

  /// Whether a row stands for the entries of a collapsed template, or would for the next one.
  func isCollapsed(_ slot: Slot) -> Bool { byNewest[slot] != nil }

  /// The entry in whose row another one is.
  func newest(like slot: Slot, of store: LogStore) -> Slot {
    guard isActive, store.holds(slot), isGrouped(slot, of: store), let number = numbers[kind(of: slot, store)]
    else { return slot }
    return groups[number].newest
  }

  /// Whether a revised entry stands in a shared row, or did at an earlier revision.
  func mayConcern(_ slot: Slot, of store: LogStore) -> Bool {
    if templates.contains(store.template(of: slot)) { return true }
    let history = store.history(of: slot)
    let message = store.message(of: slot)
    return history.count >= LogStore.maxVersions || history.contains { $0.message != message }
  }

  /// The rows of entries in order: one pass over them.
  mutating func select(from entries: [Slot], of store: LogStore) -> [Slot] {
    groups = []
    numbers = [:]
    byNewest = [:]
    let shapes = store.rows.messages.shapes.map { templates.contains($0.templateNumber) }
    var rows: [Slot] = []
    rows.reserveCapacity(entries.count)
    var last = 0
    for slot in entries.reversed() {
      let isCollapsed =
        store.rows.shape(Int(slot)).map { shapes[$0] } ?? templates.contains(store.template(of: slot))
      guard isCollapsed, spared?.admits(slot, of: store) != true else {
        rows.append(slot)
        continue
      }
      let kind = kind(of: slot, store)
      // Neighbours are often of one kind.
      if last < groups.count, groups[last].kind == kind {
        groups[last].count += 1
      } else if let number = numbers[kind] {
        groups[number].count += 1
        last = number
      } else {
        last = begin(kind, with: slot)
        rows.append(slot)
      }
    }
    rows.reverse()
    return rows
  }

  /// Brings new entries into the rows: time for each of them, and for one pass over the rows.
  mutating func insert(_ fresh: [Slot], into rows: inout [Slot], of store: LogStore) {
    var others: [Slot] = []
    // The groups that have more entries now, with the entry whose row it was; none for a group that begins.
    var former: [Int: Slot?] = [:]
    for slot in fresh {
      guard isGrouped(slot, of: store) else {
        others.append(slot)
        continue
      }
      let kind = kind(of: slot, store)
      guard let number = numbers[kind] else {
        former.updateValue(nil, forKey: begin(kind, with: slot))
        continue
      }
      let newest = groups[number].newest
      if former[number] == nil { former.updateValue(newest, forKey: number) }
      groups[number].count += 1
      guard store.precedes(newest, slot) else { continue }
      groups[number].newest = slot
      byNewest[newest] = nil
      byNewest[slot] = number
    }
    var gone: [Int] = []
    for (number, row) in former where row != groups[number].newest {
      others.append(groups[number].newest)
      guard let row else { continue }
      let position = SlotOrder.position(of: row, in: rows, of: store)
      if position < rows.count, rows[position] == row { gone.append(position) }
    }
    SlotOrder.remove(at: gone, from: &rows)
    SlotOrder.insert(others, into: &rows, of: store)
  }

  private mutating func begin(_ kind: Kind, with slot: Slot) -> Int {
    let number = groups.count
    groups.append(Group(kind: kind, newest: slot, count: 1))
    numbers[kind] = number
    byNewest[slot] = number
    return number
  }

  private func isGrouped(_ slot: Slot, of store: LogStore) -> Bool {
    guard templates.contains(store.template(of: slot)) else { return false }
    guard var spared else { return true }
    return !spared.admits(slot, of: store)
  }

  private func kind(of slot: Slot, _ store: LogStore) -> Kind {
    Kind(template: store.template(of: slot), task: store.task(of: slot), severity: store.severity(of: slot))
  }
}
