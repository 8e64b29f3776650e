extension Model {
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
      let action = entries[palette.selected].action
      if case .picker(let picker) = overlay { return perform(action, in: picker) }
      return perform(action, count: 1)
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
