import MonitorCore

/// The list of all that can be done in a context, narrowed by typing, as a box.
struct CommandPalette: Box {
  private(set) var editor: LineEditor
  /// Which of the found ones is chosen.
  private(set) var selected = 0
  /// Whose actions are listed.
  let subject: KeyMap.Context
  /// What can be undone in the focused pane now, and set.
  private let others: [PaletteEntry]
  /// What is on, and what it is set to.
  private let states: [Action: String]
  /// What was run last, the latest first.
  private let recent: [PaletteDeed]

  init(
    of subject: KeyMap.Context = .log, typed text: String = "", others: [PaletteEntry] = [],
    on states: [Action: String] = [:],
    recent: [PaletteDeed] = []
  ) {
    self.subject = subject
    self.others = others
    self.states = states
    self.recent = recent
    editor = LineEditor(text)
  }

  /// What can be done there and answers what is typed, the best first; while nothing is typed, what was run last, and the
  /// rest by area.
  func entries(in keys: KeyMap) -> [PaletteEntry] {
    let search = PaletteSearch(editor.text)
    let actions = PaletteEntry.actions(of: subject, in: keys, on: states)
    let all =
      others.filter { $0.area != PaletteEntry.values }
      + (search.isEmpty ? PaletteEntry.byUse(actions, in: subject) : actions)
      + others.filter { $0.area == PaletteEntry.values }
    guard search.isEmpty else { return (moment(in: keys).map { [$0] } ?? []) + search.found(among: all) }
    let latest = recent.compactMap { deed in
      all.first { $0.deed == deed }.map { entry in
        var entry = entry
        entry.area = PaletteEntry.recent
        return entry
      }
    }
    return latest + all.filter { entry in !latest.contains { $0.deed == entry.deed } }
  }

  /// What a time does that is typed here, alone or after a word for going there: `17:18`, `goto -10m`.
  private func moment(in keys: KeyMap) -> PaletteEntry? {
    guard keys.actions(in: subject).contains(.goToTime) else { return nil }
    let typed = SafeText.line(editor.text)
    let prefix = ["goto ", "go to ", "jump to ", "jump ", "at ", "@"].first { typed.lowercased().hasPrefix($0) }
    let text = String(typed.dropFirst(prefix?.count ?? 0).drop { $0 == " " })
    // A bare number with a unit is more likely the beginning of a word.
    guard prefix != nil || text.contains(":") || text.contains("-") || text.hasPrefix("+"),
      MomentText(text, mayBeRelative: true) != nil
    else { return nil }
    return PaletteEntry(
      deed: .goTo(text), name: "go to \(text)", keys: keys.label(of: .goToTime, in: subject), area: PaletteEntry.often)
  }

  /// The value that is chosen, to be shown while it is.
  func previewed(with keys: KeyMap) -> SettingValue? {
    let entries = entries(in: keys)
    guard entries.indices.contains(selected), case .set(let value) = entries[selected].deed else { return nil }
    return value
  }

  var context: KeyMap.Context { .palette }

  func isText(_ key: Key) -> Bool { key == .backspace && !editor.isEmpty }

  mutating func perform(_ action: Action, count: Int, in scene: Scene) -> [Outcome] {
    let entries = entries(in: scene.keys)
    switch action {
    case .close, .dropLast: return [.close]
    case .accept:
      guard entries.indices.contains(selected) else { return [.close] }
      return [.close, .rememberRun(entries[selected].deed), entries[selected].outcome]
    default: break
    }
    guard let movement = Scroller.Movement(action, count: count, rows: PaletteView.rows(of: scene.size) + 1) else {
      return [.perform(action, count: count)]
    }
    if abs(count) == 1, action == .lineDown || action == .lineUp {
      // A step past an end goes on at the other one.
      let step = action == .lineDown ? 1 : entries.count - 1
      selected = entries.isEmpty ? 0 : (selected + step) % entries.count
    } else {
      selected = movement.target(from: selected, of: entries.count)
    }
    return []
  }

  mutating func type(_ key: Key, in scene: Scene) -> [Outcome] {
    if editor.apply(key) { selected = first(among: entries(in: scene.keys)) }
    return []
  }

  /// The entry to choose after something was typed: of a setting's values the one that is set, while only the setting is
  /// named.
  private func first(among entries: [PaletteEntry]) -> Int {
    guard let name = entries.first?.name, let end = name.firstIndex(of: ":"), case .set? = entries.first?.deed else {
      return 0
    }
    let setting = name[...end]
    guard setting.hasPrefix(editor.text.lowercased()) else { return 0 }
    return entries.firstIndex { $0.state != nil && $0.name.hasPrefix(setting) } ?? 0
  }

  /// A click on a line runs it.
  mutating func mouse(_ event: MouseEvent, in scene: Scene) -> [Outcome] {
    guard event.action == .press else { return wheel(event, in: scene) }
    guard let entry = PaletteView(scene: scene, palette: self).entry(atX: event.x, y: event.y) else { return [] }
    selected = entry
    return perform(.accept, count: 1, in: scene)
  }

  func draw(in scene: Scene, on frame: inout Frame) { PaletteView(scene: scene, palette: self).draw(on: &frame) }
}
