import CNcurses
import MonitorUI

/// The palette as curses wants it: attributes and a colour pair for each style, looked up by number.
struct PaintTable: ~Copyable {
  private static let emphases = 32

  struct Entry {
    let attributes: attr_t
    let pair: Int32
    /// A blank in it looks like any other blank: no background, not reversed, not underlined.
    let hidesBlanks: Bool
  }

  private var entries: [Entry] = []

  /// Makes curses know the palette's colours. Equal looks share a pair: some terminals have only 64.
  init(_ palette: Palette) {
    var pairs: [Paint: Int32] = [:]
    for role in Style.Role.allCases {
      for emphasis in 0..<Self.emphases {
        let style = Style(role, Style.Emphasis(rawValue: UInt8(emphasis)))
        let paint = palette.paint(for: style)
        let colors = Paint(paint.foreground, on: paint.background)
        let pair = pairs[colors] ?? Self.makePair(Int32(pairs.count) + 1, colors)
        pairs[colors] = pair
        entries.append(
          Entry(
            attributes: Self.attributes(paint.emphasis), pair: pair,
            hidesBlanks: paint.background == nil && paint.emphasis.isDisjoint(with: [.reverse, .underline])))
      }
    }
  }

  subscript(style: Style) -> Entry {
    let at = Int(style.role.rawValue) * Self.emphases + Int(style.emphasis.rawValue) & (Self.emphases - 1)
    return entries[at]
  }

  private static func makePair(_ pair: Int32, _ paint: Paint) -> Int32 {
    if paint.foreground == nil && paint.background == nil { return 0 }
    let made = init_extended_pair(pair, Int32(paint.foreground ?? -1), Int32(paint.background ?? -1))
    return made == cn_ok ? pair : 0
  }

  private static func attributes(_ emphasis: Style.Emphasis) -> attr_t {
    var attributes: attr_t = 0
    if emphasis.contains(.bold) { attributes |= cn_bold }
    if emphasis.contains(.dim) { attributes |= cn_dim }
    if emphasis.contains(.reverse) { attributes |= cn_reverse }
    if emphasis.contains(.underline) { attributes |= cn_underline }
    return attributes
  }
}
