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
    paint.emphasis.formUnion(style.emphasis.subtracting(.reverse))
    if style.emphasis.contains(.reverse) { paint.emphasis.formSymmetricDifference(.reverse) }
    return paint
  }

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
