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
    var picker = picker
    let rows = PickerLayout(size: size).rowCount
    switch key {
    case .control("c"): return [.interrupt]
    case .control("z"): return [.suspend]
    case .control("l"): return [.redraw]
    case .escape, .control("g"):
      guard picker.editor.isEmpty else {
        picker.clearFilter()
        break
      }
      return leavePicker(picker)
    case .enter: return watchChosen(picker)
    case .character(" "):
      if let current = picker.current, openTasks.contains(where: { tasks[$0].id == current.id }) {
        tell("\(current.id) is already watched")
      } else {
        picker.toggleMark()
        picker.move(by: 1, rows: rows)
      }
    case .up, .control("p"): picker.move(by: -1, rows: rows)
    case .down, .control("n"): picker.move(by: 1, rows: rows)
    case .pageUp: picker.move(by: -max(1, rows - 1), rows: rows)
    case .pageDown: picker.move(by: max(1, rows - 1), rows: rows)
    case .home: picker.move(to: 0, rows: rows)
    case .end: picker.move(to: .max, rows: rows)
    case .control("r"): picker.askAgain()
    case "r" where picker.problem != nil && picker.list.items.isEmpty && picker.editor.isEmpty: picker.askAgain()
    case .function where keys.action(of: key, in: .log) == .mouse: return toggleMouse()
    default:
      guard picker.type(key) else { return [] }
    }
    overlay = .picker(picker)
    return refreshPicker()
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

  mutating func takeList(_ page: TaskPage, offset: Int) -> [Command] {
    guard case .picker(var picker) = overlay else {
      listed.merge(page, offset: offset)
      return []
    }
    picker.take(page, offset: offset, rows: PickerLayout(size: size).rowCount, engine: engine)
    overlay = .picker(picker)
    return refreshPicker()
  }

  mutating func takeListFailure(_ failure: SourceFailure) {
    guard case .picker(var picker) = overlay else { return }
    picker.take(failure, engine: engine)
    overlay = .picker(picker)
  }

  /// Asks for what the open picker needs.
  mutating func refreshPicker() -> [Command] {
    guard case .picker(var picker) = overlay else { return [] }
    let commands = picker.ask(rows: PickerLayout(size: size).rowCount, engine: engine)
    if !commands.isEmpty { overlay = .picker(picker) }
    return commands
  }

  private mutating func leavePicker(_ picker: Picker) -> [Command] {
    if picker.isStart { return [.quit] }
    listed = picker.list
    overlay = nil
    return []
  }

  /// Watches the marked tasks; without any, the current one, or one that was pasted.
  private mutating func watchChosen(_ picker: Picker) -> [Command] {
    let chosen = picker.marked.isEmpty ? [picker.current?.id ?? picker.typedTask].compactMap(\.self) : picker.marked
    guard !chosen.isEmpty else {
      tell(picker.list.items.isEmpty ? "no task to watch yet" : "no task is found: change what is typed")
      return []
    }
    listed = picker.list
    overlay = nil
    return watch(chosen)
  }
}
