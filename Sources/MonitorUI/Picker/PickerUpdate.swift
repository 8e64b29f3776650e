import MonitorCore

extension Model {
  /// Opens the picker; over what is watched, or to begin with.
  package mutating func openPicker() -> [Command] {
    var picker = Picker(isStart: openTasks.isEmpty, list: listed)
    if listed.isRead { picker.askAgain() }
    overlay = .picker(picker)
    return refreshPicker()
  }

  mutating func pressInPicker(_ key: Key, _ picker: Picker) -> [Command] {
    if let action = action(of: key, in: picker) { return perform(action, in: picker) }
    var picker = picker
    guard picker.type(key) else { return [] }
    overlay = .picker(picker)
    return refreshPicker()
  }

  /// What a key does there. Letters are typed; those that mean something do so while nothing is typed.
  private func action(of key: Key, in picker: Picker) -> Action? {
    if case .character(let letter) = key, letter != " ", !picker.editor.isEmpty { return nil }
    return keys.action(of: key, in: .picker)
  }

  mutating func perform(_ action: Action, in picker: Picker) -> [Command] {
    var picker = picker
    let rows = PickerLayout(size: size).rowCount
    switch action {
    case .watch: return watchChosen(picker)
    case .close: return leave(picker)
    case .markTask:
      if let current = picker.current, openTasks.contains(where: { tasks[$0].id == current.id }) {
        announce("\(current.id) is already watched")
      } else {
        picker.toggleMark()
        picker.move(by: 1, rows: rows)
      }
    case .lineUp: picker.move(by: -1, rows: rows)
    case .lineDown: picker.move(by: 1, rows: rows)
    case .pageUp: picker.move(by: -max(1, rows - 1), rows: rows)
    case .pageDown: picker.move(by: max(1, rows - 1), rows: rows)
    case .top: picker.move(to: 0, rows: rows)
    case .bottom: picker.move(to: .max, rows: rows)
    case .pollNow: picker.askAgain()
    case .help, .palette, .redraw, .mouse, .suspend, .interrupt:
      return perform(action, count: 1)
    default: return []
    }
    overlay = .picker(picker)
    return refreshPicker()
  }

  /// Clears what is typed; where nothing is, leaves the picker.
  mutating func leave(_ picker: Picker) -> [Command] {
    guard picker.editor.isEmpty else {
      var picker = picker
      picker.clearFilter()
      overlay = .picker(picker)
      return refreshPicker()
    }
    if picker.isStart { return [.quit] }
    listed = picker.list
    overlay = nil
    return []
  }

  /// The wheel moves, a click chooses a row.
  mutating func click(_ event: MouseEvent, _ picker: Picker) -> [Command] {
    var picker = picker
    let layout = PickerLayout(size: size)
    switch event.action {
    case .wheelUp: picker.move(by: -3, rows: layout.rowCount)
    case .wheelDown: picker.move(by: 3, rows: layout.rowCount)
    case .press:
      let window = picker.window(rows: layout.rowCount)
      let row = event.y - layout.rows.y
      guard window.indices.contains(window.lowerBound + row) else { return [] }
      picker.move(to: window.lowerBound + row, rows: layout.rowCount)
    }
    overlay = .picker(picker)
    return refreshPicker()
  }

  mutating func applyList(_ page: TaskPage, offset: Int) -> [Command] {
    guard var picker = shownPicker else {
      listed.merge(page, offset: offset)
      return []
    }
    picker.take(page, offset: offset, rows: PickerLayout(size: size).rowCount, engine: engine)
    keep(picker)
    return refreshPicker()
  }

  mutating func applyListFailure(_ failure: SourceFailure) {
    guard var picker = shownPicker else { return }
    picker.take(failure, engine: engine)
    keep(picker)
  }

  /// Asks for what the open picker needs.
  mutating func refreshPicker() -> [Command] {
    guard var picker = shownPicker else { return [] }
    let commands = picker.ask(rows: PickerLayout(size: size).rowCount, engine: engine)
    if !commands.isEmpty { keep(picker) }
    return commands
  }

  /// The picker that is on the screen, also below its help or its palette.
  var shownPicker: Picker? {
    if case .picker(let picker) = overlay { return picker }
    if case .picker(let picker) = below { return picker }
    return nil
  }

  private mutating func keep(_ picker: Picker) {
    if below == nil { overlay = .picker(picker) } else { below = .picker(picker) }
  }

  /// Watches the marked tasks; without any, the current one, or one that was pasted.
  private mutating func watchChosen(_ picker: Picker) -> [Command] {
    let chosen = picker.marked.isEmpty ? [picker.current?.id ?? picker.typedTask].compactMap(\.self) : picker.marked
    guard !chosen.isEmpty else {
      announce(picker.list.items.isEmpty ? "no task to watch yet" : "no task is found: change what is typed")
      return []
    }
    listed = picker.list
    overlay = nil
    return watch(chosen)
  }
}
