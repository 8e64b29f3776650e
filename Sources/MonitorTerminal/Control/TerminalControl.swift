import FoundationEssentials

/// The sequences the program writes beside the screen. Each cleans what it carries, so that no payload can end a
/// sequence and begin another.
package enum TerminalControl {
  /// The state that OSC 9;4 shows in the window's tab or task bar.
  package enum Progress: Hashable, Sendable {
    case none
    /// Percent, clamped to 0…100.
    case percent(Int)
    case failed(Int)
    /// Something is done, nobody knows how much.
    case unknown
  }

  /// Base64 that a terminal takes in one OSC 52 (xterm's and older tmux's bound).
  package static let maxClipboardBytes = 74_994

  static let saveTitle = Array("\u{1b}[22;0t".utf8)
  static let restoreTitle = Array("\u{1b}[23;0t".utf8)
  static let pasteOn = Array("\u{1b}[?2004h".utf8)
  static let pasteOff = Array("\u{1b}[?2004l".utf8)
  /// Presses and the wheel, with coordinates beyond 223 (SGR).
  static let mouseOn = Array("\u{1b}[?1000h\u{1b}[?1006h".utf8)
  static let mouseOff = Array("\u{1b}[?1006l\u{1b}[?1000l".utf8)
  /// OSC 11 with a question for a colour.
  static let backgroundQuery = Array("\u{1b}]11;?\u{1b}\\".utf8)
  /// Reports of the window's focus.
  static let focusOn = Array("\u{1b}[?1004h".utf8)
  static let focusOff = Array("\u{1b}[?1004l".utf8)
  static let bell: [UInt8] = [0x07]

  /// The window's title, at most 120 scalars of it.
  package static func title(_ text: String) -> [UInt8] {
    Array("\u{1b}]2;\(clean(text, limit: 120))\u{7}".utf8)
  }

  /// A notice of the desktop, at most 200 scalars of it.
  package static func notice(_ text: String, by sequence: NoticeSequence) -> [UInt8] {
    let text = clean(text, limit: 200)
    switch sequence {
    case .osc9:
      // A number and a semicolon there would be an order of another kind.
      let opening = text.unicodeScalars.first.map { ("0"..."9").contains($0) } == true ? " " : ""
      return Array("\u{1b}]9;\(opening)\(text)\u{1b}\\".utf8)
    // Some read no further than the next semicolon.
    case .osc777: return Array("\u{1b}]777;notify;mpt-tail;\(text.replacing(";", with: ","))\u{1b}\\".utf8)
    case .osc99: return Array("\u{1b}]99;;\(text)\u{1b}\\".utf8)
    }
  }

  /// A sequence for the terminal around tmux, which wants each Esc doubled.
  static func throughTmux(_ sequence: [UInt8]) -> [UInt8] {
    passThrough(sequence.flatMap { $0 == 0x1b ? [0x1b, 0x1b] : [$0] }, "tmux;")
  }

  /// The progress of the window's tab (OSC 9;4).
  package static func progress(_ progress: Progress) -> [UInt8] {
    let state =
      switch progress {
      case .none: "0;0"
      case .percent(let percent): "1;\(min(max(percent, 0), 100))"
      case .failed(let percent): "2;\(min(max(percent, 0), 100))"
      case .unknown: "3;0"
      }
    // VTE takes no other end for it.
    return Array("\u{1b}]9;4;\(state)\u{1b}\\".utf8)
  }

  /// Text into the clipboard (OSC 52), also of the terminal around a multiplexer; `nil` when it is too long for that.
  package static func clipboard(_ text: String, through multiplexer: TerminalTraits.Multiplexer) -> [UInt8]? {
    let encoded = Array(Data(text.utf8).base64EncodedString().utf8)
    guard encoded.count <= maxClipboardBytes else { return nil }
    let sequence = Array("\u{1b}]52;c;".utf8) + encoded + [0x07]
    switch multiplexer {
    case .none: return sequence
    // Both ways: which one works is a setting (`set-clipboard`, `allow-passthrough`), and the text is the same.
    case .tmux: return sequence + throughTmux(sequence)
    // GNU screen hands on strings of at most 768 bytes, so in pieces.
    case .screen:
      return stride(from: 0, to: sequence.count, by: 512).flatMap { start in
        passThrough(sequence[start..<min(start + 512, sequence.count)], "")
      }
    }
  }

  /// A sequence for the terminal around a multiplexer.
  private static func passThrough(_ sequence: some Sequence<UInt8>, _ receiver: String) -> [UInt8] {
    Array("\u{1b}P\(receiver)".utf8) + sequence + [0x1b, UInt8(ascii: "\\")]
  }

  /// Without anything that is no visible text: controls end a sequence, bidi marks turn a title around.
  private static func clean(_ text: String, limit: Int) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars.lazy.filter(isVisible).prefix(limit) { scalars.append(scalar) }
    return String(scalars)
  }

  private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
    default: true
    }
  }
}
