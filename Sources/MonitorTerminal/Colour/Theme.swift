package import MonitorUI

/// Colours for what cells mean, as data.
package struct Theme: Hashable, Sendable {
  /// One role with 256 colours, and with the basic sixteen.
  package struct RolePaint: Hashable, Sendable {
    package var full: Paint
    package var basic: Paint

    package init(_ full: Paint, basic: Paint) {
      self.full = full
      self.basic = basic
    }
  }

  package let name: String
  /// What its colours may stand on: its own ground, or what the terminal's is believed to be; empty where it has no colours.
  package private(set) var grounds: [Int16] = []
  private var paints: [Style.Role: RolePaint]

  /// A role that is not named looks like the terminal's own text.
  package init(name: String, paints: [Style.Role: RolePaint]) {
    self.name = name
    self.paints = paints
  }

  /// The theme of some tones.
  ///
  /// With 16 or 8 colours, whose tones a person chose and nobody can compute a contrast of, text is in the terminal's own
  /// colour, and what matters is bold, reversed or a word. What is no text (bars) keeps a colour.
  package init(name: String, tones: Tones) {
    self.init(name: name, paints: [:])
    grounds = tones.grounds
    for role in Style.Role.allCases {
      self[role] = RolePaint(tones.paint(of: role), basic: Self.basicPaint(of: role))
    }
  }

  /// The same theme with some roles painted differently.
  package init(_ base: Theme, name: String) {
    self = Theme(name: name, paints: base.paints)
    grounds = base.grounds
  }

  package subscript(role: Style.Role) -> RolePaint {
    get { paints[role] ?? RolePaint(Paint(), basic: Paint()) }
    set { paints[role] = newValue }
  }

  /// What emphasis alone says, where there are no colours.
  package static func emphasis(of role: Style.Role) -> Style.Emphasis {
    switch role {
    case .text, .secondary, .footer, .boxText, .rule, .timestamp, .value, .escape, .revisedMark, .lateMark: []
    case .severityUnknown, .severityDebug, .severityInfo, .caution, .progressEmpty, .sparkline, .live: []
    case .statusWaiting, .statusQueued, .statusProcessing, .statusCompleted, .statusCanceled: []
    case .tag0, .tag1, .tag2, .tag3, .tag4, .tag5, .tag6, .tag7: []
    case .title, .keyName, .header, .accent, .severityWarning, .progressFilled, .stale, .boxFrame, .notice: .bold
    case .statusRescheduled, .statusBlocked, .statusUnknown, .statusFailed, .danger: .bold
    case .headerFocused, .newBadge, .selection, .severityError: .reverse
    case .severityFailure, .refused, .currentMatch, .alarm: [.reverse, .bold]
    case .match: [.bold, .underline]
    }
  }

  private static func basicPaint(of role: Style.Role) -> Paint {
    // A bar is no text: its colour may be whatever the person made of it.
    Paint(role == .progressFilled ? 6 : nil, on: nil, emphasis(of: role))
  }
}

extension Tones {
  /// What a role looks like in these tones.
  fileprivate func paint(of role: Style.Role) -> Paint {
    switch role {
    case .text, .boxText: plain
    case .secondary, .footer, .timestamp, .severityUnknown, .severityDebug, .severityInfo: on(dim)
    case .statusWaiting, .statusCanceled: on(dim)
    case .title, .statusUnknown: Paint(plain.foreground, on: plain.background, .bold)
    case .keyName, .notice: on(accent, .bold)
    case .boxFrame, .statusProcessing, .progressFilled, .sparkline: on(accent)
    case .progressEmpty: Paint(dim, on: track)
    case .rule: on(track)
    case .header: Paint(text, on: band)
    case .headerFocused: Paint(text, on: focus)
    case .accent: Paint(accent, on: focus, .bold)
    case .value, .statusQueued: on(value)
    case .escape, .revisedMark: on(special)
    case .statusRescheduled: on(special, .bold)
    case .severityWarning, .stale, .statusBlocked: on(warn, .bold)
    case .lateMark, .caution: on(warn)
    case .danger: on(bad)
    case .refused, .statusFailed: on(bad, .bold)
    case .live, .statusCompleted: on(good)
    case .severityError: Paint(error)
    case .severityFailure, .alarm: Paint(failure, .bold)
    case .newBadge: Paint(new, .bold)
    case .match: Paint(match)
    case .currentMatch: Paint(currentMatch, .bold)
    case .selection: Paint(selection)
    case .tag0: on(tags[0])
    case .tag1: on(tags[1])
    case .tag2: on(tags[2])
    case .tag3: on(tags[3])
    case .tag4: on(tags[4])
    case .tag5: on(tags[5])
    case .tag6: on(tags[6])
    case .tag7: on(tags[7])
    }
  }

  /// The ground that is painted; `nil` where it is the terminal's own.
  private var painted: Int16? { if case .painted(let color) = ground { color } else { nil } }

  /// Text of the screen: on the terminal's own ground in its own colour, which a person can read.
  private var plain: Paint { painted == nil ? Paint() : Paint(text, on: painted) }

  private func on(_ tone: Int16, _ emphasis: Style.Emphasis = []) -> Paint { Paint(tone, on: painted, emphasis) }
}

extension Paint {
  fileprivate init(_ pair: Tones.Pair, _ emphasis: Style.Emphasis = []) {
    self.init(pair.text, on: pair.ground, emphasis)
  }
}
