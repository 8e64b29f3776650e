import MonitorCore

extension Model {
  /// The rows of the focused pane that show entries while it is read.
  var visibleRows: Int { max(1, (focusedArea?.logs.height ?? 2) - 1) }

  /// Moves the focused pane by so many lines; back where negative. Where it cannot, it chooses another row, if it may.
  mutating func scroll(by lines: Int, mayChoose: Bool = true) -> [Command] {
    move(by: lines, mayChoose: mayChoose) { reader, top in reader.position(top, movedBy: lines) }
  }

  /// Goes to the oldest entry, and on to those that are older still, while they are fetched.
  mutating func scrollToTop() -> [Command] {
    let commands = move(by: .min / 2, mayChoose: true) { reader, _ in reader.first }
    if let pane = focusedPane, hasOlder(pane) { withFocusedPane { pane, _ in pane.viewport.seek(Viewport.oldest) } }
    return commands
  }

  mutating func follow() {
    withFocusedPane { pane, store in
      pane.viewport.follow()
      pane.bringIn(of: store)
    }
  }

  mutating func toggleFollow() {
    guard let pane = focusedPane else { return }
    if pane.viewport.isFollowing {
      let anchor = topAnchor(of: pane)
      withFocusedPane { pane, _ in pane.viewport.read(at: anchor) }
    } else {
      follow()
    }
  }

  mutating func togglePause() {
    guard let pane = focusedPane else { return }
    if pane.viewport.isPaused {
      keepPlace()
      withFocusedPane { pane, store in
        pane.viewport.resume()
        pane.bringIn(of: store)
      }
    } else {
      let anchor = topAnchor(of: pane)
      withFocusedPane { pane, _ in pane.viewport.pause(at: anchor) }
    }
  }

  /// Columns to the right; to the left where negative. Wrapped lines have nothing hidden.
  mutating func shift(by columns: Int) {
    guard !wraps else { return }
    withFocusedPane { pane, _ in pane.viewport.column = max(0, min(100_000, pane.viewport.column + columns)) }
  }

  /// Filters by minimum severity; the same again: by this severity alone, and back.
  mutating func filter(by severity: Severity) {
    show(focusedPane?.filter.level == .atLeast(severity) ? .only(severity) : .atLeast(severity))
  }

  mutating func show(_ level: LogFilter.Level) {
    keepPlace()
    withFocusedPane { pane, store in
      if pane.isContext { pane.closeContext(of: store) }
      guard pane.filter.level != level else { return }
      var filter = pane.filter
      filter.level = level
      pane.show(filter, of: store)
    }
  }

  /// Goes to the next entry of at least this severity, seen from the current one, or from the visible edge.
  mutating func jump(_ severity: Severity, forward: Bool, count: Int) {
    let inBox = withEntryBox { box, scene in box.choose(atLeast: severity, forward: forward, in: scene) }
    let found =
      inBox
      ?? jump(forward: forward, count: count) { index, position, store in
        forward
          ? index.next(after: position, atLeast: severity, in: store)
          : index.previous(before: position, atLeast: severity, in: store)
      }
    guard !found else { return }
    let word = severity == .error ? "error" : "warning or error"
    announce(
      forward
        ? "no later \(word)\(isLoading ? notLoaded(focusedPane) : wayBack(to: severity))"
        : "no earlier \(word)\(notLoaded(focusedPane))")
  }

  /// `; E goes to an earlier one`, where there is one: while the newest entries run by it may stand before the reader's eyes.
  private func wayBack(to severity: Severity) -> String {
    let key = keys.firstLabel(of: severity == .error ? .previousError : .previousWarning, in: panesContext)
    guard let index = focusedPane?.index, !key.isEmpty,
      index.previous(before: index.count, atLeast: severity, in: store) != nil
    else { return "" }
    return "; \(key) goes to an earlier one"
  }

  /// Goes to the entry that `next` finds from the current one, or from the visible edge; whether there is one.
  /// `fromTop` begins at the top row, whatever is current.
  mutating func jump(
    forward: Bool, count: Int, fromTop: Bool = false, next: (LogIndex, Int, LogStore) -> Int?
  ) -> Bool {
    guard let area = focusedArea, focusedPane != nil else { return false }
    keepPlace()
    withFocusedPane { pane, store in pane.bringIn(of: store) }
    guard let pane = focusedPane else { return false }
    var reader = reader(of: pane, width: area.logs.width)
    let top = top(of: pane, &reader, rows: area.logs.height)
    let visible = reader.rows(from: top, count: pane.viewport.isFollowing ? area.logs.height : visibleRows)
    let shown = visible.compactMap(\.slot)
    var position: Int
    if fromTop {
      position = forward ? top.entry - 1 : top.entry
    } else if let current = pane.viewport.current, shown.contains(current) {
      position = pane.index.position(of: current, in: store)
    } else if forward, !pane.viewport.isFollowing {
      position = top.entry - 1
    } else {
      position = forward ? pane.index.count : min(pane.index.count, top.entry + Set(shown).count)
    }
    var target: Int?
    for _ in 0..<max(1, count) {
      guard let found = next(pane.index, position, store) else { break }
      position = found
      target = found
    }
    guard let target else { return false }
    let slot = pane.index.slots[target]
    let rows = visible.prefix(visibleRows).filter { $0.slot == slot }.count
    let isVisible = rows >= min(reader.height(at: target), visibleRows)
    // Not moved when it can be seen; otherwise a third of the way down, with what led to it above.
    let newTop =
      isVisible ? top : reader.position(RowReader.Position(entry: target, line: 0), movedBy: -(visibleRows / 3))
    let anchor = reader.anchor(at: newTop)
    withFocusedPane { pane, _ in
      pane.viewport.read(at: anchor)
      pane.viewport.current = slot
    }
    return true
  }

  /// The top row of a pane.
  func top(of pane: Pane, _ reader: inout RowReader, rows: Int) -> RowReader.Position {
    guard !pane.viewport.isFollowing, let anchor = pane.viewport.anchor else { return reader.endTop(rows: rows) }
    let position = reader.position(of: anchor)
    let visible = max(1, rows - 1)
    let shown = reader.rows(from: position, count: visible).count
    // Nothing below is left empty while there is something above.
    return shown < visible ? reader.position(position, movedBy: shown - visible) : position
  }

  private func topAnchor(of pane: Pane) -> Viewport.Anchor? {
    guard let area = focusedArea else { return pane.index.slots.first.map { .init(slot: $0, line: 0, position: 0) } }
    var reader = reader(of: pane, width: area.logs.width)
    return reader.anchor(at: top(of: pane, &reader, rows: area.logs.height))
  }

  private mutating func move(
    by lines: Int, mayChoose: Bool, _ target: (inout RowReader, RowReader.Position) -> RowReader.Position
  ) -> [Command] {
    guard let area = focusedArea, focusedPane != nil else { return [] }
    keepPlace()
    withFocusedPane { pane, store in pane.bringIn(of: store) }
    guard let pane = focusedPane else { return [] }
    var reader = reader(of: pane, width: area.logs.width)
    let rows = area.logs.height
    let from = top(of: pane, &reader, rows: rows)
    let to = target(&reader, from)
    let end = reader.endTop(rows: pane.viewport.isPaused ? max(1, rows - 1) : rows)
    let visible = reader.rows(from: from, count: pane.viewport.isFollowing ? rows : visibleRows)
    let canScroll = lines > 0 ? from < end : to < from
    if mayChoose, choosesRow(in: pane, visible, forward: lines > 0, canScroll: canScroll) {
      chooseRow(by: lines, from: from, visible, &reader)
    } else if canScroll || lines > 0 || !pane.viewport.isFollowing {
      let anchor = reader.anchor(at: min(to, max(from, end)))
      withFocusedPane { pane, _ in
        pane.viewport.current = nil
        if to >= end, lines > 0, !pane.viewport.isPaused {
          pane.viewport.follow()
        } else {
          pane.viewport.read(at: anchor)
        }
      }
    }
    guard to <= from, to.entry == 0, to.line <= 0 else { return [] }
    return tasks(of: pane)
      .filter { tasks[$0].state.hasOlder && !tasks[$0].state.isLoadingOlder && tasks[$0].state.lossWord == nil }
      .map { .fetchOlder(task: $0) }
  }

  /// The current entry, or the first visible one (the last while following), at the row where it is.
  func readingPlace(of pane: Pane) -> Viewport.Anchor? {
    guard let area = focusedArea else { return pane.viewport.anchor }
    var reader = reader(of: pane, width: area.logs.width)
    let top = top(of: pane, &reader, rows: area.logs.height)
    let rows = reader.rows(from: top, count: pane.viewport.isFollowing ? area.logs.height : visibleRows)
    var row = pane.viewport.isFollowing ? rows.lastIndex { $0.slot != nil } : rows.firstIndex { $0.slot != nil }
    if let current = pane.viewport.current { row = rows.firstIndex { $0.slot == current } ?? row }
    guard let row, let slot = rows[row].slot else { return nil }
    return Viewport.Anchor(
      slot: slot, line: rows[row].line - row, position: pane.index.position(of: slot, in: store))
  }

  /// Before held-back entries come in: where the top entry itself moved in time, or may have, the place is kept by the
  /// next visible entry that did not.
  mutating func keepPlace() {
    guard let pane = focusedPane, let anchor = pane.viewport.anchor, let area = focusedArea,
      isMoved(anchor.slot, in: pane)
    else { return }
    var reader = reader(of: pane, width: area.logs.width)
    let rows = reader.rows(from: reader.position(of: anchor), count: visibleRows)
    for (row, line) in rows.enumerated() {
      guard let slot = line.slot, line.line == 0, !isMoved(slot, in: pane) else { continue }
      let position = pane.index.slots.firstIndex(of: slot) ?? 0
      withFocusedPane { pane, _ in
        pane.viewport.read(at: Viewport.Anchor(slot: slot, line: -row, position: position))
      }
      return
    }
  }

  private func isMoved(_ slot: Slot, in pane: Pane) -> Bool {
    // A row that stands for several entries goes to the end with the next one.
    if pane.index.isCollapsed(slot) { return true }
    return pane.held.versions[slot].map { $0.timestamp != store.timestamp(of: slot) } ?? false
  }
}
