import MonitorUI

extension Theme {
  /// For dark backgrounds, up to the greys that popular schemes have.
  package static let dark = Theme(
    name: "dark",
    tones: Tones(
      ground: .own(16, 236), band: 236, focus: 17, track: 239, text: 254, dim: 247, accent: 75, value: 117,
      special: 176,
      good: 114, warn: 221, bad: 210, tags: [75, 80, 141, 176, 111, 152, 183, 147],
      error: .init(217, on: 52), failure: .init(231, on: 160), new: .init(16, on: 117), match: .init(16, on: 186),
      currentMatch: .init(16, on: 215), selection: .init(231, on: 239)))

  /// For light backgrounds, down to the creams that popular schemes have.
  package static let light = Theme(
    name: "light",
    tones: Tones(
      ground: .own(254, 231), band: 254, focus: 195, track: 250, text: 235, dim: 241, accent: 25, value: 24,
      special: 90,
      good: 22, warn: 94, bad: 124, tags: [25, 23, 55, 90, 60, 24, 53, 54],
      error: .init(88, on: 224), failure: .init(231, on: 160), new: .init(231, on: 25), match: .init(16, on: 222),
      currentMatch: .init(16, on: 215), selection: .init(16, on: 153)))

  /// White and strong tones on black of its own, whatever the terminal's background; a contrast of at least 7.
  package static let highContrast: Theme = {
    var theme = Theme(
      name: "high-contrast",
      tones: Tones(
        ground: .painted(16), band: 235, focus: 18, track: 240, text: 231, dim: 252, accent: 226, value: 123,
        special: 219, good: 120, warn: 226, bad: 217, tags: [123, 195, 219, 225, 183, 189, 159, 231],
        error: .init(16, on: 217), failure: .init(16, on: 210), new: .init(16, on: 226), match: .init(16, on: 120),
        currentMatch: .init(16, on: 226), selection: .init(16, on: 231)))
    for role in [Style.Role.severityFailure, .danger, .refused, .statusFailed, .currentMatch] {
      theme[role].full.emphasis.insert(.underline)
    }
    return theme
  }()

  /// Blue against orange, after Okabe and Ito, and underlines: never red against green. On a dark ground of its own.
  package static let colourBlind = Theme(
    colourBlind: "colour-blind",
    tones: Tones(
      ground: .painted(234), band: 236, focus: 17, track: 240, text: 253, dim: 247, accent: 117, value: 152,
      special: 182, good: 75, warn: 228, bad: 208, tags: [75, 182, 152, 147, 117, 189, 175, 111],
      error: .init(16, on: 208), failure: .init(16, on: 214), new: .init(16, on: 117), match: .init(16, on: 187),
      currentMatch: .init(16, on: 214), selection: .init(231, on: 240)))

  /// The same on a light ground of its own.
  package static let colourBlindLight = Theme(
    colourBlind: "colour-blind-light",
    tones: Tones(
      ground: .painted(231), band: 254, focus: 195, track: 250, text: 235, dim: 240, accent: 25, value: 24, special: 55,
      good: 19, warn: 94, bad: 89, tags: [25, 90, 24, 55, 54, 60, 53, 19],
      error: .init(16, on: 215), failure: .init(16, on: 208), new: .init(231, on: 25), match: .init(16, on: 222),
      currentMatch: .init(16, on: 214), selection: .init(16, on: 153)))

  /// Emphasis only.
  package static let mono = Theme(
    name: "mono",
    paints: Dictionary(
      Style.Role.allCases.map { role in
        let paint = Paint(nil, on: nil, emphasis(of: role))
        return (role, RolePaint(paint, basic: paint))
      }, uniquingKeysWith: { first, _ in first }))

  private init(colourBlind name: String, tones: Tones) {
    self.init(name: name, tones: tones)
    for role in [Style.Role.severityError, .severityFailure, .danger, .refused, .statusFailed] {
      self[role].full.emphasis.insert(.underline)
    }
  }
}
