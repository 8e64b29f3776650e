import MonitorCore

/// Where matches are in the pane that has the focus: what a search counts. Kept up to date with each change of the store
/// instead of being looked for in each frame.
struct PaneMarks: Sendable {
  private let pane: PaneID
  private let filter: LogFilter
  private let collapsed: Set<Int>
  private let pattern: TextPattern
  /// What the pane shows and the pattern matches; one that cannot be decided counts as matching.
  private(set) var matches: LogIndex

  /// One pass over the store.
  init(of pane: Pane, matching pattern: TextPattern, in store: LogStore) {
    (self.pane, filter, collapsed, self.pattern) = (pane.id, pane.filter, pane.index.collapsed, pattern)
    var wanted = filter
    wanted.patterns.append(pattern)
    matches = LogIndex(wanted)
    matches.collapse(collapsed, sparing: pane.context?.filter, over: store)
    matches.rebuild(wanted, over: store)
  }

  /// Whether they are those of a pane as it is.
  func areOf(_ pane: Pane, matching pattern: TextPattern) -> Bool {
    self.pane == pane.id && self.pattern == pattern && collapsed == pane.index.collapsed && filter == pane.filter
  }

  mutating func apply(_ changes: Changes, of store: LogStore) { matches.apply(changes, of: store) }
}

/// Which of how many matches the reader is at.
struct MatchPlace: Equatable, Sendable {
  /// From 1.
  let number: Int
  let total: Int
  /// What they are counted in: `pane`, `table`.
  let part: String

  /// - Parameter slot: where the reader is: at a match, or after the one that counts.
  init(of slot: Slot, among matches: LogIndex, in store: LogStore, part: String) {
    let position = matches.position(of: slot, in: store)
    let isAtMatch = position < matches.count && matches.slots[position] == slot
    number = max(1, isAtMatch ? position + 1 : position)
    total = max(1, matches.count)
    self.part = part
  }

  /// `match 3 of 97 in this pane`.
  var text: String {
    total == 1
      ? "the only match in this \(part)"
      : "match \(NumberText.grouped(number)) of \(NumberText.grouped(total)) in this \(part)"
  }

  var shortText: String { "\(NumberText.grouped(number)) of \(NumberText.grouped(total))" }
}

extension Model {
  /// Brings the marks up to what is searched for in the focused pane.
  mutating func refreshMarks() {
    guard let pattern = search?.pattern, let pane = focusedPane else {
      paneMarks = nil
      return
    }
    if paneMarks?.areOf(pane, matching: pattern) != true {
      paneMarks = PaneMarks(of: pane, matching: pattern, in: store)
    }
    if paneMarks?.matches.slowPattern != nil {
      paneMarks = nil
      dropSearch(.tooSlow)
    }
  }

  /// Which match the reader is at, in the box that shows entries or in the focused pane; `nil` where nothing is searched
  /// for, or nothing matches.
  var matchPlace: MatchPlace? {
    guard let pattern = search?.pattern else { return nil }
    if let box = entryBox { return box.place(matching: pattern, in: store) }
    guard let pane = focusedPane, let marks = paneMarks, marks.matches.count > 0,
      let slot = pane.viewport.found ?? pane.viewport.current
    else { return nil }
    return MatchPlace(of: slot, among: marks.matches, in: store, part: "pane")
  }
}
