/// Whether keyset paging has earned its place, and what the next keyset pass must find.
struct KeysetTrust: Sendable {
  private static let mostStrikes = 3

  private var strikes = 0
  /// Entries read by the last pass; `nil` until a pass was read that can tell.
  private(set) var window: KeysetPass.Window?

  /// Whether a keyset pass may be tried at all.
  var isAllowed: Bool { strikes < Self.mostStrikes }

  /// Whether one may be tried now.
  var isUsable: Bool { isAllowed && window != nil }

  mutating func remember(_ window: KeysetPass.Window) {
    self.window = window
  }

  /// A page broke the bargain: the next pass goes by offset; after three times all do.
  mutating func strike() {
    strikes += 1
    window = nil
  }

  /// The server refuses the filter: never again.
  mutating func refuse() {
    strikes = Self.mostStrikes
    window = nil
  }
}
