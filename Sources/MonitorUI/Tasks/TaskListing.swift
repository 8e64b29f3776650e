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
  }

  /// How many are asked for at once, and how many of the newest are listed at all.
  static let pageSize = 100
  static let maxItems = 2_000

  package private(set) var items: [Item] = []
  /// How many the platform counts; `nil` while unknown.
  package private(set) var total: Int?
  /// Whether an answer came.
  package private(set) var isRead = false
  /// Where in the platform's list something stands that is no task, or none that could be watched.
  private var unreadable: Set<Int> = []
  private var largestPage = 0
  /// Beyond what is held nothing was found.
  private var isExhausted = false

  package init() {}

  /// How many could not be read.
  package var unreadableCount: Int { unreadable.count }

  /// Whether more can be asked for.
  var hasMore: Bool {
    if !isRead { return true }
    return !isExhausted && items.count < Self.maxItems && total.map { items.count < $0 } ?? true
  }

  /// Where the next page begins: a little before the end, because tasks may have gone meanwhile.
  var nextOffset: Int { max(0, items.count - min(10, largestPage / 4)) }

  /// Merges a page. Tasks whose identity cannot be one are left out, and counted: nobody could watch them.
  mutating func merge(_ page: TaskPage, offset: Int) {
    let wasEnd = !isRead || offset >= nextOffset
    if total != page.total { isExhausted = false }
    isRead = true
    total = page.total.map { max(0, $0) }
    largestPage = max(largestPage, page.count)
    var indices: [TaskID: Int] = [:]
    for (index, item) in items.enumerated() { indices[item.id] = index }
    let before = items.count
    unreadable.subtract(offset..<offset + max(1, page.count))
    if let total { unreadable = unreadable.filter { $0 < total } }
    unreadable.formUnion(page.unreadable.keys.map { offset + $0 })
    var places = (offset..<offset + page.count).filter { page.unreadable[$0 - offset] == nil }[...]
    for var task in page.tasks {
      let place = places.popFirst() ?? offset
      guard let id = TaskID(task.id) else {
        unreadable.insert(place)
        continue
      }
      task.raw = []
      if let index = indices[id] {
        items[index].task = task
      } else {
        indices[id] = items.count
        items.append(Item(id: id, task: task, serial: items.count))
      }
    }
    if wasEnd, items.count == before || page.count == 0 { isExhausted = true }
    items.sort { Self.precedes($0, $1) }
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
