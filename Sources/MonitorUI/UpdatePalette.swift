import MonitorCore

extension Model {
  /// Opens the palette with what can be done where the reader is: in a box, in the table, in the panes.
  mutating func openPalette() {
    below = overlay
    let context = boxContext
    guard context == .log else {
      overlay = .palette(CommandPalette(context: context))
      return
    }
    let collapsed = focusedPane?.index.collapsedRows ?? []
    var templates: [(name: String, template: Int)] = []
    for slot in collapsed where !templates.contains(where: { $0.template == store.template(of: slot) }) {
      templates.append(
        (SafeText.line(String(decoding: store.message(of: slot), as: UTF8.self)), store.template(of: slot)))
    }
    let filters = stackedFilters.map { ($0.sign + SafeText.line($0.source), $0) }
    overlay = .palette(CommandPalette(filters: filters, collapsed: templates))
  }

  mutating func pressInPalette(_ key: Key, _ palette: CommandPalette) -> [Command] {
    var palette = palette
    let entries = palette.entries(in: keys)
    switch key {
    case .backspace where palette.editor.isEmpty:
      closeBox()
      return []
    case .enter:
      closeBox()
      guard entries.indices.contains(palette.selected) else { return [] }
      switch entries[palette.selected].undoes {
      case .filter(let pattern): replace(pattern, by: nil)
      case .collapse(let template): toggleCollapse(template: template)
      case nil:
        let action = entries[palette.selected].action
        switch overlay {
        case .picker(let picker): return perform(action, in: picker)
        case .details(let details): return perform(action, in: details)
        case .timeline(let timeline): return perform(action, in: timeline)
        default: return table == nil ? perform(action, count: 1) : performInTable(action)
        }
      }
      return []
    case .down, .tab, .control("n"): palette.selected += 1
    case .up, .backTab, .control("p"): palette.selected -= 1
    case .pageDown: palette.selected = min(entries.count - 1, palette.selected + PaletteBox.rows(of: size))
    case .pageUp: palette.selected = max(0, palette.selected - PaletteBox.rows(of: size))
    default:
      guard palette.editor.take(key) else { return [] }
      palette.selected = 0
    }
    if !entries.isEmpty { palette.selected = (palette.selected + entries.count) % entries.count }
    overlay = .palette(palette)
    return []
  }
}
