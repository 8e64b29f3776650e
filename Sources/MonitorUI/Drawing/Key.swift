/// One thing typed, as the program understands it; what it does is in `KeyMap`.
package enum Key: Hashable, Sendable {
  case character(Unicode.Scalar)
  /// Ctrl with a letter or sign, given as the letter: `control("d")`.
  case control(Unicode.Scalar)
  /// Alt (or Esc quickly before) with a character.
  case alt(Unicode.Scalar)
  case up, down, left, right, pageUp, pageDown, home, end
  case enter, tab, backTab, escape, backspace, delete, insert
  case function(Int)
  /// Text that was pasted (bracketed paste), at most 64 KiB of it. Never obeyed as keys.
  case paste(String)
  case mouse(MouseEvent)
}

/// A mouse event in cells from the left top corner.
package struct MouseEvent: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case press, wheelUp, wheelDown
  }

  package var action: Kind
  package var x: Int
  package var y: Int

  package init(_ action: Kind, x: Int, y: Int) {
    self.action = action
    self.x = x
    self.y = y
  }
}
