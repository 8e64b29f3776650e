package import MonitorUI

/// How each style looks on this terminal: the only place where a meaning becomes a colour.
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

  /// The look of a style. Reversing what is reversed already shows it upright, so that it is still told apart.
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
    let readable = paint.background == nil && paint.foreground.map { Contrast.ratio($0, ground) >= Self.least } ?? false
    return Paint(readable ? paint.foreground : header.foreground, on: ground, paint.emphasis.subtracting(.reverse))
  }

  /// What a bold word on a ground needs to be read.
  private static let least = 2.7

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
