import CNcurses

/// What is switched on around the screen and off again, beside what curses does itself.
struct TerminalModes {
  /// Before the screen appears.
  let enter: [UInt8]
  /// Before it is left; the rest is curses' `endwin`.
  let off: [UInt8]
  /// Everything at once, for a crash, where curses cannot be asked. Needs a screen to exist.
  let leave: [UInt8]

  /// Whether the window's title can be saved and set.
  let hasTitle: Bool

  init(traits: TerminalTraits) {
    hasTitle = traits.isXtermLike && traits.multiplexer != .screen
    var enter: [UInt8] = []
    var off: [UInt8] = []
    if hasTitle {
      enter += TerminalControl.saveTitle
      off += TerminalControl.restoreTitle
    }
    if traits.isXtermLike {
      enter += TerminalControl.pasteOn
      off += TerminalControl.mouseOff + TerminalControl.focusOff + TerminalControl.pasteOff
    }
    if Self.capability("smcup").isEmpty {
      enter += Self.wrap(isOn: false)
      off += Self.wrap(isOn: true)
    }
    if traits.showsProgress { off += TerminalControl.progress(.none) }
    self.enter = enter
    self.off = off
    // First an end for whatever sequence the crash cut off.
    var leave = Array("\u{1b}\\".utf8) + off
    for name in ["sgr0", "op"] { leave += Self.capability(name) }
    leave += Self.wrap(isOn: true) + Self.capability("rmcup") + Self.wrap(isOn: true) + Self.capability("cnorm")
    // Without a second screen the prompt starts below what is left of this one.
    if Self.capability("rmcup").isEmpty { leave += Array("\r\n".utf8) }
    self.leave = leave
  }

  /// Auto-wrap: whether a full row continues in the next one; empty where the terminal cannot be told. Those that have private
  /// modes of the DEC kind know this one, which is the oldest of them, also where their description does not say so.
  static func wrap(isOn: Bool) -> [UInt8] {
    let known = capability(isOn ? "smam" : "rmam")
    guard known.isEmpty, capability("smcup").starts(with: "\u{1b}[?".utf8) else { return known }
    return Array((isOn ? "\u{1b}[?7h" : "\u{1b}[?7l").utf8)
  }

  /// A string of the terminal's description without its delays (`$<5>`), which mean time and not text.
  static func capability(_ name: String) -> [UInt8] {
    guard let found = cn_capability(name) else { return [] }
    var bytes = Array(String(cString: found).utf8)[...]
    var result: [UInt8] = []
    while let byte = bytes.popFirst() {
      if byte == UInt8(ascii: "$"), bytes.first == UInt8(ascii: "<"), let end = bytes.firstIndex(of: UInt8(ascii: ">"))
      {
        bytes = bytes[(end + 1)...]
      } else {
        result.append(byte)
      }
    }
    return result
  }
}
