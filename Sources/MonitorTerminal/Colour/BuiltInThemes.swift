import MonitorUI

// Each table names every role; a role that looks like the terminal's own text has an empty paint.
extension Theme {
  /// Reads on dark and on light backgrounds: tones with a contrast of at least 3 to black and to white, or a background
  /// of their own.
  package static let standard = Theme(
    name: "default",
    full: [
      .text: Paint(), .secondary: Paint(244), .title: Paint(nil, .bold), .footer: Paint(244),
      .keyName: Paint(32, .bold), .header: Paint(), .headerFocused: Paint(255, on: 236),
      .timestamp: Paint(244), .value: Paint(31), .escape: Paint(133), .severityUnknown: Paint(244),
      .severityDebug: Paint(244), .severityInfo: Paint(29), .severityWarning: Paint(136, .bold),
      .severityError: Paint(196, .bold), .severityFailure: Paint(231, on: 160, .bold), .revisedMark: Paint(133),
      .lateMark: Paint(136), .progressFilled: Paint(32), .progressEmpty: Paint(244), .live: Paint(28),
      .stale: Paint(136, .bold), .refused: Paint(196, .bold), .statusWaiting: Paint(244),
      .statusProcessing: Paint(32), .statusCompleted: Paint(28), .statusFailed: Paint(196, .bold),
      .newBadge: Paint(231, on: 25, .bold), .match: Paint(16, on: 179), .currentMatch: Paint(16, on: 208, .bold),
      .selection: Paint(231, on: 60), .tag0: Paint(33), .tag1: Paint(29), .tag2: Paint(136), .tag3: Paint(133),
      .tag4: Paint(167), .tag5: Paint(30), .tag6: Paint(99), .tag7: Paint(64), .boxFrame: Paint(32),
      .boxText: Paint(), .notice: Paint(32, .bold), .alarm: Paint(231, on: 160, .bold),
    ])

  /// Bright tones for dark backgrounds.
  package static let dark = Theme(
    name: "dark",
    full: [
      .text: Paint(), .secondary: Paint(246), .title: Paint(255, .bold), .footer: Paint(246),
      .keyName: Paint(117, .bold), .header: Paint(), .headerFocused: Paint(255, on: 237),
      .timestamp: Paint(247), .value: Paint(117), .escape: Paint(175), .severityUnknown: Paint(246),
      .severityDebug: Paint(247), .severityInfo: Paint(114), .severityWarning: Paint(221),
      .severityError: Paint(210, .bold), .severityFailure: Paint(231, on: 160, .bold), .revisedMark: Paint(176),
      .lateMark: Paint(222), .progressFilled: Paint(75), .progressEmpty: Paint(243), .live: Paint(114),
      .stale: Paint(221, .bold), .refused: Paint(210, .bold), .statusWaiting: Paint(246),
      .statusProcessing: Paint(75), .statusCompleted: Paint(114), .statusFailed: Paint(210, .bold),
      .newBadge: Paint(16, on: 117, .bold), .match: Paint(16, on: 186), .currentMatch: Paint(16, on: 215, .bold),
      .selection: Paint(231, on: 239), .tag0: Paint(75), .tag1: Paint(114), .tag2: Paint(221), .tag3: Paint(176),
      .tag4: Paint(209), .tag5: Paint(80), .tag6: Paint(141), .tag7: Paint(150), .boxFrame: Paint(75),
      .boxText: Paint(), .notice: Paint(117, .bold), .alarm: Paint(231, on: 160, .bold),
    ])

  /// Deep tones for light backgrounds.
  package static let light = Theme(
    name: "light",
    full: [
      .text: Paint(), .secondary: Paint(241), .title: Paint(nil, .bold), .footer: Paint(241),
      .keyName: Paint(25, .bold), .header: Paint(), .headerFocused: Paint(232, on: 253),
      .timestamp: Paint(242), .value: Paint(25), .escape: Paint(125), .severityUnknown: Paint(241),
      .severityDebug: Paint(242), .severityInfo: Paint(22), .severityWarning: Paint(94, .bold),
      .severityError: Paint(160, .bold), .severityFailure: Paint(231, on: 160, .bold), .revisedMark: Paint(90),
      .lateMark: Paint(94), .progressFilled: Paint(26), .progressEmpty: Paint(244), .live: Paint(22),
      .stale: Paint(94, .bold), .refused: Paint(160, .bold), .statusWaiting: Paint(241), .statusProcessing: Paint(25),
      .statusCompleted: Paint(22), .statusFailed: Paint(160, .bold), .newBadge: Paint(231, on: 25, .bold),
      .match: Paint(16, on: 222), .currentMatch: Paint(16, on: 215, .bold), .selection: Paint(16, on: 153),
      .tag0: Paint(25), .tag1: Paint(22), .tag2: Paint(94), .tag3: Paint(90), .tag4: Paint(124), .tag5: Paint(23),
      .tag6: Paint(55), .tag7: Paint(58), .boxFrame: Paint(25), .boxText: Paint(), .notice: Paint(25, .bold),
      .alarm: Paint(231, on: 160, .bold),
    ],
    // Yellow letters are lost on white.
    basic: [
      .severityWarning: Paint(0, on: 3), .stale: Paint(0, on: 3), .lateMark: Paint(5), .tag2: Paint(1),
      .value: Paint(4),
    ])

  /// White and strong tones on black of its own, whatever the terminal's background; a contrast of at least 7.
  package static let highContrast = Theme(
    name: "high-contrast",
    full: [
      .text: Paint(231, on: 16), .secondary: Paint(252, on: 16), .title: Paint(231, on: 16, .bold),
      .footer: Paint(252, on: 16), .keyName: Paint(226, on: 16, .bold), .header: Paint(231, on: 16),
      .headerFocused: Paint(16, on: 252), .timestamp: Paint(252, on: 16), .value: Paint(123, on: 16),
      .escape: Paint(219, on: 16), .severityUnknown: Paint(252, on: 16), .severityDebug: Paint(252, on: 16),
      .severityInfo: Paint(120, on: 16), .severityWarning: Paint(226, on: 16, .bold),
      .severityError: Paint(217, on: 16, [.bold, .underline]), .severityFailure: Paint(16, on: 217, .bold),
      .revisedMark: Paint(219, on: 16), .lateMark: Paint(226, on: 16), .progressFilled: Paint(123, on: 16),
      .progressEmpty: Paint(250, on: 16), .live: Paint(120, on: 16), .stale: Paint(226, on: 16, .bold),
      .refused: Paint(217, on: 16, [.bold, .underline]), .statusWaiting: Paint(252, on: 16),
      .statusProcessing: Paint(123, on: 16), .statusCompleted: Paint(120, on: 16),
      .statusFailed: Paint(217, on: 16, [.bold, .underline]), .newBadge: Paint(16, on: 226, .bold),
      .match: Paint(16, on: 120), .currentMatch: Paint(16, on: 226, [.bold, .underline]),
      .selection: Paint(16, on: 231),
      .tag0: Paint(123, on: 16), .tag1: Paint(120, on: 16), .tag2: Paint(226, on: 16), .tag3: Paint(219, on: 16),
      .tag4: Paint(217, on: 16), .tag5: Paint(231, on: 16), .tag6: Paint(189, on: 16), .tag7: Paint(230, on: 16),
      .boxFrame: Paint(231, on: 16, .bold), .boxText: Paint(231, on: 16), .notice: Paint(226, on: 16, .bold),
      .alarm: Paint(16, on: 217, .bold),
    ])

  /// Blue against orange, after Okabe and Ito, and underlines: never red against green.
  package static let colourBlind = Theme(
    name: "colour-blind",
    full: [
      .text: Paint(), .secondary: Paint(244), .title: Paint(nil, .bold), .footer: Paint(244),
      .keyName: Paint(32, .bold), .header: Paint(), .headerFocused: Paint(255, on: 236),
      .timestamp: Paint(244), .value: Paint(32), .escape: Paint(133), .severityUnknown: Paint(244),
      .severityDebug: Paint(244), .severityInfo: Paint(32), .severityWarning: Paint(136),
      .severityError: Paint(166, [.bold, .underline]), .severityFailure: Paint(16, on: 214, .bold),
      .revisedMark: Paint(133), .lateMark: Paint(136), .progressFilled: Paint(32), .progressEmpty: Paint(244),
      .live: Paint(32), .stale: Paint(136, .bold), .refused: Paint(166, [.bold, .underline]),
      .statusWaiting: Paint(244), .statusProcessing: Paint(32), .statusCompleted: Paint(32, .bold),
      .statusFailed: Paint(166, [.bold, .underline]), .newBadge: Paint(231, on: 25, .bold), .match: Paint(16, on: 179),
      .currentMatch: Paint(16, on: 214, [.bold, .underline]), .selection: Paint(231, on: 60), .tag0: Paint(32),
      .tag1: Paint(136), .tag2: Paint(133), .tag3: Paint(244), .tag4: Paint(32, .underline),
      .tag5: Paint(136, .underline),
      .tag6: Paint(133, .underline), .tag7: Paint(244, .underline), .boxFrame: Paint(32), .boxText: Paint(),
      .notice: Paint(32, .bold), .alarm: Paint(16, on: 214, .bold),
    ],
    basic: [
      .severityInfo: Paint(6), .severityError: Paint(3, [.bold, .underline]), .severityFailure: Paint(0, on: 3, .bold),
      .live: Paint(6), .refused: Paint(3, [.bold, .underline]), .statusCompleted: Paint(6, .bold),
      .statusFailed: Paint(3, [.bold, .underline]), .alarm: Paint(0, on: 3, .bold), .tag1: Paint(3),
    ])
}

extension Theme {
  private init(name: String, full: [Style.Role: Paint], basic: [Style.Role: Paint] = [:]) {
    self.init(
      name: name,
      paints: Dictionary(
        Style.Role.allCases.map { role in
          (role, RolePaint(full[role] ?? Paint(), basic: basic[role] ?? BasicColors.paint(of: role)))
        }, uniquingKeysWith: { first, _ in first }))
  }
}

extension Paint {
  fileprivate init(_ foreground: Int16?, _ emphasis: Style.Emphasis) { self.init(foreground, on: nil, emphasis) }
}
