/// How the times of entries show.
package enum TimestampMode: String, CaseIterable, Sendable {
  case local, utc, off, relative

  var next: TimestampMode {
    switch self {
    case .relative: .local
    case .local: .utc
    case .utc: .off
    case .off: .relative
    }
  }
}
