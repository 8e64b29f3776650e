package import MonitorCore

/// The entry whose details are open, and where in them the reader is.
package struct Details: Sendable {
  package var slot: Slot
  /// The first line shown.
  var scroll = 0
  /// Which of the values that can be filtered by is chosen.
  var selected = 0
  /// How many entries have the same template; counted once, for it takes a pass over the store's templates.
  let alike: Int

  init(slot: Slot, store: LogStore) {
    self.slot = slot
    alike = store.count(ofTemplate: store.template(of: slot))
  }
}

extension Model {
  /// Opens the details of the current entry.
  mutating func openDetails() {
    guard let pane = focusedPane, let slot = readingPlace(of: pane)?.slot else { return }
    // What a row stands for is seen side by side.
    guard pane.index.count(of: slot) == 1 else { return openTable(at: slot) }
    overlay = .details(Details(slot: slot, store: store))
    withFocusedPane { pane, _ in pane.viewport.current = slot }
  }

  /// Says where a key means something that means nothing in the panes.
  mutating func sayWhere(_ key: Key) {
    guard let action = keys.action(of: key, in: .details) else { return }
    announce("\(key.label): \(action.name), in the details; \(keys.firstLabel(of: .details, in: .log)) opens them")
  }

  mutating func pressInDetails(_ key: Key, _ details: Details) -> [Command] {
    keys.action(of: key, in: .details).map { perform($0, in: details) } ?? []
  }

  mutating func perform(_ action: Action, in details: Details) -> [Command] {
    var details = details
    let box = DetailsBox(model: self, details: details)
    switch action {
    case .close, .details:
      overlay = nil
      return []
    case .quit, .redraw, .mouse, .suspend, .interrupt, .help, .palette: return perform(action, count: 1)
    case .lineDown: return flip(from: details.slot, forward: true)
    case .lineUp: return flip(from: details.slot, forward: false)
    case .halfPageDown: details.scroll += max(1, box.rows / 2)
    case .halfPageUp: details.scroll -= max(1, box.rows / 2)
    case .pageDown: details.scroll += max(1, box.rows - 1)
    case .pageUp: details.scroll -= max(1, box.rows - 1)
    case .top: details.scroll = 0
    case .bottom: details.scroll = box.maximalScroll
    case .focusNext: select(details.selected + 1, in: &details, box)
    case .focusPrevious: select(details.selected - 1, in: &details, box)
    case .filterValue:
      guard box.text.values.indices.contains(details.selected) else { return [] }
      (overlay, table) = (nil, nil)
      let chosen = box.text.values[details.selected]
      filter(by: TextPattern(value: chosen.value, of: chosen.name.isEmpty ? nil : chosen.name))
      return []
    case .collapse:
      overlay = nil
      toggleCollapse(like: details.slot)
      return []
    case .table:
      openTable(at: details.slot)
      return []
    case .filterTemplate:
      (overlay, table) = (nil, nil)
      let source = String(decoding: store.message(of: details.slot), as: UTF8.self)
      filter(by: TextPattern(template: store.template(of: details.slot), source: source))
      return []
    default: return []
    }
    details.scroll = max(0, min(details.scroll, box.maximalScroll))
    overlay = .details(details)
    return []
  }

  /// The details of the next entry, or of the one before, which the pane brings into view.
  private mutating func flip(from slot: Slot, forward: Bool) -> [Command] {
    if table != nil {
      let isMoved = moveInTable(by: forward ? 1 : -1)
      if isMoved, let slot = table?.cursor { overlay = .details(Details(slot: slot, store: store)) }
      if !isMoved { announce(forward ? "this is the newest of them" : "this is the oldest of them") }
      return []
    }
    let found = jump(forward: forward, count: 1) { index, _, store in
      let place = index.position(of: slot, in: store)
      let isShown = place < index.count && index.slots[place] == slot
      let next = forward ? place + (isShown ? 1 : 0) : place - 1
      return next >= 0 && next < index.count ? next : nil
    }
    if found, let slot = focusedPane?.viewport.current {
      overlay = .details(Details(slot: slot, store: store))
    } else {
      announce(forward ? "this is the newest entry" : "this is the oldest entry")
    }
    return []
  }

  private func select(_ place: Int, in details: inout Details, _ box: DetailsBox) {
    let count = box.text.values.count
    guard count > 0 else { return }
    details.selected = (place % count + count) % count
    let line = box.text.values[details.selected].line
    if line < details.scroll { details.scroll = line }
    if line >= details.scroll + box.rows { details.scroll = line - box.rows + 1 }
  }
}
