/// What a cell means. Colours exist only in `MonitorTerminal.Palette`.
package struct Style: Hashable, Sendable {
  package enum Role: UInt8, CaseIterable, Sendable {
    /// Ordinary text, and text of less weight.
    case text, secondary
    /// The title line; the footer; a key's name in the footer or in the help.
    case title, footer, keyName
    /// The header of a pane that is not focused, and of the focused one.
    case header, headerFocused
    /// An entry's time; a value filled into a message; an escaped character such as `^[`.
    case timestamp, value, escape
    case severityUnknown, severityDebug, severityInfo, severityWarning, severityError, severityFailure
    /// `r2` and `+12s` beside an entry.
    case revisedMark, lateMark
    case progressFilled, progressEmpty
    /// The state of the source.
    case live, stale, refused
    case statusWaiting, statusProcessing, statusCompleted, statusFailed
    /// `▼ 12 new (3 ✖)`.
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

  package struct Emphasis: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let bold = Emphasis(rawValue: 1)
    package static let dim = Emphasis(rawValue: 2)
    package static let reverse = Emphasis(rawValue: 4)
    package static let underline = Emphasis(rawValue: 8)
    /// Stands on the ground of the focused pane's header, whatever ground the role has elsewhere.
    package static let onHeader = Emphasis(rawValue: 16)
  }

  package var role: Role
  package var emphasis: Emphasis

  package init(_ role: Role, _ emphasis: Emphasis = []) {
    self.role = role
    self.emphasis = emphasis
  }
}
