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
    if style.emphasis.contains(.onHeader) { paint = onHeader(paint) }
    paint.emphasis.formUnion(style.emphasis.subtracting([.reverse, .onHeader]))
    if style.emphasis.contains(.reverse) { paint.emphasis.formSymmetricDifference(.reverse) }
    return paint
  }

  /// The same look on the ground of the focused header; in the header's own colour where it could not be read there.
  private func onHeader(_ paint: Paint) -> Paint {
    let header = base(.headerFocused)
    guard let ground = header.background else {
      // A reversed colour would be a ground of its own.
      return header.emphasis.contains(.reverse) ? Paint(header.foreground, on: nil, header.emphasis) : paint
    }
    let readable =
      paint.background == nil && paint.foreground.map { Contrast.ratio($0, ground) >= Self.minRatio } ?? false
    return Paint(readable ? paint.foreground : header.foreground, on: ground, paint.emphasis.subtracting(.reverse))
  }

  /// What a bold word on a ground needs to be read.
  private static let minRatio = 2.7

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
    return 0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue)
  }

  private static func linear(_ value: Int) -> Double {
    let part = Double(value) / 255
    return part <= 0.03928 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
  }
}
