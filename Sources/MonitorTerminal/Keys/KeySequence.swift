import MonitorUI

/// One control sequence (`Esc [` …) as a terminal sends it for a key (xterm ctlseqs, rxvt, the Linux console, kitty).
struct KeySequence: Sendable {
  enum Step {
    case more
    case done(Meaning)
    /// This byte is none of a sequence's.
    case broken
  }

  enum Meaning: Equatable {
    case key(Key)
    case pasteBegins, oldMouseBegins
    /// The window got the focus, or lost it.
    case focus(Bool)
    /// A sequence that is known to be none of our keys, or not known at all.
    case nothing
  }

  /// Parameters are kept so far; a longer sequence is swallowed whole.
  private static let limit = 32

  private var parameters: [UInt8] = []
  private var tooLong = false
  private var hasIntermediate = false
  /// After `Esc [ [` of the Linux console: one letter follows.
  private var isConsole = false

  /// Nothing but the introducer has come.
  var isEmpty: Bool { parameters.isEmpty && !hasIntermediate && !isConsole }

  mutating func consume(_ byte: UInt8) -> Step {
    if isConsole {
      guard byte >= 0x20, byte < 0x7f else { return .broken }
      return .done((0x41...0x45).contains(byte) ? .key(.function(Int(byte) - 0x40)) : .nothing)
    }
    switch byte {
    case UInt8(ascii: "[") where isEmpty:
      isConsole = true
      return .more
    // rxvt ends the keys it sends with shift by `$`, which elsewhere only leads to an end.
    case UInt8(ascii: "$") where parameters.first.map(Self.isDigit) == true: return .done(.nothing)
    case 0x20...0x2f:
      hasIntermediate = true
      return .more
    case 0x30...0x3f:
      if parameters.count < Self.limit { parameters.append(byte) } else { tooLong = true }
      return .more
    case 0x40...0x7e: return .done(hasIntermediate || tooLong ? .nothing : meaning(of: byte))
    default: return .broken
    }
  }

  private func meaning(of last: UInt8) -> Meaning {
    if parameters.first == UInt8(ascii: "<") { return mouse(last) }
    guard let numbers = numbers(parameters[...]) else { return .nothing }
    switch last {
    case UInt8(ascii: "M") where parameters.isEmpty: return .oldMouseBegins
    case UInt8(ascii: "~"): return tilde(numbers)
    case UInt8(ascii: "u"): return character(numbers.first, modifiers: numbers.dropFirst().first)
    case UInt8(ascii: "I"), UInt8(ascii: "O"): return parameters.isEmpty ? .focus(last == UInt8(ascii: "I")) : .nothing
    case UInt8(ascii: "Z"): return parameters.isEmpty ? .key(.backTab) : .nothing
    case UInt8(ascii: "P"), UInt8(ascii: "Q"), UInt8(ascii: "R"), UInt8(ascii: "S"):
      // With parameters these are answers to questions, or keys with modifiers.
      return parameters.isEmpty ? .key(.function(Int(last) - 0x4f)) : .nothing
    default:
      // Shift or Ctrl with a key that moves only moves.
      guard numbers.count <= 2, numbers.first ?? 1 == 1 || parameters.isEmpty else { return .nothing }
      return Self.movement(last).map(Meaning.key) ?? .nothing
    }
  }

  /// Keys of `Esc O` and of the keypad in its application mode; `nil` when it is none.
  static func application(_ last: UInt8) -> Key? {
    switch last {
    case 0x50...0x53: .function(Int(last) - 0x4f)
    case UInt8(ascii: "M"): .enter
    case UInt8(ascii: "I"): .tab
    case 0x6a...0x79: .character(Unicode.Scalar(last - 0x40))
    case 0x61...0x64: movement(last - 0x20)
    default: movement(last)
    }
  }

  private static func movement(_ last: UInt8) -> Key? {
    switch last {
    case UInt8(ascii: "A"): .up
    case UInt8(ascii: "B"): .down
    case UInt8(ascii: "C"): .right
    case UInt8(ascii: "D"): .left
    case UInt8(ascii: "H"): .home
    case UInt8(ascii: "F"): .end
    default: nil
    }
  }

  private func tilde(_ numbers: [Int]) -> Meaning {
    let number = numbers.first ?? 0
    if number == 200 { return numbers.count == 1 ? .pasteBegins : .nothing }
    if number == 27, numbers.count == 3 { return character(numbers[2], modifiers: numbers[1]) }
    let isPlain = numbers.count == 1 || numbers[1] == 1
    switch number {
    case 1, 7: return .key(.home)
    case 4, 8: return .key(.end)
    case 5: return .key(.pageUp)
    case 6: return .key(.pageDown)
    case 2 where isPlain: return .key(.insert)
    case 3 where isPlain: return .key(.delete)
    case 11...15 where isPlain: return .key(.function(number - 10))
    case 17...21 where isPlain: return .key(.function(number - 11))
    case 23...26 where isPlain: return .key(.function(number - 12))
    case 28, 29: return isPlain ? .key(.function(number - 13)) : .nothing
    case 31...34 where isPlain: return .key(.function(number - 14))
    default: return .nothing
    }
  }

  /// A key as its code point (`modifyOtherKeys`, kitty). Modifiers are one more than a sum of Shift 1, Alt 2, Ctrl 4.
  private func character(_ code: Int?, modifiers: Int?) -> Meaning {
    guard let code, let scalar = UInt32(exactly: code).flatMap(Unicode.Scalar.init) else { return .nothing }
    let held = (modifiers ?? 1) - 1
    let (shift, alt, control) = (held & 1 != 0, held & 2 != 0, held & 4 != 0)
    switch (scalar.value, held) {
    case (0x1b, 0): return .key(.escape)
    case (0x0d, 0): return .key(.enter)
    case (0x09, 0): return .key(.tab)
    case (0x09, 1): return .key(.backTab)
    case (0x7f, 0), (0x08, 0): return .key(.backspace)
    case (0x00...0x1f, _), (0x7f...0x9f, _), (0xe000...0xf8ff, _): return .nothing
    default: break
    }
    guard held & ~7 == 0, !(control && alt) else { return .nothing }
    let typed = shift && scalar.isASCII ? scalar.properties.uppercaseMapping.unicodeScalars.first ?? scalar : scalar
    return .key(control ? .control(scalar) : alt ? .alt(typed) : .character(typed))
  }

  private func mouse(_ last: UInt8) -> Meaning {
    guard last == UInt8(ascii: "M"), let numbers = numbers(parameters.dropFirst()), numbers.count == 3 else {
      return .nothing
    }
    return Self.mouse(button: numbers[0], x: numbers[1], y: numbers[2]).map { .key(.mouse($0)) } ?? .nothing
  }

  /// The three bytes of an old report; `nil` while it is not complete, or for what is no event.
  static func oldMouse(_ report: [UInt8]) -> MouseEvent? {
    guard report.count == 3, report.allSatisfy({ $0 >= 32 }) else { return nil }
    return mouse(button: Int(report[0]) - 32, x: Int(report[1]) - 32, y: Int(report[2]) - 32)
  }

  /// Columns and rows count from 1 here; modifiers (4, 8, 16) do not matter, motion (32) is no event.
  private static func mouse(button: Int, x: Int, y: Int) -> MouseEvent? {
    guard (1...10_000).contains(x), (1...10_000).contains(y) else { return nil }
    switch button & ~0b11100 {
    case 0: return MouseEvent(.press, x: x - 1, y: y - 1)
    case 64: return MouseEvent(.wheelUp, x: x - 1, y: y - 1)
    case 65: return MouseEvent(.wheelDown, x: x - 1, y: y - 1)
    default: return nil
    }
  }

  /// Numbers between semicolons, an empty one as 1; what follows a colon only refines. `nil` for private sequences.
  private func numbers(_ bytes: ArraySlice<UInt8>) -> [Int]? {
    var numbers: [Int] = []
    for field in bytes.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false) {
      let digits = field.prefix { $0 != UInt8(ascii: ":") }
      guard digits.allSatisfy(Self.isDigit), digits.count <= 7 else { return nil }
      numbers.append(digits.isEmpty ? 1 : digits.reduce(0) { $0 * 10 + Int($1) - 0x30 })
    }
    return numbers
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
