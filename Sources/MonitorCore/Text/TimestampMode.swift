/// How the times of entries show.
package enum TimestampMode: String, CaseIterable, Sendable {
  case relative, local, utc, off

  /// The one that the next press of the key shows.
  package var next: TimestampMode {
    switch self {
    case .relative: .local
    case .local: .utc
    case .utc: .off
    case .off: .relative
    }
  }
}
