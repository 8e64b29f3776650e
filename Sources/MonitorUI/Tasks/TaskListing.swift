package import MonitorCore

/// The tasks that the platform listed, newest first: what is known of its list from the pages that were read.
///
/// Pages may be read again in any order, and tasks may appear between two pages: each task is here once, as last read.
package struct TaskListing: Sendable {
  package struct Item: Sendable {
    package let id: TaskID
    package var task: TaskSnapshot
    /// In what order the platform named it: for tasks without a date.
    var serial: Int
    /// Where in the platform's list it stands, by the page that named it last.
    var place = 0
  }

  /// How many are asked for at once, and how many of the newest are listed at all.
  static let pageSize = 100
  static let maxItems = 2_000
  /// So many pages in a row that bring nothing new: the server does not obey the offset.
  private static let maxRepeats = 3

  package private(set) var items: [Item] = []
  /// How many the platform counts; `nil` while unknown.
  package private(set) var total: Int?
  /// Whether an answer came.
  package private(set) var isRead = false
  /// Where in the platform's list something stands that is no task, or none that could be watched.
  private var unreadable: Set<Int> = []
  private var largestPage = 0
  /// How far the platform's list was read, what cannot be read in it included.
  private var reach = 0
  private var repeats = 0
  /// Beyond what was read nothing was found.
  private var isExhausted = false

  package init() {}

  /// How many could not be read.
  package var unreadableCount: Int { unreadable.count }

  /// Whether more can be asked for.
  var hasMore: Bool {
    if !isRead { return true }
    return !isExhausted && reach < Self.maxItems && total.map { reach < $0 } ?? true
  }

  /// Where the next page begins: a little before the end, because tasks may have gone meanwhile.
  var nextOffset: Int { max(0, reach - min(10, largestPage / 4)) }

  /// How far apart pages begin that are read again: a server may give less than is asked for.
  var pageStep: Int { reach > largestPage ? max(1, min(Self.pageSize, largestPage)) : Self.pageSize }

  /// Merges a page. Tasks whose identity cannot be one are left out, and counted: nobody could watch them.
  mutating func merge(_ page: TaskPage, offset: Int) {
    let wasEnd = !isRead || offset >= nextOffset
    if total != page.total { (isExhausted, repeats) = (false, 0) }
    isRead = true
    total = page.total.map { max(0, $0) }
    largestPage = max(largestPage, page.count)
    var indices: [TaskID: Int] = [:]
    for (index, item) in items.enumerated() { indices[item.id] = index }
    var places = (offset..<offset + page.count).filter { page.unreadable[$0 - offset] == nil }[...]
    let read = page.tasks.map { task in (place: places.popFirst() ?? offset, id: TaskID(task.id), task: task) }
    if let known = read.first(where: { $0.id.map { indices[$0] != nil } ?? false }),
      let index = known.id.flatMap({ indices[$0] })
    {
      move(by: known.place - items[index].place)
    }
    unreadable.subtract(offset..<offset + max(1, page.count))
    if let total { unreadable = unreadable.filter { $0 < total } }
    unreadable.formUnion(page.unreadable.keys.map { offset + $0 })
    let before = items.count
    for (place, id, task) in read {
      guard let id else {
        unreadable.insert(place)
        continue
      }
      var task = task
      task.raw = []
      if let index = indices[id] {
        (items[index].task, items[index].place) = (task, place)
      } else {
        indices[id] = items.count
        items.append(Item(id: id, task: task, serial: items.count, place: place))
      }
    }
    if wasEnd {
      // A page of rows that cannot be read brings nothing new, and is no repetition either.
      let repeatsTasks = items.count == before && read.contains { $0.place >= reach && $0.id != nil }
      repeats = repeatsTasks ? repeats + 1 : items.count == before ? repeats : 0
      if offset + page.count <= reach || repeats >= Self.maxRepeats { isExhausted = true }
    }
    if offset <= reach { reach = max(reach, offset + page.count) }
    items.sort { Self.precedes($0, $1) }
  }

  /// Everything stands further down, as tasks were made since, or further up, as some have gone: what cannot be read has no
  /// identity, and would be counted twice at two places.
  private mutating func move(by step: Int) {
    guard step != 0 else { return }
    for index in items.indices where items[index].place + step >= 0 { items[index].place += step }
    unreadable = Set(unreadable.map { $0 + step >= 0 ? $0 + step : $0 })
    // What is new at the top was not read yet; where tasks have gone, what follows them was.
    if step < 0 { reach = max(0, reach + step) }
  }

  /// Newest first; those without a date last, as the platform named them.
  private static func precedes(_ left: Item, _ right: Item) -> Bool {
    switch (left.task.created, right.task.created) {
    case (let a?, let b?) where a != b: a > b
    case (_?, nil): true
    case (nil, _?): false
    default: left.serial < right.serial
    }
  }
}
