import MonitorCore

/// Walks over the rows of a pane, and lays out only the entries that it passes.
struct RowReader {
  /// A line of the entry at an index. Line -1 of entry 0 is the row about older entries.
  struct Position: Comparable, Hashable {
    var entry: Int
    var line: Int

    static func < (left: Position, right: Position) -> Bool {
      left.entry != right.entry ? left.entry < right.entry : left.line < right.line
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
  private let notes: [Slot: String]
  private let mark: String

  /// - Parameter notes: what stands under marked entries, behind the sign of a mark.
  init(
    store: LogStore, pane: Pane, format: RowFormat, hasOlder: Bool, search: Search? = nil, notes: [Slot: String] = [:],
    mark: String = ""
  ) {
    (self.notes, self.mark) = (notes, mark)
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
  var first: Position { Position(entry: 0, line: hasOlder ? -1 : 0) }

  /// The last line there is.
  mutating func last() -> Position {
    isEmpty ? Position(entry: 0, line: 0) : Position(entry: count - 1, line: height(at: count - 1) - 1)
  }

  mutating func height(at position: Int) -> Int { layout(at: position).lines.count }

  /// The position `lines` further on, back where negative; between the first line and the last one.
  mutating func position(_ from: Position, movedBy lines: Int) -> Position {
    guard !isEmpty else { return Position(entry: 0, line: 0) }
    var position = from
    var lines = lines
    // A very long way is walked in entries at first: nobody counts the lines of two thousand rows.
    if lines.magnitude > 2_000 {
      let jump = lines > 0 ? min(lines - 2_000, count) : max(lines + 2_000, -count)
      position = Position(entry: max(0, min(count - 1, position.entry + jump)), line: 0)
      lines = lines > 0 ? 2_000 : -2_000
    }
    position.line += lines
    return normal(position)
  }

  /// The top row where the last line is the last of so many rows.
  mutating func endTop(rows: Int) -> Position {
    guard !isEmpty else { return Position(entry: 0, line: 0) }
    return position(last(), movedBy: -max(0, rows - 1))
  }

  /// The number of lines between two positions; `nil` beyond `limit`.
  mutating func lines(from: Position, to: Position, limit: Int) -> Int? {
    var at = from
    for count in 0...max(0, limit) {
      if at == to { return count }
      let next = position(at, movedBy: 1)
      if next == at { return nil }
      at = next
    }
    return nil
  }

  /// At most `rows` rows from a position on.
  mutating func rows(from top: Position, count rows: Int) -> [Row] {
    var result: [Row] = []
    guard !isEmpty, rows > 0 else { return result }
    result.reserveCapacity(rows)
    var position = top.entry
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

  /// The version of an entry that is drawn, where a newer one is held back.
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

  /// The position of an anchor, or of the nearest entry.
  mutating func position(of anchor: Viewport.Anchor) -> Position {
    guard !isEmpty else { return Position(entry: 0, line: 0) }
    guard anchor.position < count, slots[anchor.position] == anchor.slot else {
      return Position(entry: max(0, min(anchor.position, count - 1)), line: 0)
    }
    return normal(Position(entry: anchor.position, line: min(anchor.line, height(at: anchor.position) - 1)))
  }

  func anchor(at position: Position) -> Viewport.Anchor? {
    guard position.entry < count else { return nil }
    return Viewport.Anchor(slot: slots[position.entry], line: position.line, position: position.entry)
  }

  private mutating func normal(_ position: Position) -> Position {
    var position = position
    while position.line < 0 {
      guard position.entry > 0 else { return max(position, first) }
      position.entry -= 1
      position.line += height(at: position.entry)
    }
    while true {
      let height = height(at: position.entry)
      if position.line < height { return position }
      guard position.entry < count - 1 else { return Position(entry: position.entry, line: height - 1) }
      position.line -= height
      position.entry += 1
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
      isCurrent: current == slot, note: notes[slot].map { Segment("\(mark) \($0)", .notice) })
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
