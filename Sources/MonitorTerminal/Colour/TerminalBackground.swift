/// What lies behind the text of a terminal.
package enum TerminalBackground: String, Hashable, Sendable {
  case dark, light

  /// By what terminals such as rxvt and Konsole set in `COLORFGBG`: numbers of the basic sixteen, the last one the
  /// background's; `nil` for anything else.
  package init?(variable: String?) {
    guard let last = variable?.split(separator: ";", omittingEmptySubsequences: false).last, let color = Int(last),
      (0...15).contains(color)
    else { return nil }
    // As vim has it: of the greys only the dark one is dark.
    self = color == 7 || color > 8 ? .light : .dark
  }

  /// By a terminal's answer to OSC 11 without its introducer and its end: `11;rgb:ffff/ffff/ffff`, with one to four digits
  /// each; also `rgba:`. `nil` for anything else.
  package init?(answer: [UInt8]) {
    let text = String(decoding: answer, as: UTF8.self)
    guard let prefix = ["11;rgb:", "11;rgba:"].first(where: text.hasPrefix) else { return nil }
    let fields = text.dropFirst(prefix.count).split(separator: "/", omittingEmptySubsequences: false)
    guard fields.count == (prefix.contains("a:") ? 4 : 3) else { return nil }
    var parts: [Double] = []
    for field in fields {
      guard (1...4).contains(field.utf8.count), field.allSatisfy(\.isHexDigit), let value = Int(field, radix: 16) else {
        return nil
      }
      parts.append(Double(value) / Double((1 << (4 * field.utf8.count)) - 1))
    }
    // Dark letters are read better than light ones on it.
    self = Contrast.luminance(red: parts[0], green: parts[1], blue: parts[2]) > 0.179 ? .light : .dark
  }

  /// The theme that reads on it.
  package var theme: Theme { self == .light ? .light : .dark }
}
