package import MonitorCore

/// How panes are arranged, remembered from one run to the next; as text a word a line, below a line with the format:
/// `mpt-tail layout 2`, the arrangement, and `merged TSK-1 TSK-2` for each set of tasks that is shown merged.
///
/// The lock in time is not part of it: it belongs to the entries that are compared, not to the screen.
package struct SavedLayout: Hashable, Sendable {
  package var arrangement: PaneArrangement
  /// The sets of tasks that were left merged, the latest last.
  package private(set) var mergedSets: [Set<TaskID>]

  private static let format = "mpt-tail layout 2"
  private static let merged = "merged "
  private static let maxSets = 32
  /// Larger sets are not remembered.
  private static let maxTasks = 100
  private static let maxLine = 16_384

  package init(arrangement: PaneArrangement = .automatic, merged: [Set<TaskID>] = []) {
    self.arrangement = arrangement
    mergedSets = []
    for set in merged { remember(set, isMerged: true) }
  }

  /// Reads a layout. Unknown words are skipped; a text of another format is the layout of a first start.
  package init(text: [UInt8]) {
    self.init()
    let lines = text.split(separator: 0x0A).prefix(Self.maxSets + 16)
      .map { String(decoding: $0.prefix(Self.maxLine), as: UTF8.self) }
    guard lines.first == Self.format else { return }
    for line in lines.dropFirst() {
      if let arrangement = PaneArrangement(rawValue: line) { self.arrangement = arrangement }
      guard line.hasPrefix(Self.merged) else { continue }
      let tasks = line.dropFirst(Self.merged.count).split(separator: " ").map { TaskID(String($0)) }
      if tasks.allSatisfy({ $0 != nil }) { remember(Set(tasks.compactMap(\.self)), isMerged: true) }
    }
  }

  package var text: String {
    let sets = mergedSets.map { Self.merged + $0.map(\.text).sorted().joined(separator: " ") }
    return ([Self.format, arrangement.rawValue] + sets).joined(separator: "\n") + "\n"
  }

  /// Whether a set of tasks was left merged.
  package func isMerged(_ tasks: Set<TaskID>) -> Bool { mergedSets.contains(tasks) }

  /// Remembers how a set of several tasks was left; of many sets the latest.
  package mutating func remember(_ tasks: Set<TaskID>, isMerged: Bool) {
    guard (2...Self.maxTasks).contains(tasks.count) else { return }
    mergedSets.removeAll { $0 == tasks }
    if isMerged { mergedSets.append(tasks) }
    mergedSets.removeFirst(max(0, mergedSets.count - Self.maxSets))
  }
}

extension Model {
  /// The layout to remember: what the last run left, with what is on the screen now.
  package var chosenLayout: SavedLayout { layout(onto: restoredLayout) }

  /// The layout to remember on top of another one, which another screen may have left meanwhile.
  package func layout(onto known: SavedLayout) -> SavedLayout {
    var layout = known
    if arrangement != restoredLayout.arrangement { layout.arrangement = arrangement }
    layout.remember(openTaskIDs, isMerged: isMerged)
    return layout
  }

  /// Adopts the layout of the last run; where no task is watched yet, with the first ones.
  package mutating func restore(_ layout: SavedLayout) {
    restoredLayout = layout
    arrangement = layout.arrangement
    mergeAsRemembered()
  }

  /// Merges the tasks that are watched first, where these very ones were left merged.
  mutating func mergeAsRemembered() {
    if panes.count > 1, !isMerged, restoredLayout.isMerged(openTaskIDs) { toggleMerge() }
  }

  private var openTaskIDs: Set<TaskID> { Set(openTasks.map { tasks[$0].id }) }
}
