/// How the person wants panes to stand: what is remembered from one run to the next; as text a word a line, below a
/// line that names the format.
///
/// The lock in time is not part of it: it belongs to the entries that are compared, not to the screen.
package struct SavedLayout: Hashable, Sendable {
  package var arrangement: PaneArrangement
  package var isMerged: Bool

  private static let format = "mpt-tail layout 1"
  private static let merged = "merged"

  package init(arrangement: PaneArrangement = .automatic, isMerged: Bool = false) {
    self.arrangement = arrangement
    self.isMerged = isMerged
  }

  /// Reads a layout. What is no word of it is passed over; a text of another format is the layout of a first start.
  package init(text: [UInt8]) {
    self.init()
    let lines = text.split(separator: 0x0A).prefix(16).map { String(decoding: $0.prefix(64), as: UTF8.self) }
    guard lines.first == Self.format else { return }
    for line in lines.dropFirst() {
      if let arrangement = PaneArrangement(rawValue: line) { self.arrangement = arrangement }
      if line == Self.merged { isMerged = true }
    }
  }

  package var text: String {
    ([Self.format, arrangement.rawValue] + (isMerged ? [Self.merged] : [])).joined(separator: "\n") + "\n"
  }
}

extension Model {
  /// The layout to remember. Where merging was not chosen anew it is what was remembered.
  package var chosenLayout: SavedLayout {
    SavedLayout(arrangement: arrangement, isMerged: isMerged || mergesLater)
  }

  /// Takes on the layout of the last run; where no task is watched yet, with the first ones.
  package mutating func restore(_ layout: SavedLayout) {
    arrangement = layout.arrangement
    mergesLater = layout.isMerged
    mergeAsRemembered()
  }

  /// Merges the tasks that are watched first, where they are several, if that is how the screen was left.
  mutating func mergeAsRemembered() {
    guard mergesLater, panes.count > 1, !isMerged else { return }
    mergesLater = false
    toggleMerge()
  }
}
