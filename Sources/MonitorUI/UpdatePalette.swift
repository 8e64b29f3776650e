extension Model {
  mutating func pressInPalette(_ key: Key, _ palette: CommandPalette) -> [Command] {
    var palette = palette
    let entries = palette.entries(in: keys)
    switch key {
    case .control("c"): return [.interrupt]
    case .control("z"): return [.suspend]
    case .control("l"): return [.redraw]
    case .escape, .control("g"):
      overlay = nil
      return []
    case .backspace where palette.editor.isEmpty:
      overlay = nil
      return []
    case .enter:
      overlay = nil
      guard entries.indices.contains(palette.selected) else { return [] }
      return perform(entries[palette.selected].action, count: 1)
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
