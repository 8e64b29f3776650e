package import MonitorCore

/// How panes are arranged, remembered from one run to the next; as text a word a line, below a line with the format:
/// `mpt-tail layout 2`, the arrangement chosen last, `merged TSK-1 TSK-2` for each set of tasks that is shown merged, and
/// `arranged grid TSK-1 TSK-2` for each that was arranged.
///
/// The lock in time is not part of it: it belongs to the entries that are compared, not to the screen.
package struct SavedLayout: Hashable, Sendable {
  package var arrangement: PaneArrangement
  /// The sets of tasks that were left merged, the latest last.
  package private(set) var mergedSets: [Set<TaskID>]
  /// The sets of tasks that were arranged, the latest last.
  private var arrangedSets: [Arranged] = []

  private struct Arranged: Hashable {
    let tasks: Set<TaskID>
    let arrangement: PaneArrangement
  }

  private static let format = "mpt-tail layout 2"
  private static let merged = "merged "
  private static let arranged = "arranged "
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
    let lines = text.split(separator: 0x0A).prefix(2 * Self.maxSets + 16)
      .map { String(decoding: $0.prefix(Self.maxLine), as: UTF8.self) }
    guard lines.first == Self.format else { return }
    for line in lines.dropFirst() {
      if let arrangement = PaneArrangement(rawValue: line) { self.arrangement = arrangement }
      if line.hasPrefix(Self.merged) {
        if let tasks = Self.tasks(line.dropFirst(Self.merged.count)) { remember(tasks, isMerged: true) }
      } else if line.hasPrefix(Self.arranged) {
        let words = line.dropFirst(Self.arranged.count).split(separator: " ", maxSplits: 1)
        guard words.count == 2, let arrangement = PaneArrangement(rawValue: String(words[0])),
          let tasks = Self.tasks(words[1])
        else { continue }
        remember(tasks, as: arrangement)
      }
    }
  }

  /// `nil` where a word is no task.
  private static func tasks(_ words: Substring) -> Set<TaskID>? {
    let tasks = words.split(separator: " ").map { TaskID(String($0)) }
    return tasks.contains(nil) ? nil : Set(tasks.compactMap(\.self))
  }

  package var text: String {
    func words(_ tasks: Set<TaskID>) -> String { tasks.map(\.text).sorted().joined(separator: " ") }
    let merged = mergedSets.map { Self.merged + words($0) }
    let arranged = arrangedSets.map { "\(Self.arranged)\($0.arrangement.rawValue) \(words($0.tasks))" }
    return ([Self.format, arrangement.rawValue] + merged + arranged).joined(separator: "\n") + "\n"
  }

  /// How a set of tasks was arranged last; where it never was, what was chosen last.
  package func arrangement(of tasks: Set<TaskID>) -> PaneArrangement {
    arrangedSets.last { $0.tasks == tasks }?.arrangement ?? arrangement
  }

  /// Remembers how a set of several tasks was arranged; of many sets the latest.
  package mutating func remember(_ tasks: Set<TaskID>, as arrangement: PaneArrangement) {
    guard (2...Self.maxTasks).contains(tasks.count) else { return }
    arrangedSets.removeAll { $0.tasks == tasks }
    arrangedSets.append(Arranged(tasks: tasks, arrangement: arrangement))
    arrangedSets.removeFirst(max(0, arrangedSets.count - Self.maxSets))
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
    if arrangement != restoredLayout.arrangement(of: openTaskIDs) {
      layout.arrangement = arrangement
      layout.remember(openTaskIDs, as: arrangement)
    }
    layout.remember(openTaskIDs, isMerged: isMerged)
    return layout
  }

  /// Adopts the layout of the last run; where no task is watched yet, with the first ones.
  package mutating func restore(_ layout: SavedLayout) {
    restoredLayout = layout
    mergeAsRemembered()
  }

  /// Places the tasks that are watched first as these very ones were left, merged or not.
  mutating func mergeAsRemembered() {
    arrangement = restoredLayout.arrangement(of: openTaskIDs)
    if panes.count > 1, !isMerged, restoredLayout.isMerged(openTaskIDs) { toggleMerge() }
  }

  private var openTaskIDs: Set<TaskID> { Set(openTasks.map { tasks[$0].id }) }
}
