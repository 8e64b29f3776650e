/// What curses writes, made safe for terminals that see some things differently.
///
/// * Auto-wrap is off while the alternate screen is active: a character that is wider for the terminal than for curses
///   spoils its own row only. Curses turns it on and off for the last cell; that is left out. It is turned on again after
///   leaving, because some terminals restore what was set at the entering.
/// * Regions are scrolled line by line, at whose edge curses has put the cursor: not every terminal knows the sequence for
///   several lines at once.
///
/// * Going back to plain text is one short sequence: curses sends three (`CSI 39 m`, `ESC ( B`, `CSI m`), of which the last
///   says it all. `ESC ( B` chooses the characters that are chosen already, for none but them are ever used; it is sent
///   once, at the entering. Measured: 23 of 175 bytes for an arriving entry.
///
/// Every escape character is curses' own: a cell never holds one.
struct CursesOutput {
  private static let escape: UInt8 = 0x1B
  private static let usualCharacters = Array("\u{1B}(B".utf8)
  private static let plain = Array("\u{1B}[m".utf8)

  /// What curses may write, and what the terminal gets; none where it has no such modes.
  private let changes: [(from: [UInt8], to: [UInt8])]

  /// The terminal's own sequences to enter and to leave the screen, and to turn auto-wrap on and off; empty where it has none.
  init(enter: [UInt8], leave: [UInt8], wrapOn: [UInt8], wrapOff: [UInt8]) {
    guard [wrapOn, wrapOff].allSatisfy({ $0.first == Self.escape }) else {
      changes = []
      return
    }
    // Without a second screen it is `TerminalModes` that turns auto-wrap off and on.
    let isWhole = [enter, leave].allSatisfy { $0.first == Self.escape }
    let screens = [(enter, enter + wrapOff + Self.usualCharacters), (leave, wrapOn + leave + wrapOn)]
    changes = (isWhole ? screens : []) + [(wrapOn, []), (wrapOff, [])]
  }

  /// Bytes of curses as the terminal gets them.
  func tamed(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 16)
    var rest = bytes
    while let escape = rest.firstIndex(of: Self.escape) {
      result.append(contentsOf: rest[..<escape])
      rest = rest[escape...]
      if let change = changes.first(where: { rest.starts(with: $0.from) }) {
        result.append(contentsOf: change.to)
        rest = rest.dropFirst(change.from.count)
      } else if let (lines, isForward, length) = Self.scroll(rest) {
        for _ in 0..<lines { result.append(contentsOf: isForward ? [0x0A] : [Self.escape, UInt8(ascii: "M")]) }
        rest = rest.dropFirst(length)
      } else if rest.starts(with: Self.usualCharacters) {
        rest = rest.dropFirst(Self.usualCharacters.count)
      } else if let length = Self.attributes(rest), Self.isPlainNext(rest.dropFirst(length)) {
        rest = rest.dropFirst(length)
      } else {
        result.append(Self.escape)
        rest = rest.dropFirst()
      }
    }
    result.append(contentsOf: rest)
    return result
  }

  /// How long a change of attributes (`CSI … m`) is that begins here; `nil` where none does.
  private static func attributes(_ bytes: ArraySlice<UInt8>) -> Int? {
    var rest = bytes.dropFirst()
    guard rest.popFirst() == UInt8(ascii: "[") else { return nil }
    while let byte = rest.first, 0x30...0x3B ~= byte { rest = rest.dropFirst() }
    return rest.first == UInt8(ascii: "m") ? bytes.count - rest.count + 1 : nil
  }

  /// Whether all attributes are reset next.
  private static func isPlainNext(_ bytes: ArraySlice<UInt8>) -> Bool {
    let rest = bytes.starts(with: usualCharacters) ? bytes.dropFirst(usualCharacters.count) : bytes
    return rest.starts(with: plain)
  }

  /// A scroll by so many lines (`CSI n S` and `CSI n T`) that begins here, and how long it is.
  private static func scroll(_ bytes: ArraySlice<UInt8>) -> (lines: Int, isForward: Bool, length: Int)? {
    var rest = bytes.dropFirst()
    guard rest.popFirst() == UInt8(ascii: "[") else { return nil }
    var lines = 0
    while let digit = rest.first, 0x30...0x39 ~= digit, lines < 1_000 {
      lines = lines * 10 + Int(digit - 0x30)
      rest = rest.dropFirst()
    }
    guard let final = rest.popFirst(), final == UInt8(ascii: "S") || final == UInt8(ascii: "T") else { return nil }
    return (max(1, lines), final == UInt8(ascii: "S"), bytes.count - rest.count)
  }
}
