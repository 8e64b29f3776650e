import MonitorCore

/// All entries of a template that a pane admits, one a row, with their parameters in columns; a box on the full screen.
struct TemplateTable: EntryBox {
  let template: Int
  /// The template as sent (unsafe text).
  let source: [UInt8]
  private(set) var index: LogIndex
  private(set) var columns: TableColumns
  /// The chosen entry; `nil` only while there is none.
  private(set) var chosen: Slot?
  /// The index of the first row shown.
  private(set) var top = 0
  /// Whether the newest entry is chosen, and the next one will be.
  private(set) var isFollowing = true
  /// Columns of cells hidden to the left.
  private(set) var column = 0

  /// Opens at an entry, with room for so many rows: a pass over the store.
  init(at slot: Slot, filter: LogFilter, of store: LogStore, rows: Int) {
    template = store.template(of: slot)
    source = store.message(of: slot)
    var filter = filter
    filter.patterns.append(TextPattern(template: template, source: ""))
    index = LogIndex(filter)
    columns = TableColumns(template: source)
    index.rebuild(filter, over: store)
    columns.sample(index.slots, of: store)
    // With what led to it above.
    let position = index.position(of: slot, in: store)
    top = max(0, position - max(1, rows) / 2)
    move(to: position, of: store, rows: rows)
  }

  var count: Int { index.count }

  /// The index of the chosen entry.
  func position(in store: LogStore) -> Int {
    chosen.map { min(index.position(of: $0, in: store), max(0, count - 1)) } ?? 0
  }

  /// Chooses the entry at an index, or the nearest there is, and brings it into view.
  mutating func move(to position: Int, of store: LogStore, rows: Int) {
    guard count > 0 else {
      (chosen, top, isFollowing) = (nil, 0, true)
      return
    }
    let position = max(0, min(position, count - 1))
    chosen = index.slots[position]
    isFollowing = position == count - 1
    let rows = max(1, rows)
    top = max(position - rows + 1, min(top, position))
    fit(of: store, rows: rows)
  }

  /// Scrolls sideways by so many cells.
  private mutating func shift(by cells: Int) {
    column = max(0, min(columns.width - 1, column + cells))
  }

  /// Applies what a merge did. The chosen entry stays on its row of the screen, unless the newest is followed.
  private mutating func apply(_ changes: Changes, of store: LogStore, rows: Int) {
    let row = position(in: store) - top
    index.apply(changes, of: store)
    guard count > 0 else { return move(to: 0, of: store, rows: rows) }
    let position = isFollowing ? count - 1 : position(in: store)
    chosen = index.slots[position]
    // In view, also where a revision moved the chosen entry.
    top = max(position - max(1, rows) + 1, min(position - row, position))
    fit(of: store, rows: rows)
  }

  /// Keeps the chosen entry in view, with so many rows.
  private mutating func resize(of store: LogStore, rows: Int) {
    let follows = isFollowing
    move(to: position(in: store), of: store, rows: rows)
    isFollowing = isFollowing || follows && count == 0
  }

  /// Nothing is left empty below while there is something above; and the columns are as wide as what shows in them.
  private mutating func fit(of store: LogStore, rows: Int) {
    top = max(0, min(top, count - max(1, rows)))
    columns.fit(index.slots[top..<min(count, top + max(1, rows))], of: store)
  }
}

extension TemplateTable {
  var context: KeyMap.Context { .table }

  mutating func perform(_ action: Action, count: Int, in scene: Scene) -> [Outcome] {
    let (store, rows) = (scene.store, TableView.rows(of: scene.size))
    if let movement = Scroller.Movement(action, count: count, rows: rows) {
      move(to: movement.target(from: position(in: store), of: self.count), of: store, rows: rows)
      return []
    }
    switch action {
    case .close, .table: return [.close]
    case .left: shift(by: -Scroller.columns * count)
    case .right: shift(by: Scroller.columns * count)
    case .details: return chosen.map { [.open(Details(slot: $0, store: store))] } ?? []
    case .collapse: return [.collapse(template: template)]
    case .filterTemplate:
      return [.filter(TextPattern(template: template, source: String(decoding: source, as: UTF8.self)))]
    default: return [.perform(action, count: count)]
    }
    return []
  }

  /// The wheel scrolls, a click chooses, a second one opens the details.
  mutating func mouse(_ event: MouseEvent, in scene: Scene) -> [Outcome] {
    guard event.action == .press else { return wheel(event, in: scene) }
    guard let row = TableView.row(at: event.y, of: scene.size), top + row < count else { return [] }
    if position(in: scene.store) == top + row { return perform(.details, count: 1, in: scene) }
    move(to: top + row, of: scene.store, rows: TableView.rows(of: scene.size))
    return []
  }

  mutating func refresh(after event: BoxEvent, in scene: Scene) -> [Outcome] {
    let rows = TableView.rows(of: scene.size)
    switch event {
    case .merged(let changes): apply(changes, of: scene.store, rows: rows)
    case .resized: resize(of: scene.store, rows: rows)
    default: break
    }
    return []
  }

  func holds(_ condition: HintCondition, in scene: Scene) -> Bool {
    switch condition {
    case .scrolled: !isFollowing
    case .searching: scene.display.search != nil
    case .collapsed: scene.pane?.index.collapsed.contains(template) == true
    default: false
    }
  }

  func isFullScreen(in size: Size) -> Bool { !PaneLayout.isTiny(size) }
  func footer(in scene: Scene) -> Rect? { ScreenChrome(size: scene.size).footer }
  func draw(in scene: Scene, on frame: inout Frame) { TableView(scene: scene, table: self)?.draw(on: &frame) }

  mutating func choose(_ slot: Slot, in scene: Scene) {
    move(to: index.position(of: slot, in: scene.store), of: scene.store, rows: TableView.rows(of: scene.size))
  }

  mutating func choose(by count: Int, in scene: Scene) -> Bool {
    let before = chosen
    let target = Scroller.Movement.by(count).target(from: position(in: scene.store), of: self.count)
    move(to: target, of: scene.store, rows: TableView.rows(of: scene.size))
    return chosen != before
  }

  mutating func choose(atLeast severity: Severity, forward: Bool, in scene: Scene) -> Bool {
    let (store, here) = (scene.store, position(in: scene.store))
    let found =
      forward
      ? index.next(after: here, atLeast: severity, in: store)
      : index.previous(before: here, atLeast: severity, in: store)
    guard let found else { return false }
    move(to: found, of: store, rows: TableView.rows(of: scene.size))
    return true
  }

  mutating func find(_ pattern: TextPattern, forward: Bool, from start: SearchStart, in scene: Scene)
    throws(PatternError) -> Bool
  {
    let here = position(in: scene.store)
    let from =
      switch start {
      case .here: here + (forward ? -1 : 1)
      case .beyond: here
      case .edge: forward ? -1 : count
      }
    let found = try index.nearest(to: from, backwards: !forward, matching: pattern, in: scene.store)
    guard let found else { return false }
    move(to: found, of: scene.store, rows: TableView.rows(of: scene.size))
    return true
  }

  func place(matching pattern: TextPattern, in store: LogStore) -> MatchPlace? {
    var filter = index.filter
    filter.patterns.append(pattern)
    var matches = LogIndex(filter)
    matches.rebuild(filter, over: store)
    guard let chosen, matches.count > 0 else { return nil }
    return MatchPlace(of: chosen, among: matches, in: store, part: "table")
  }
}
