import MonitorCore

/// Walks over the rows of a pane, and lays out only the entries that it passes.
struct RowReader {
  /// A line of the entry at a position of the index. Line -1 of position 0 is the row about older entries.
  struct Place: Comparable, Hashable {
    var position: Int
    var line: Int

    static func < (left: Place, right: Place) -> Bool {
      left.position != right.position ? left.position < right.position : left.line < right.line
    }
  }

  /// One row of the screen: a line of an entry, or the row about older ones (`slot` is nil).
  struct Row {
    var slot: Slot?
    var line: Int
    var text: [Segment]
    /// Whether the line continues a line that did not fit.
    var isWrapped: Bool
  }

  let store: LogStore
  private let index: LogIndex
  let versions: [Slot: LogVersion]
  let format: RowFormat
  let hasOlder: Bool
  private var message = FilledMessage(maxBytes: EntryLayout.limit)
  private var layouts: [Int: EntryLayout] = [:]

  private let search: Search?
  private let current: Slot?
  private let found: Slot?

  init(store: LogStore, pane: Pane, format: RowFormat, hasOlder: Bool, search: Search? = nil) {
    self.search = search
    current = pane.viewport.current
    found = pane.viewport.found
    self.store = store
    index = pane.index
    versions = pane.held.versions
    self.format = format
    self.hasOlder = hasOlder
  }

  /// The entries that have rows.
  var slots: [Slot] { index.slots }
  var count: Int { slots.count }
  var isEmpty: Bool { slots.isEmpty }

  /// The first line there is.
  var first: Place { Place(position: 0, line: hasOlder ? -1 : 0) }

  /// The last line there is.
  mutating func last() -> Place {
    isEmpty ? Place(position: 0, line: 0) : Place(position: count - 1, line: height(at: count - 1) - 1)
  }

  mutating func height(at position: Int) -> Int { layout(at: position).lines.count }

  /// The place so many lines on; back where negative. Stays between the first line and the last one.
  mutating func place(_ from: Place, movedBy lines: Int) -> Place {
    guard !isEmpty else { return Place(position: 0, line: 0) }
    var place = from
    var lines = lines
    // A very long way is walked in entries at first: nobody counts the lines of two thousand rows.
    if lines.magnitude > 2_000 {
      let jump = lines > 0 ? min(lines - 2_000, count) : max(lines + 2_000, -count)
      place = Place(position: max(0, min(count - 1, place.position + jump)), line: 0)
      lines = lines > 0 ? 2_000 : -2_000
    }
    place.line += lines
    return normal(place)
  }

  /// The top row where the last line is the last of so many rows.
  mutating func endTop(rows: Int) -> Place {
    guard !isEmpty else { return Place(position: 0, line: 0) }
    return place(last(), movedBy: -max(0, rows - 1))
  }

  /// How many lines lie between two places; not walked further than `limit`.
  mutating func lines(from: Place, to: Place, limit: Int) -> Int? {
    var at = from
    for count in 0...max(0, limit) {
      if at == to { return count }
      let next = place(at, movedBy: 1)
      if next == at { return nil }
      at = next
    }
    return nil
  }

  /// So many rows from a place on; fewer where the entries end.
  mutating func rows(from top: Place, count rows: Int) -> [Row] {
    var result: [Row] = []
    guard !isEmpty, rows > 0 else { return result }
    result.reserveCapacity(rows)
    var position = top.position
    var line = top.line
    if line < 0 {
      result.append(Row(slot: nil, line: -1, text: [], isWrapped: false))
      line = 0
    }
    while result.count < rows, position < count {
      let layout = layout(at: position)
      while line < layout.lines.count, result.count < rows {
        result.append(
          Row(slot: slots[position], line: line, text: layout.lines[line], isWrapped: layout.wrapped.contains(line)))
        line += 1
      }
      position += 1
      line = 0
    }
    return result
  }

  /// How many entries the row of a slot stands for.
  func count(of slot: Slot) -> Int { index.count(of: slot) }

  /// An entry as the reader sees it: the version before what is held back.
  func version(of slot: Slot) -> LogVersion? { versions[slot] }

  func severity(of slot: Slot) -> Severity { versions[slot]?.severity ?? store.severity(of: slot) }
  /// The word of a severity as sent, in capitals; safe.
  func severityWord(of slot: Slot) -> String {
    let sent = versions[slot]?.severityWord ?? store.severityWord(of: slot)
    return SafeText.line(String(decoding: sent.prefix(256), as: UTF8.self)).uppercased()
  }

  /// The word of an unknown severity that does not fit its column; `nil` for every other.
  private func longSeverity(of slot: Slot) -> String? {
    guard severity(of: slot) == .unknown else { return nil }
    let word = severityWord(of: slot)
    return word.columns > format.severityWidth ? word : nil
  }

  func timestamp(of slot: Slot) -> Timestamp { versions[slot]?.timestamp ?? store.timestamp(of: slot) }
  func revision(of slot: Slot) -> Int32 { versions[slot]?.revision ?? store.revision(of: slot) }

  /// The place of an anchor, or of the entry nearest to it.
  mutating func place(of anchor: Viewport.Anchor) -> Place {
    guard !isEmpty else { return Place(position: 0, line: 0) }
    guard anchor.position < count, slots[anchor.position] == anchor.slot else {
      return Place(position: max(0, min(anchor.position, count - 1)), line: 0)
    }
    return normal(Place(position: anchor.position, line: min(anchor.line, height(at: anchor.position) - 1)))
  }

  func anchor(at place: Place) -> Viewport.Anchor? {
    guard place.position < count else { return nil }
    return Viewport.Anchor(slot: slots[place.position], line: place.line, position: place.position)
  }

  private mutating func normal(_ place: Place) -> Place {
    var place = place
    while place.line < 0 {
      guard place.position > 0 else { return max(place, first) }
      place.position -= 1
      place.line += height(at: place.position)
    }
    while true {
      let height = height(at: place.position)
      if place.line < height { return place }
      guard place.position < count - 1 else { return Place(position: place.position, line: height - 1) }
      place.line -= height
      place.position += 1
    }
  }

  private mutating func layout(at position: Int) -> EntryLayout {
    if let known = layouts[position] { return known }
    let slot = slots[position]
    let count = index.count(of: slot)
    guard count == 1 else {
      let layout = collapsedLayout(of: slot, count)
      layouts[position] = layout
      return layout
    }
    if let version = versions[slot] {
      message.fill(template: version.message, parameters: version.parameters)
    } else {
      store.fill(slot, into: &message)
    }
    let layout = EntryLayout(
      message, revision: revision(of: slot), lateness: store.lateness(of: slot),
      isInvalid: store.isInvalid(slot), severity: longSeverity(of: slot), format: format, search: search,
      isCurrent: current == slot)
    layouts[position] = layout
    return layout
  }

  /// What the entries of a row have in common; or the one that was searched for.
  private mutating func collapsedLayout(of slot: Slot, _ count: Int) -> EntryLayout {
    let isCurrent = current == slot
    if isCurrent, let found, store.holds(found) {
      store.fill(found, into: &message)
    } else {
      message.show(template: versions[slot]?.message ?? store.message(of: slot))
    }
    return EntryLayout(
      message, revision: 1, lateness: 0, isInvalid: store.isInvalid(slot), severity: longSeverity(of: slot),
      format: format, search: search, isCurrent: isCurrent, times: format.times + NumberText.grouped(count))
  }
}
