import Glibc
package import MonitorUI

/// How each style looks on this terminal: the one table of colours of the screen. Lines have theirs in `LineStyle`.
package struct Palette: Hashable, Sendable {
  package let theme: Theme
  package let depth: ColorDepth
  /// Whether the terminal has a colour of its own to fall back on (`default` colours); otherwise light grey on black.
  package let hasOwnColors: Bool

  package init(_ theme: Theme, depth: ColorDepth, hasOwnColors: Bool = true) {
    self.theme = theme
    self.depth = depth
    self.hasOwnColors = hasOwnColors
  }

  /// The look of a style. Reversing what is reversed already shows it upright, so that it still stands out.
  package func paint(for style: Style) -> Paint {
    var paint = base(style.role)
    if let ground = style.ground.role { paint = self.paint(paint, on: base(ground), isText: style.ground != .track) }
    paint.emphasis.formUnion(style.emphasis.subtracting(.reverse))
    if style.emphasis.contains(.reverse) { paint.emphasis.formSymmetricDifference(.reverse) }
    return paint
  }

  /// The same look on the background of another; text that could not be read there in the other's own colour.
  private func paint(_ paint: Paint, on ground: Paint, isText: Bool) -> Paint {
    guard let background = ground.background else {
      // A reversed colour would be a background of its own.
      guard ground.emphasis.contains(.reverse) else { return paint }
      return Paint(ground.foreground, on: nil, paint.emphasis.union(.reverse))
    }
    // A badge has a background of its own, and keeps it.
    let isBadge = paint.background != nil && paint.background != base(.text).background
    if isText, isBadge { return paint }
    let isReadable =
      !isText || paint.foreground.map { Contrast.ratio($0, background) >= Self.minRatio } ?? false
    return Paint(
      isReadable ? paint.foreground : ground.foreground, on: background, paint.emphasis.subtracting(.reverse))
  }

  /// What a person's own theme is held to on a header. The built-in ones have 4.5 everywhere.
  private static let minRatio = 3.0

  private func base(_ role: Style.Role) -> Paint {
    switch depth {
    case .none: return Paint(nil, on: nil, Theme.emphasis(of: role))
    case .full: return filled(theme[role].full)
    case .sixteen: return filled(theme[role].basic)
    case .eight:
      var paint = theme[role].basic
      // Bold is how these terminals show the brighter eight.
      if let color = paint.foreground, color > 7 {
        paint.foreground = color - 8
        paint.emphasis.insert(.bold)
      }
      if let color = paint.background, color > 7 { paint.background = color - 8 }
      return filled(paint)
    }
  }

  /// A pair needs both its colours where the terminal's own cannot be asked for.
  private func filled(_ paint: Paint) -> Paint {
    guard !hasOwnColors, paint.foreground != nil || paint.background != nil else { return paint }
    return Paint(paint.foreground ?? 7, on: paint.background ?? 0, paint.emphasis)
  }
}

/// How a cell looks: colours by their number in the terminal's palette, `nil` for the terminal's own, and emphasis.
package struct Paint: Hashable, Sendable {
  package var foreground: Int16?
  package var background: Int16?
  package var emphasis: Style.Emphasis

  package init(_ foreground: Int16? = nil, on background: Int16? = nil, _ emphasis: Style.Emphasis = []) {
    self.foreground = foreground
    self.background = background
    self.emphasis = emphasis
  }
}

/// How many colours there are to choose from.
package enum ColorDepth: CaseIterable, Hashable, Sendable {
  /// None, or none wanted (`NO_COLOR`): emphasis alone carries.
  case none
  case eight, sixteen
  case full

  /// From the number of colours in the terminal's description; negative when it has none.
  package init(colors: Int, isWanted: Bool = true) {
    switch colors {
    case 256... where isWanted: self = .full
    case 16... where isWanted: self = .sixteen
    case 8... where isWanted: self = .eight
    default: self = .none
    }
  }
}

/// How well one colour is read on another, as WCAG 2 computes it.
package enum Contrast {
  /// 1 (equal) to 21 (black on white), of two colours of the 256.
  package static func ratio(_ first: Int16, _ second: Int16) -> Double {
    let (a, b) = (luminance(first), luminance(second))
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  private static func luminance(_ index: Int16) -> Double {
    let color = IndexedColor.components(of: UInt8(clamping: index))
    return luminance(red: Double(color.red) / 255, green: Double(color.green) / 255, blue: Double(color.blue) / 255)
  }

  /// From 0 (black) to 1 (white), of parts from 0 to 1.
  static func luminance(red: Double, green: Double, blue: Double) -> Double {
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }

  private static func linear(_ part: Double) -> Double {
    part <= 0.03928 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
  }
}
