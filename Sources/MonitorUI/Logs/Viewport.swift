package import MonitorCore

/// What part of its entries a pane shows, and whether arrivals may move it.
///
/// following: pinned to the end. scrolled: anchored to an entry, which arrivals never move; reaching the end follows
/// again. paused: the same, but only the key resumes it, not the end.
package struct Viewport: Sendable {
  package enum Mode: Hashable, Sendable {
    case following
    case scrolled
    case paused(wasFollowing: Bool)
  }

  /// The top row of the screen: a line of an entry. Line -1 of the oldest entry is the row about older entries.
  package struct Anchor: Hashable, Sendable {
    package var slot: Slot
    package var line: Int
    /// The slot's index position when it was last looked up.
    package var position: Int
  }

  package private(set) var mode = Mode.following
  /// `nil` while following, and while there is nothing to read.
  package private(set) var anchor: Anchor?
  /// Columns hidden to the left.
  package var column = 0
  /// The entry that a jump went to; what keys about one entry mean while it is visible.
  package var current: Slot? { didSet { found = nil } }
  /// The current entry, where moving chose it among the rows on the screen.
  private var chosen: Slot?
  /// Of the entries of a current row that stands for several, the one that a search found.
  var found: Slot?

  /// The moment whose entries are wanted, also while they are yet to be fetched; the first of all for the oldest.
  private(set) var sought: Timestamp?
  static let oldest = Timestamp(ticks: .min)

  package init() {}

  package var isFollowing: Bool { mode == .following }
  var isChoosing: Bool { chosen != nil && chosen == current }
  package var isPaused: Bool { if case .paused = mode { true } else { false } }

  mutating func follow() {
    sought = nil
    mode = .following
    anchor = nil
    current = nil
  }

  /// Reads on from here: scrolled, or still paused.
  mutating func read(at anchor: Anchor?) {
    if mode == .following { mode = .scrolled }
    self.anchor = anchor
    sought = nil
  }

  /// Ends with the next move.
  mutating func seek(_ moment: Timestamp) { sought = moment }

  mutating func choose(_ slot: Slot) {
    sought = nil
    current = slot
    chosen = slot
  }

  mutating func pause(at anchor: Anchor?) {
    guard !isPaused else { return }
    mode = .paused(wasFollowing: isFollowing)
    self.anchor = anchor
  }

  /// Ends a pause: back to what was before it.
  mutating func resume() {
    guard case .paused(let wasFollowing) = mode else { return }
    if wasFollowing { follow() } else { mode = .scrolled }
  }

  /// Remembers where the anchor's slot is now.
  mutating func move(anchorTo position: Int) { anchor?.position = position }
}
