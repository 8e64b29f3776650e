package import MonitorUI

/// Bytes from a terminal become keys. A pure state machine: the clock is the caller's, who calls `silence` when nothing
/// followed for as long as `timeout` says.
///
/// What it does not know is swallowed as a whole, so that no half of an escape sequence is obeyed as letters.
package struct KeyDecoder: Sendable {
  private enum State {
    case ground
    /// After Esc; `again` when two came at once (Alt with a key that sends a sequence).
    case escape(again: Bool)
    case sequence(KeySequence)
    /// After `Esc O`.
    case application
    /// Inside OSC, DCS, SOS, PM or APC; with its first letter while nothing followed it.
    case string(opener: UInt8, isEmpty: Bool, afterEscape: Bool)
    /// The three bytes of an old mouse report.
    case oldMouse([UInt8])
    case paste(PasteCollector)
    /// Inside a UTF-8 scalar.
    case scalar(UTF8Assembler, alt: Bool)
  }

  private let escapeDelay: Duration
  private var state = State.ground
  /// What a string holds so far, up to a bound that no answer of interest reaches.
  private var content: [UInt8] = []
  private var background: TerminalBackground?
  private var focus: Bool?

  private static let maxContent = 64

  /// - Parameter escapeDelay: how long after Esc its sequence may begin; what comes later was typed.
  package init(escapeDelay: Duration = .milliseconds(50)) {
    self.escapeDelay = escapeDelay
  }

  /// What `ESCDELAY` says, in milliseconds as curses has it; 50 ms where it says nothing of use.
  package static func escapeDelay(from variable: String?) -> Duration {
    guard let variable, let milliseconds = Int(variable), (1...10_000).contains(milliseconds) else {
      return .milliseconds(50)
    }
    return .milliseconds(milliseconds)
  }

  /// How long the caller waits for more bytes before it calls `silence`; `nil` when nothing is begun.
  package var timeout: Duration? {
    switch state {
    case .ground: nil
    // A terminal sends a sequence in one piece: what comes later was typed.
    case .escape: escapeDelay
    case .sequence, .application, .string, .oldMouse, .scalar: .milliseconds(500)
    case .paste: .seconds(2)
    }
  }

  /// Consumes bytes as they come and appends the keys that are complete.
  package mutating func feed(_ bytes: some Sequence<UInt8>, into keys: inout [Key]) {
    for byte in bytes { consume(byte, &keys) }
  }

  /// Nothing came for `timeout`: a lone Esc was the key, a begun sequence is swallowed, a paste without its end is over.
  package mutating func silence(into keys: inout [Key]) {
    switch state {
    case .escape(let again):
      keys.append(.escape)
      if again { keys.append(.escape) }
    case .sequence(let sequence) where sequence.isEmpty: keys.append(.alt("["))
    case .application: keys.append(.alt("O"))
    case .string(let opener, true, false): keys.append(.alt(Unicode.Scalar(opener)))
    case .paste(let collector): keys.append(.paste(collector.text))
    case .ground, .sequence, .string, .oldMouse, .scalar: break
    }
    state = .ground
  }

  /// What a terminal answered since the last call about its background; `nil` where nothing.
  package mutating func takeBackground() -> TerminalBackground? {
    defer { background = nil }
    return background
  }

  /// Whether the window has the focus, where the terminal reported that since the last call.
  package mutating func takeFocus() -> Bool? {
    defer { focus = nil }
    return focus
  }

  private mutating func consume(_ byte: UInt8, _ keys: inout [Key]) {
    switch state {
    case .ground: ground(byte, &keys)
    case .escape(let again): escape(byte, again, &keys)
    case .sequence(let sequence): continueSequence(sequence, byte, &keys)
    case .application:
      // Modifiers in between (`Esc O 5 A`) are skipped like those of `Esc [`.
      if !(0x30...0x3b).contains(byte) { finishApplication(byte, &keys) }
    case .string(let opener, _, let afterEscape): continueString(opener, byte, afterEscape, &keys)
    case .oldMouse(var report):
      report.append(byte)
      state = report.count == 3 ? .ground : .oldMouse(report)
      if let event = KeySequence.oldMouse(report) { keys.append(.mouse(event)) }
    case .paste(var collector):
      // Emptied first, so that the collector's buffer has one owner and is not copied for every byte.
      state = .ground
      if collector.consume(byte) { keys.append(.paste(collector.text)) } else { state = .paste(collector) }
    case .scalar(var assembler, let alt):
      guard (0x80...0xbf).contains(byte) else {
        state = .ground
        return consume(byte, &keys)
      }
      switch assembler.consume(byte) {
      case .more: state = .scalar(assembler, alt: alt)
      case .invalid: state = .ground
      case .scalar(let scalar):
        state = .ground
        // U+0080–9F are controls in any coding.
        if scalar.value >= 0xa0 { keys.append(alt ? .alt(scalar) : .character(scalar)) }
      }
    }
  }

  private mutating func ground(_ byte: UInt8, alt: Bool = false, _ keys: inout [Key]) {
    state = .ground
    switch byte {
    case 0x1b: state = .escape(again: false)
    case 0x0a, 0x0d: keys.append(.enter)
    case 0x09: keys.append(.tab)
    case 0x08, 0x7f: keys.append(.backspace)
    case 0x00...0x1f: keys.append(.control(Self.controlLetter(byte)))
    case 0x20...0x7e: keys.append(alt ? .alt(Unicode.Scalar(byte)) : .character(Unicode.Scalar(byte)))
    default: if let assembler = UTF8Assembler(lead: byte) { state = .scalar(assembler, alt: alt) }
    }
  }

  private static func controlLetter(_ byte: UInt8) -> Unicode.Scalar {
    Unicode.Scalar((1...26).contains(byte) ? byte + 0x60 : byte + 0x40)
  }

  private mutating func escape(_ byte: UInt8, _ again: Bool, _ keys: inout [Key]) {
    switch byte {
    case UInt8(ascii: "["): state = .sequence(KeySequence())
    case UInt8(ascii: "O"): state = .application
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"):
      content.removeAll(keepingCapacity: true)
      state = .string(opener: byte, isEmpty: true, afterEscape: false)
    case 0x1b:
      if again { keys.append(.escape) }
      state = .escape(again: true)
    case 0x00...0x1f, 0x7f:
      keys.append(.escape)
      if again { keys.append(.escape) }
      ground(byte, &keys)
    default:
      if again { keys.append(.escape) }
      ground(byte, alt: true, &keys)
    }
  }

  private mutating func continueSequence(_ sequence: KeySequence, _ byte: UInt8, _ keys: inout [Key]) {
    var sequence = sequence
    switch sequence.consume(byte) {
    case .more: state = .sequence(sequence)
    case .broken:
      state = .ground
      // Typed after a sequence that broke off: CAN and SUB only say that it did.
      if byte != 0x18 && byte != 0x1a { consume(byte, &keys) }
    case .done(let meaning):
      state = .ground
      switch meaning {
      case .key(let key): keys.append(key)
      case .pasteBegins: state = .paste(PasteCollector())
      case .oldMouseBegins: state = .oldMouse([])
      case .focus(let hasFocus): focus = hasFocus
      case .nothing: break
      }
    }
  }

  private mutating func finishApplication(_ byte: UInt8, _ keys: inout [Key]) {
    state = .ground
    if byte < 0x20 { return consume(byte, &keys) }
    if let key = KeySequence.application(byte) { keys.append(key) }
  }

  private mutating func continueString(_ opener: UInt8, _ byte: UInt8, _ afterEscape: Bool, _ keys: inout [Key]) {
    switch (byte, afterEscape) {
    case (UInt8(ascii: "\\"), true), (0x07, _):
      state = .ground
      if opener == UInt8(ascii: "]") { background = TerminalBackground(answer: content) ?? background }
    case (0x18, _), (0x1a, _): state = .ground
    case (0x1b, _): state = .string(opener: opener, isEmpty: false, afterEscape: true)
    case (_, true):
      // Esc ends a string whatever follows it.
      state = .escape(again: false)
      consume(byte, &keys)
    default:
      if content.count <= Self.maxContent { content.append(byte) }
      state = .string(opener: opener, isEmpty: false, afterEscape: false)
    }
  }
}
