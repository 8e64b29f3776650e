package import MonitorCore

extension Model {
  /// More would not fit into a clipboard.
  private static let maxCopied = 1_000
  private static let maxNotice = 400

  /// The entry that a box on top shows alone.
  var shownEntry: Slot? { boxes.lazy.compactMap { ($0 as? Details)?.slot }.last }

  /// The entries that keys about a line mean: from the one whose details show on, or the current one, or from the top row; the
  /// newest while following.
  func meant(_ count: Int) -> [Slot] {
    if let shownEntry {
      guard let index = focusedPane?.index, count > 1 else { return [shownEntry] }
      let position = max(0, index.position(of: shownEntry, in: store))
      let isThere = position < index.count && index.slots[position] == shownEntry
      let rest = index.slots.dropFirst(isThere ? position + 1 : position)
      return [shownEntry] + rest.prefix(min(count, Self.maxCopied) - 1)
    }
    guard let pane = focusedPane, let place = readingPlace(of: pane) else { return [] }
    let slots = pane.index.slots
    let count = max(1, min(count, Self.maxCopied))
    if pane.viewport.isFollowing, pane.viewport.current == nil { return Array(slots.suffix(count)) }
    let start = max(0, min(place.position, slots.count))
    return Array(slots[start...].prefix(count))
  }

  mutating func copy(_ count: Int) -> [Command] {
    let slots = meant(count)
    guard let pane = focusedPane, !slots.isEmpty else {
      announce("nothing to copy")
      return []
    }
    let text = visibleText(of: pane).text(of: slots)
    // Of a text of megabytes as much as a notice may show.
    let first = String(String.UnicodeScalarView(text.unicodeScalars.prefix(Self.maxNotice).prefix { $0 != "\n" }))
    let what = slots.count == 1 ? first : "\(NumberText.grouped(slots.count)) entries from \(first)"
    return [.copy(text: text, what: what)]
  }

  mutating func copyJSON(_ count: Int) -> [Command] {
    let slots = meant(count)
    if slots.isEmpty { announce("nothing to copy") }
    return slots.isEmpty ? [] : [.copyJSON(slots)]
  }

  /// Copies what shows the focused pane again.
  mutating func copyCommand() -> [Command] {
    guard let command = viewCommand else {
      announce("no command shows this again")
      return []
    }
    return [.copy(text: command + "\n", what: command)]
  }

  /// Shows the entries of the focused pane in the person's pager, from where the reader is.
  mutating func openInPager() -> [Command] {
    guard let pane = focusedPane, pane.index.count > 0 else {
      announce("nothing to read")
      return []
    }
    let entries = pane.index.entries
    let first = pane.viewport.current ?? visibleEntries.first
    return [.openInPager(entries, from: first.flatMap(entries.firstIndex(of:)) ?? 0)]
  }

  /// Shows the page of the pane's task; in the merged pane that of the meant entry.
  mutating func openPortal() -> [Command] {
    let task = focusedPane?.task ?? meant(1).first.map { store.task(of: $0) }
    guard let task, tasks.indices.contains(task) else {
      announce("no task to open")
      return []
    }
    return [.openPortal(tasks[task].id)]
  }

  private func visibleText(of pane: Pane) -> VisibleText {
    let format = RowFormat(
      width: 200, timestamps: timestamps, tagWidth: format(of: pane, width: 200).tagWidth, wraps: false)
    return VisibleText(store: store, pane: pane, format: format, texts: entryTexts, tags: tasks.map(\.label))
  }

  /// The entries whose lines the focused pane shows, in order; empty on a tiny screen.
  package var visibleEntries: [Slot] {
    guard let pane = focusedPane, let area = focusedArea else { return [] }
    var reader = reader(of: pane, width: area.logs.width)
    let top = top(of: pane, &reader, rows: area.logs.height)
    var slots: [Slot] = []
    for row in reader.rows(from: top, count: area.logs.height) {
      if let slot = row.slot, slots.last != slot { slots.append(slot) }
    }
    return slots
  }
}
