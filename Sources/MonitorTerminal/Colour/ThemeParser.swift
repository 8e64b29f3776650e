package import MonitorUI

/// Why a theme of the configuration cannot be used; a sentence for the person.
package struct ThemeFailure: Error, Hashable, Sendable, CustomStringConvertible {
  package let description: String
}

/// Reads a theme as a person writes it: a dictionary from a role's name to its look.
///
/// A look is words: `bold`, `dim`, `reverse`, `underline`, a colour, and `on` with a colour; such as `bold 208`,
/// `#ff8700 on 236`, `bright-red`, `default on blue`. A colour is a number 0–255, `#rrggbb`, or a name of the sixteen.
package enum ThemeParser {
  /// Every role's name as a theme writes it: `severity-warning`, `header-focused`, `tag0`.
  package static let roleNames: [String: Style.Role] = Dictionary(
    Style.Role.allCases.map { (kebab(String(describing: $0)), $0) }, uniquingKeysWith: { first, _ in first })

  /// A theme: what the entries say, and the base for every role they do not name.
  package static func parse(
    _ entries: [String: String], named name: String = "custom", over base: Theme = .dark
  ) throws(ThemeFailure) -> Theme {
    var theme = Theme(base, name: name)
    // In order, so that the same mistake is reported each time.
    for (key, value) in entries.sorted(by: { $0.key < $1.key }) {
      guard let role = roleNames[key] ?? roleNames[kebab(key)] else {
        throw ThemeFailure(
          description: "The theme '\(name)' colours '\(short(key))', which is no part of the screen. "
            + "The parts are: \(roleNames.keys.sorted().joined(separator: ", ")).")
      }
      do {
        theme[role] = try paint(value)
      } catch {
        throw ThemeFailure(description: "The theme '\(name)', part '\(key)': \(error.description)")
      }
    }
    return theme
  }

  /// One look; the basic colours are the nearest ones.
  package static func paint(_ text: String) throws(ThemeFailure) -> Theme.RolePaint {
    var full = Paint()
    var wantsBackground = false
    var seen = (foreground: false, background: false)
    for word in text.lowercased().split(whereSeparator: \.isWhitespace) {
      if !wantsBackground, let emphasis = emphasis(word) {
        full.emphasis.insert(emphasis)
      } else if word == "on" {
        guard !wantsBackground, !seen.background else { throw ThemeFailure(description: "'on' stands twice.") }
        wantsBackground = true
      } else {
        let color = try color(word)
        guard wantsBackground ? !seen.background : !seen.foreground else {
          throw ThemeFailure(description: "'\(short(word))' is one colour too many.")
        }
        if wantsBackground {
          (full.background, seen.background, wantsBackground) = (color, true, false)
        } else {
          (full.foreground, seen.foreground) = (color, true)
        }
      }
    }
    if wantsBackground { throw ThemeFailure(description: "after 'on' a colour is missing.") }
    var basic = full
    basic.foreground = full.foreground.map(nearestBasic)
    basic.background = full.background.map(nearestBasic)
    return Theme.RolePaint(full, basic: basic)
  }

  private static let names = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]

  private static func emphasis(_ word: Substring) -> Style.Emphasis? {
    switch word {
    case "bold": .bold
    case "dim": .dim
    case "reverse": .reverse
    case "underline": .underline
    default: nil
    }
  }

  /// `nil` is the terminal's own colour.
  private static func color(_ word: Substring) throws(ThemeFailure) -> Int16? {
    if word == "default" { return nil }
    if word == "grey" || word == "gray" { return 8 }
    if let at = names.firstIndex(of: String(word)) { return Int16(at) }
    if word.hasPrefix("bright-"), let at = names.firstIndex(of: String(word.dropFirst(7))) { return Int16(at + 8) }
    if word.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let index = UInt8(word) { return Int16(index) }
    if word.hasPrefix("#"), word.utf8.count == 7, word.dropFirst().allSatisfy(\.isHexDigit),
      let rgb = Int(word.dropFirst(), radix: 16)
    {
      return Int16(IndexedColor.nearest(red: rgb >> 16, green: rgb >> 8 & 0xff, blue: rgb & 0xff))
    }
    throw ThemeFailure(
      description: "'\(short(word))' is no colour. A colour is a number from 0 to 255, #rrggbb, "
        + "or a name such as red or bright-red.")
  }

  private static func nearestBasic(_ color: Int16) -> Int16 {
    Int16(IndexedColor.nearestBasic(to: UInt8(clamping: color)))
  }

  private static func kebab(_ name: String) -> String {
    var result = ""
    for character in name {
      if character.isUppercase, !result.isEmpty { result += "-" }
      result += character.lowercased()
    }
    return result
  }

  /// What a person wrote, fit to be repeated to them.
  private static func short(_ text: some StringProtocol) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.prefix(40).map { $0.properties.isWhitespace || $0.value < 32 ? " " : $0 }))
  }
}
