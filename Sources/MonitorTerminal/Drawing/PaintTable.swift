import CNcurses
import MonitorUI

/// The palette as curses wants it: attributes and a colour pair for each style, looked up by number.
final class PaintTable {
  struct Entry {
    let attributes: attr_t
    let pair: Int32
    /// A blank in it looks like any other blank: on the screen's ground, not reversed, not underlined.
    let hidesBlanks: Bool
    /// On the track of a bar that has no background, so that its cells need a sign.
    let isBareTrack: Bool
  }

  private let palette: Palette
  private let ground: Int16?
  private var pairs: [Paint: Int32] = [:]
  /// Made when they are first used: of more than a thousand combinations a screen shows a few dozen, and making all would
  /// delay the first frame.
  private var entries: [Entry] = []
  /// Where the entry of a style is, by the number of the style; 0 where it was not made yet.
  private var positions: [UInt16]

  var depth: ColorDepth { palette.depth }

  init(_ palette: Palette) {
    self.palette = palette
    ground = palette.paint(for: Style(.text)).background
    positions = Array(repeating: 0, count: Style.numbers)
  }

  /// The attributes and the pair of a style, which curses knows from then on. Equal paints share a pair: some terminals
  /// have only 64.
  subscript(style: Style) -> Entry {
    let position = Int(positions[style.number])
    if position > 0 { return entries[position - 1] }
    let paint = palette.paint(for: style)
    let colors = Paint(paint.foreground, on: paint.background)
    let pair = pairs[colors] ?? Self.makePair(Int32(pairs.count) + 1, colors)
    pairs[colors] = pair
    let isBare = paint.background == ground && paint.emphasis.isDisjoint(with: [.reverse, .underline])
    let isTrack = style.role == .progressEmpty || style.ground == .track
    let entry = Entry(
      attributes: Self.attributes(paint.emphasis), pair: pair, hidesBlanks: isBare && !isTrack,
      isBareTrack: isBare && isTrack)
    entries.append(entry)
    positions[style.number] = UInt16(entries.count)
    return entry
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
