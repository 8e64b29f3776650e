import MonitorTerminal
import MonitorUI
import Testing

/// What a palette promises to eyes, computed as WCAG 2 does.
@Suite struct BuiltInThemesTests {
  private static let coloured = Theme.builtIn.filter { $0.name != "mono" }

  /// What is drawn and no text: a bar may be fainter.
  private static let drawn: Set<Style.Role> = [.progressEmpty, .rule]

  /// Every text on every ground that it can stand on: its own, else the screen's; a header's, and the focused one's.
  @Test(arguments: coloured) func everyTextIsRead(theme: Theme) {
    let palette = Palette(theme, depth: .full)
    let minRatio = theme.name == "high-contrast" ? 7.0 : 4.5
    for role in Style.Role.allCases where !Self.drawn.contains(role) {
      for ground in [Style.Ground.own, .header, .focused] {
        let paint = palette.paint(for: Style(role, on: ground))
        guard let foreground = paint.foreground else {
          // The terminal's own text on the terminal's own ground is the person's choice.
          #expect(paint.background == nil, "\(role) on \(ground)")
          continue
        }
        for background in paint.background.map({ [$0] }) ?? theme.grounds {
          let ratio = Contrast.ratio(foreground, background)
          #expect(ratio >= minRatio, "\(role) \(foreground) on \(background) (\(ground)): \(ratio)")
        }
      }
    }
  }

  /// Grounds are told from each other, and a bar from its track.
  @Test(arguments: coloured) func groundsAreTold(theme: Theme) {
    let palette = Palette(theme, depth: .full)
    let grounds = [Style.Role.header, .headerFocused].map { palette.paint(for: Style($0)).background }
    #expect(Set(grounds).count == 2 && !grounds.contains(nil))
    let track = palette.paint(for: Style(.progressEmpty)).background
    for role in [Style.Role.progressFilled, .statusCompleted, .statusFailed] {
      guard let bar = palette.paint(for: Style(role)).foreground, let track else {
        Issue.record("no bar in \(theme.name)")
        continue
      }
      #expect(Contrast.ratio(bar, track) >= 2.5, "\(role)")
    }
  }

  @Test func namesThemesAndFindsThem() {
    #expect(
      Theme.builtIn.map(\.name) == [
        "dark", "light", "dracula", "gruvbox", "nord", "solarized-dark", "solarized-light", "high-contrast",
        "colour-blind", "colour-blind-light", "mono",
      ])
    #expect(Theme.named("Dark") == .dark)
    #expect(Theme.named("pink") == nil && Theme.named(Theme.automaticName) == nil)
  }

  @Test(arguments: Theme.builtIn) func usesColoursThatThereAre(theme: Theme) {
    for role in Style.Role.allCases {
      for color in [theme[role].full.foreground, theme[role].full.background].compactMap(\.self) {
        #expect((16...255).contains(color), "\(role)")
      }
      // Text is in the terminal's own colour where nobody knows what the others are.
      let isDrawn = [.progressFilled, .sparkline].contains(role)
      #expect(theme[role].basic.background == nil && (theme[role].basic.foreground == nil || isDrawn), "\(role)")
      #expect(!theme[role].full.emphasis.contains(.dim) && !theme[role].basic.emphasis.contains(.dim))
    }
  }

  /// A severity, a state or a tag must not be mistaken for another.
  @Test(arguments: coloured) func tellsRolesApart(theme: Theme) {
    let groups: [[Style.Role]] = [
      [.severityInfo, .severityWarning, .severityError, .severityFailure], [.live, .stale, .refused],
      [.match, .currentMatch, .text],
      [
        .statusQueued, .statusProcessing, .statusRescheduled, .statusBlocked, .statusCompleted, .statusFailed,
        .statusCanceled, .statusUnknown,
      ],
    ]
    for group in groups { #expect(Set(group.map { theme[$0].full }).count == group.count, "\(group)") }
    for group in groups.prefix(3) { #expect(Set(group.map { theme[$0].basic }).count == group.count, "\(group)") }
  }

  @Test(arguments: coloured) func tagsAreNoSeverities(theme: Theme) {
    let tags = [Style.Role.tag0, .tag1, .tag2, .tag3, .tag4, .tag5, .tag6, .tag7].map { theme[$0].full.foreground }
    #expect(Set(tags).count == tags.count)
    for role in [Style.Role.danger, .caution] { #expect(!tags.contains(theme[role].full.foreground), "\(role)") }
  }

  @Test(arguments: [Theme.colourBlind, .colourBlindLight]) func keepsRedAndGreenOut(theme: Theme) {
    for role in Style.Role.allCases {
      for color in [theme[role].full.foreground, theme[role].full.background].compactMap(\.self) {
        let (red, green, blue) = IndexedColor.components(of: UInt8(clamping: color))
        #expect(!(green > red + 40 && green > blue + 40), "\(role) is green")
        #expect(!(red > 100 && green < 60 && blue < 60), "\(role) is red")
      }
    }
  }
}
