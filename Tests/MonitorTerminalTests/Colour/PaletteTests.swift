import MonitorTerminal
import MonitorUI
import Testing

@Suite struct PaletteTests {
  @Test(arguments: [
    (256, ColorDepth.full), (88, .sixteen), (16, .sixteen), (8, .eight), (2, .none), (-1, .none), (16_777_216, .full),
  ]) func takesTheDepthFromTheTerminal(colors: Int, depth: ColorDepth) {
    #expect(ColorDepth(colors: colors) == depth)
    #expect(ColorDepth(colors: colors, isWanted: false) == .none)
  }

  @Test func addsEmphasisToTheThemes() {
    let palette = Palette(.dark, depth: .full)
    let error = Theme.dark[.severityError].full
    #expect(palette.paint(for: Style(.severityError)) == error)
    #expect(palette.paint(for: Style(.severityWarning, .underline)).emphasis == [.bold, .underline])
    #expect(palette.paint(for: Style(.text, .reverse)).emphasis == .reverse)
  }

  @Test func showsReversedTextInAReversedRowUpright() {
    let palette = Palette(.mono, depth: .none)
    #expect(palette.paint(for: Style(.selection)).emphasis == .reverse)
    #expect(palette.paint(for: Style(.selection, .reverse)).emphasis == [])
  }

  @Test(arguments: Theme.builtIn) func usesNoColourWhereNoneIsWanted(theme: Theme) {
    let palette = Palette(theme, depth: .none)
    for role in Style.Role.allCases {
      let paint = palette.paint(for: Style(role))
      #expect(paint.foreground == nil && paint.background == nil)
    }
    #expect(palette.paint(for: Style(.severityError)) != palette.paint(for: Style(.severityInfo)))
    #expect(palette.paint(for: Style(.match)) != palette.paint(for: Style(.currentMatch)))
  }

  @Test(arguments: Theme.builtIn) func staysWithinEightColours(theme: Theme) {
    let palette = Palette(theme, depth: .eight)
    for role in Style.Role.allCases {
      let paint = palette.paint(for: Style(role))
      for color in [paint.foreground, paint.background].compactMap(\.self) { #expect((0...7).contains(color)) }
    }
  }

  @Test func showsBrightAsBoldOnEightColours() {
    var theme = Theme.dark
    theme[.text] = Theme.RolePaint(Paint(12), basic: Paint(12, on: 9))
    #expect(Palette(theme, depth: .eight).paint(for: Style(.text)) == Paint(4, on: 1, .bold))
    #expect(Palette(theme, depth: .sixteen).paint(for: Style(.text)) == Paint(12, on: 9))
  }

  @Test func givesBothColoursWhereTheTerminalHasNoneOfItsOwn() {
    let palette = Palette(.dark, depth: .eight, hasOwnColors: false)
    #expect(palette.paint(for: Style(.progressFilled)) == Paint(6, on: 0, .bold))
    #expect(palette.paint(for: Style(.text)) == Paint())
  }

  @Test(arguments: Theme.builtIn) func leavesNoHoleInTheHeader(theme: Theme) {
    for depth in ColorDepth.allCases {
      let palette = Palette(theme, depth: depth)
      let header = palette.paint(for: Style(.headerFocused))
      for role in [Style.Role.statusProcessing, .statusFailed, .statusCompleted, .statusWaiting, .stale] {
        let paint = palette.paint(for: Style(role, on: .focused))
        #expect(paint.background == header.background, "\(role)")
        #expect(paint.emphasis.contains(.reverse) == header.emphasis.contains(.reverse), "\(role)")
      }
    }
  }

  @Test func badgesKeepTheirGroundOnAHeader() {
    let palette = Palette(.dark, depth: .full)
    let badge = palette.paint(for: Style(.newBadge))
    #expect(palette.paint(for: Style(.newBadge, on: .header)) == badge)
  }

  /// A person's own colour that cannot be read on a header is not used there.
  @Test func whatCannotBeReadOnAHeaderIsInItsColour() {
    var theme = Theme.dark
    theme[.value].full = Paint(237)
    let palette = Palette(theme, depth: .full)
    #expect(palette.paint(for: Style(.value)).foreground == 237)
    #expect(palette.paint(for: Style(.value, on: .header)).foreground == palette.paint(for: Style(.header)).foreground)
  }
}
