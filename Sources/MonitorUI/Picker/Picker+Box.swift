import MonitorCore

// What keys, the mouse and answers do in the picker.
extension Picker {
  var context: KeyMap.Context { .picker }

  /// Letters mean something while nothing is typed; a space always marks.
  func isText(_ key: Key) -> Bool {
    if case .character(let letter) = key { letter != " " && !editor.isEmpty } else { false }
  }

  mutating func perform(_ action: Action, count: Int, in scene: Scene) -> [Outcome] {
    let rows = PickerLayout(size: scene.size).rowCount
    if let movement = Scroller.Movement(action, count: count, rows: rows) {
      move(to: movement.target(from: cursor, of: shown.count), rows: rows)
      return request(in: scene)
    }
    switch action {
    case .watch: return watchChosen()
    case .close: return leave(in: scene)
    case .markTask:
      if let current, scene.openTasks.contains(where: { scene.tasks[$0].id == current.id }) {
        return request(in: scene) + [.notice("\(current.id) is already watched")]
      }
      toggleMark()
      move(by: 1, rows: rows)
    case .runningOnly: toggleRunningOnly()
    case .sort: sortByNext()
    case .pollNow: askAgain()
    default: return [.perform(action, count: count)]
    }
    return request(in: scene)
  }

  mutating func type(_ key: Key, in scene: Scene) -> [Outcome] { edit(by: key) ? request(in: scene) : [] }

  /// The wheel moves, a click chooses a row.
  mutating func mouse(_ event: MouseEvent, in scene: Scene) -> [Outcome] {
    guard event.action == .press else { return wheel(event, in: scene) }
    let layout = PickerLayout(size: scene.size)
    let row = window(rows: layout.rowCount).lowerBound + event.y - layout.rows.y
    guard event.y >= layout.rows.y, window(rows: layout.rowCount).contains(row) else { return [] }
    move(to: row, rows: layout.rowCount)
    return request(in: scene)
  }

  mutating func refresh(after event: BoxEvent, in scene: Scene) -> [Outcome] {
    switch event {
    case .ticked, .resized: return request(in: scene)
    case .listed(let page, let offset):
      merge(page, offset: offset, rows: PickerLayout(size: scene.size).rowCount, engine: scene.time.engine)
      return request(in: scene)
    case .listFailed(let failure):
      record(failure, engine: scene.time.engine)
      return []
    case .merged, .chosen, .found, .searchRefused, .entryRead: return []
    }
  }

  func holds(_ condition: HintCondition, in scene: Scene) -> Bool {
    switch condition {
    case .typed: !editor.isEmpty
    case .runningOnly: showsRunningOnly
    case .nothingWatched: isStart
    case .marked: !marked.isEmpty && !shown.isEmpty
    case .listed: !shown.isEmpty
    case .pasted: typedTask != nil
    case .listFailed: problem != nil && list.items.isEmpty
    default: false
    }
  }

  func isFullScreen(in size: Size) -> Bool { true }
  func footer(in scene: Scene) -> Rect? { PickerLayout(size: scene.size).footer }
  func position(in scene: Scene) -> String { PickerView(scene: scene, picker: self).position }
  func draw(in scene: Scene, on frame: inout Frame) { PickerView(scene: scene, picker: self).draw(on: &frame) }

  /// Asks for what the rows need.
  mutating func request(in scene: Scene) -> [Outcome] {
    ask(rows: PickerLayout(size: scene.size).rowCount, engine: scene.time.engine)
  }

  /// Clears what is typed; where nothing is, leaves the picker.
  private mutating func leave(in scene: Scene) -> [Outcome] {
    guard editor.isEmpty else {
      clearFilter()
      return request(in: scene)
    }
    return isStart ? [.command(.quit)] : [.keep(list), .close]
  }

  /// Watches the marked tasks; without any, the current one, or one that was pasted.
  private func watchChosen() -> [Outcome] {
    let chosen = marked.isEmpty ? [current?.id ?? typedTask].compactMap(\.self) : marked
    guard !chosen.isEmpty else {
      return [.notice(list.items.isEmpty ? "no task to watch yet" : "no task is found: change what is typed")]
    }
    return [.keep(list), .watch(chosen)]
  }
}
