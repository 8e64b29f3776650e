/// Keys as people write them in a configuration: `j`, `G`, `Ctrl-D`, `Alt-1`, `PgDn`, `F2`, `Space`, `Shift-Tab`.
package enum KeyName {
  private static let names: [String: Key] = [
    "space": " ", "enter": .enter, "return": .enter, "tab": .tab, "shift-tab": .backTab, "esc": .escape,
    "escape": .escape, "backspace": .backspace, "del": .delete, "delete": .delete, "ins": .insert, "insert": .insert,
    "up": .up, "down": .down, "left": .left, "right": .right, "pgup": .pageUp, "pageup": .pageUp, "pgdn": .pageDown,
    "pgdown": .pageDown, "pagedown": .pageDown, "home": .home, "end": .end, "↑": .up, "↓": .down, "←": .left,
    "→": .right,
  ]

  /// The key of a name, in any case but for single characters; `nil` where there is none.
  package static func key(_ name: String) -> Key? {
    let scalars = Array(name.unicodeScalars)
    if scalars.count == 1, let only = scalars.first {
      return names[name] ?? (isPrintable(only) ? .character(only) : nil)
    }
    let low = name.lowercased()
    if let key = names[low] { return key }
    for (prefix, isControl) in [("ctrl-", true), ("c-", true), ("^", true), ("alt-", false), ("m-", false)] {
      guard low.hasPrefix(prefix), scalars.count == prefix.count + 1, let last = scalars.last, isPrintable(last)
      else { continue }
      if !isControl { return .alt(last) }
      return low.unicodeScalars.last.map { .control($0) }
    }
    if low.hasPrefix("f"), low.utf8.count <= 3, let number = Int(low.dropFirst()), (1...24).contains(number) {
      return .function(number)
    }
    return nil
  }

  /// The names that are no characters, for a sentence about a wrong one.
  package static let examples = [
    "Space", "Enter", "Tab", "Shift-Tab", "Esc", "PgUp", "PgDn", "Home", "End", "Ctrl-D", "Alt-1", "F2",
  ]

  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value > 0x20 && !(0x7F...0x9F).contains(scalar.value)
  }
}

extension Key {
  /// The key as the help names it.
  package var label: String { label(.unicode) }

  /// The key as the help names it, with the signs that the terminal has.
  func label(_ glyphs: Glyphs) -> String {
    switch self {
    case .character(" "): "Space"
    case .character(let scalar): String(Character(scalar))
    case .control(let scalar): "Ctrl-\(String(Character(scalar)).uppercased())"
    case .alt(let scalar): "Alt-\(Character(scalar))"
    case .up: glyphs == .ascii ? "Up" : "↑"
    case .down: glyphs == .ascii ? "Down" : "↓"
    case .left: glyphs == .ascii ? "Left" : "←"
    case .right: glyphs == .ascii ? "Right" : "→"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .home: "Home"
    case .end: "End"
    case .enter: "Enter"
    case .tab: "Tab"
    case .backTab: "Shift-Tab"
    case .escape: "Esc"
    case .backspace: "Backspace"
    case .delete: "Del"
    case .insert: "Ins"
    case .function(let number): "F\(number)"
    case .paste: "Paste"
    case .mouse: "Mouse"
    }
  }

  /// The label without Ctrl and Alt: the end of a range.
  var bare: String {
    switch self {
    case .alt(let scalar), .control(let scalar), .character(let scalar): String(Character(scalar))
    default: label
    }
  }
}
