import MonitorUI

/// What the built-in themes share on a terminal of 8 or 16 colours, whose tones the person chose.
enum BasicColors {
  static func paint(of role: Style.Role) -> Paint {
    switch role {
    case .text, .header, .boxText, .footer, .statusWaiting, .severityUnknown: Paint()
    case .secondary, .timestamp, .severityDebug, .progressEmpty: Paint(nil, on: nil, .dim)
    case .title: Paint(nil, on: nil, .bold)
    case .keyName, .notice: Paint(6, on: nil, .bold)
    case .selection, .headerFocused: Paint(nil, on: nil, .reverse)
    case .newBadge: Paint(7, on: 4, .bold)
    case .value, .boxFrame, .statusProcessing, .progressFilled: Paint(6)
    case .escape, .revisedMark: Paint(5)
    case .severityInfo, .live, .statusCompleted: Paint(2)
    case .severityWarning, .stale: Paint(3, on: nil, .bold)
    case .lateMark: Paint(3)
    case .severityError, .refused, .statusFailed: Paint(1, on: nil, .bold)
    case .severityFailure, .alarm: Paint(7, on: 1, .bold)
    case .match: Paint(0, on: 6)
    case .currentMatch: Paint(0, on: 3, .underline)
    case .tag0: Paint(6)
    case .tag1: Paint(2)
    case .tag2: Paint(3)
    case .tag3: Paint(5)
    case .tag4: Paint(6, on: nil, .underline)
    case .tag5: Paint(2, on: nil, .underline)
    case .tag6: Paint(3, on: nil, .underline)
    case .tag7: Paint(5, on: nil, .underline)
    }
  }
}
