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
  private var paints: [Style.Role: RolePaint]

  /// A role that is not named looks like the terminal's own text.
  package init(name: String, paints: [Style.Role: RolePaint]) {
    self.name = name
    self.paints = paints
  }

  package subscript(role: Style.Role) -> RolePaint {
    get { paints[role] ?? RolePaint(Paint(), basic: Paint()) }
    set { paints[role] = newValue }
  }

  /// The built-in ones, the usual one first.
  package static let builtIn: [Theme] = [standard, dark, light, highContrast, colourBlind, mono]

  /// A built-in theme by its name, in any case; `nil` when there is none.
  package static func named(_ name: String) -> Theme? {
    builtIn.first { $0.name == name.lowercased() }
  }

  /// What emphasis alone says, where there are no colours.
  package static func emphasis(of role: Style.Role) -> Style.Emphasis {
    switch role {
    case .text, .header, .footer, .severityInfo, .severityUnknown, .progressEmpty, .live, .boxText: []
    case .statusWaiting, .statusProcessing, .statusCompleted: []
    case .tag0, .tag1, .tag2, .tag3, .tag4, .tag5, .tag6, .tag7: []
    case .secondary, .timestamp, .escape, .severityDebug, .revisedMark, .lateMark: .dim
    case .title, .keyName, .value, .severityWarning, .progressFilled, .stale, .boxFrame, .notice: .bold
    case .headerFocused, .newBadge, .selection: .reverse
    case .severityFailure, .refused, .currentMatch, .alarm: [.reverse, .bold]
    case .severityError, .statusFailed, .match: [.bold, .underline]
    }
  }

  /// Emphasis only.
  package static let mono = Theme(
    name: "mono",
    paints: Dictionary(
      Style.Role.allCases.map { ($0, RolePaint(Paint(emphasis(of: $0)), basic: Paint(emphasis(of: $0)))) },
      uniquingKeysWith: { first, _ in first }))
}

extension Paint {
  fileprivate init(_ emphasis: Style.Emphasis) { self.init(nil, on: nil, emphasis) }
}
