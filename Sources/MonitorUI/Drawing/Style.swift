/// What a cell means. Colours exist only in `MonitorTerminal.Palette`.
package struct Style: Hashable, Sendable {
  package enum Role: UInt8, CaseIterable, Sendable {
    /// Ordinary text, and text of less weight.
    case text, secondary
    /// The title line; the footer; a key's name in the footer or in the help.
    case title, footer, keyName
    /// The header of a pane that is not focused, and of the focused one; the bar at the left edge of the latter.
    case header, headerFocused, accent
    /// The rule between panes that stand side by side.
    case rule
    /// An entry's time; a value filled into a message; an escaped character such as `^[`.
    case timestamp, value, escape
    /// The word of a severity. Those of errors and failures are badges: they may have a background.
    case severityUnknown, severityDebug, severityInfo, severityWarning, severityError, severityFailure
    /// What asks for a look, and what is bad, outside a badge: counts of warnings and of errors, a finish that slipped
    /// or has passed.
    case caution, danger
    /// `r2` and `+12s` beside an entry.
    case revisedMark, lateMark
    /// The filled part of a bar without a state, and the track on which every bar stands.
    case progressFilled, progressEmpty
    /// The rate of entries over time.
    case sparkline
    /// The state of the source.
    case live, stale, refused
    /// The state of a task: one that was never read, and one for each status of the platform.
    case statusWaiting, statusQueued, statusProcessing, statusRescheduled, statusBlocked
    case statusCompleted, statusFailed, statusCanceled, statusUnknown
    /// `▼ 12 new (E 3)`.
    case newBadge
    /// A match of the search, the match the cursor is on, the selected row.
    case match, currentMatch, selection
    /// A tag of a task in the merged pane; eight that repeat.
    case tag0, tag1, tag2, tag3, tag4, tag5, tag6, tag7
    /// The frame and the body of a box over the panes (help, details, palette, …).
    case boxFrame, boxText
    /// A message to the person: a notice, a warning.
    case notice, alarm
  }

  /// How a cell stands out, and on whose ground it stands.
  package struct Emphasis: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let bold = Emphasis(rawValue: 1)
    package static let dim = Emphasis(rawValue: 2)
    package static let reverse = Emphasis(rawValue: 4)
    package static let underline = Emphasis(rawValue: 8)

    fileprivate static let grounds = Emphasis(rawValue: 48)
  }

  /// The background that a cell stands on, whatever background its role has elsewhere.
  package enum Ground: UInt8, CaseIterable, Sendable {
    /// The role's own.
    case own = 0
    /// The band of a pane's header, and that of the focused pane.
    case header = 16
    case focused = 32
    /// The track of a progress bar.
    case track = 48

    /// Whose background it is; `nil` for the role's own.
    package var role: Role? {
      switch self {
      case .own: nil
      case .header: .header
      case .focused: .headerFocused
      case .track: .progressEmpty
      }
    }
  }

  package var role: Role
  private var bits: UInt8

  package init(_ role: Role, _ emphasis: Emphasis = [], on ground: Ground = .own) {
    self.role = role
    bits = emphasis.subtracting(.grounds).rawValue | ground.rawValue
  }

  package var emphasis: Emphasis {
    get { Emphasis(rawValue: bits).subtracting(.grounds) }
    set { bits = newValue.subtracting(.grounds).rawValue | ground.rawValue }
  }

  package var ground: Ground { Ground(rawValue: bits & Emphasis.grounds.rawValue) ?? .own }

  /// The same on another ground.
  package func on(_ ground: Ground) -> Style { Style(role, emphasis, on: ground) }

  /// A number of its own, below `numbers`.
  package var number: Int { Int(role.rawValue) << 6 | Int(bits) }
  package static var numbers: Int { Role.allCases.count << 6 }
}
