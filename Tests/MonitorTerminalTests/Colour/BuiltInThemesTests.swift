import MonitorTerminal
import MonitorUI
import Testing

/// What a palette promises to eyes, computed as WCAG 2 does.
@Suite struct BuiltInThemesTests {
  /// The contrast of a role on a background that the terminal has.
  private func contrast(_ theme: Theme, _ role: Style.Role, on background: Int16) -> Double {
    let paint = theme[role].full
    guard let foreground = paint.foreground else { return 21 }
    return Contrast.ratio(foreground, paint.background ?? background)
  }

  @Test(arguments: Style.Role.allCases) func readsOnBlackAndOnWhite(role: Style.Role) {
    for theme in [Theme.standard, .colourBlind] {
      for background in [16, 231] as [Int16] { #expect(contrast(theme, role, on: background) >= 3, "\(theme.name)") }
    }
  }

  @Test(arguments: Style.Role.allCases) func readsOnItsOwnBackground(role: Style.Role) {
    // 235 is a usual dark grey; bars may be fainter than text.
    let minRatio = role == .progressEmpty ? 3 : 4.5
    #expect(contrast(.dark, role, on: 235) >= minRatio)
    #expect(contrast(.light, role, on: 231) >= minRatio)
    #expect(contrast(.highContrast, role, on: 231) >= 7)
    #expect(Theme.highContrast[role].full.background != nil)
  }

  @Test func namesThemesAndFindsThem() {
    #expect(
      Theme.builtIn.map(\.name) == ["default", "dark", "light", "high-contrast", "colour-blind", "mono"])
    #expect(Theme.named("Dark") == .dark)
    #expect(Theme.named("pink") == nil)
  }

  @Test(arguments: Theme.builtIn) func usesColoursThatThereAre(theme: Theme) {
    for role in Style.Role.allCases {
      for color in [theme[role].full.foreground, theme[role].full.background].compactMap(\.self) {
        #expect((16...255).contains(color), "\(role)")
      }
      for color in [theme[role].basic.foreground, theme[role].basic.background].compactMap(\.self) {
        #expect((0...15).contains(color), "\(role)")
      }
    }
  }

  /// A severity, a state or a tag must not be mistaken for another.
  @Test(arguments: Theme.builtIn.filter { $0.name != "mono" }) func tellsRolesApart(theme: Theme) {
    let severities: [Style.Role] = [.severityInfo, .severityWarning, .severityError, .severityFailure]
    let states: [Style.Role] = [.live, .stale, .refused]
    let matches: [Style.Role] = [.match, .currentMatch, .text]
    let tags: [Style.Role] = [.tag0, .tag1, .tag2, .tag3, .tag4, .tag5, .tag6, .tag7]
    for group in [severities, states, matches, tags] {
      #expect(Set(group.map { theme[$0].full }).count == group.count)
    }
    for group in [severities, states, matches] { #expect(Set(group.map { theme[$0].basic }).count == group.count) }
  }

  @Test func keepsRedAndGreenOutOfTheColourBlindTheme() {
    for role in Style.Role.allCases {
      for color in [Theme.colourBlind[role].full.foreground, Theme.colourBlind[role].full.background].compactMap(\.self)
      {
        let (red, green, blue) = IndexedColor.components(of: UInt8(clamping: color))
        #expect(!(green > red + 40 && green > blue + 40), "\(role) is green")
        #expect(!(red > 100 && green < 60 && blue < 60), "\(role) is red")
      }
    }
  }
}
