import MonitorCore

/// The list of panes, as a box: those that need a person first, the others in their order; narrowed by what is typed.
///
/// ```
/// ╭─ Panes /import ────────────────────────────────────────────────────────────────────────╮
/// │ > 3 ✖ Importing a price list                              8888   41.0 %  E 9 W 88      │
/// │   1 ◐ Importing subscriptions                             5440   57.3 %  E 4 W 26      │
/// ╰───────────────────────────────────────────────────────────────────────────────── 2 of 5 ─╯
/// ```
struct PaneList: Box {
  /// The task whose pane is chosen, where it is among those that show; otherwise the first of them is.
  private(set) var chosen: Int?
  private(set) var editor = LineEditor()
  /// Whether letters are typed, after the key for finding: before that they move.
  private(set) var isTyping = false
  private(set) var filter = TaskFilter("")

  init(at chosen: Int?) { self.chosen = chosen }

  var context: KeyMap.Context { .panes }

  func isText(_ key: Key) -> Bool {
    switch key {
    case .character: isTyping
    case .backspace, .control("u"), .control("w"): isTyping
    default: false
    }
  }

  /// The numbers of the tasks, in the order in which their panes are listed.
  func tasks(in scene: Scene) -> [Int] {
    var filter = filter
    let admitted = scene.openTasks.filter { number in
      let task = scene.tasks[number]
      return filter.admits(task.snapshot ?? TaskSnapshot(id: task.id.text))
    }
    func rank(_ task: Int) -> Int {
      switch scene.tasks[task].status {
      case .failed: 0
      case .blocked: 1
      default: 2
      }
    }
    return admitted.enumerated().sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }.map(\.element)
  }

  /// The index of the chosen one among those that are listed.
  func selected(among tasks: [Int]) -> Int { chosen.flatMap(tasks.firstIndex(of:)) ?? 0 }

  mutating func perform(_ action: Action, count: Int, in scene: Scene) -> [Outcome] {
    let view = PaneListView(scene: scene, list: self)
    switch action {
    case .search:
      isTyping = true
      return []
    case .close where isTyping:
      type("", isTyping: false)
      return []
    case .close, .paneList: return [.close]
    case .goThere:
      guard view.tasks.indices.contains(view.selected) else {
        return [.notice("no pane is found: change what is typed")]
      }
      return [.focus(view.tasks[view.selected])]
    default: break
    }
    guard let movement = Scroller.Movement(action, count: count, rows: view.rows) else {
      return [.perform(action, count: count)]
    }
    choose(movement.target(from: view.selected, of: view.tasks.count), among: view.tasks)
    return []
  }

  mutating func type(_ key: Key, in scene: Scene) -> [Outcome] {
    guard isTyping else { return [] }
    if key == .backspace, editor.isEmpty {
      isTyping = false
    } else if editor.apply(key) {
      filter = TaskFilter(editor.text)
    }
    return []
  }

  private mutating func type(_ text: String, isTyping: Bool) {
    editor = LineEditor(text)
    filter = TaskFilter(text)
    self.isTyping = isTyping
  }

  private mutating func choose(_ index: Int, among tasks: [Int]) {
    if tasks.indices.contains(index) { chosen = tasks[index] }
  }

  /// A click on a line goes to its pane.
  mutating func mouse(_ event: MouseEvent, in scene: Scene) -> [Outcome] {
    guard event.action == .press else { return wheel(event, in: scene) }
    let view = PaneListView(scene: scene, list: self)
    guard let index = view.index(atX: event.x, y: event.y) else { return [] }
    choose(index, among: view.tasks)
    return perform(.goThere, count: 1, in: scene)
  }

  func holds(_ condition: HintCondition, in scene: Scene) -> Bool {
    switch condition {
    case .typed: isTyping
    case .untyped: !isTyping
    default: false
    }
  }

  func draw(in scene: Scene, on frame: inout Frame) { PaneListView(scene: scene, list: self).draw(on: &frame) }
}
