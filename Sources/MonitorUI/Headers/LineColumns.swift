import MonitorCore

/// Which columns headers of one line have, and how wide the names are. It depends on the width and on the longest name
/// that is to be seen alone: many of them are a fleet, and read as a table.
///
/// Where there is no room for all, they go in this order: the message, the entries, the sparkline, the bar, the id;
/// then the end of the names.
struct LineColumns: Hashable {
  /// The columns of the name; what is not longer is padded.
  let name: Int
  let hasID: Bool
  let hasBar: Bool
  let hasRate: Bool

  static let bar = 8
  static let percent = 9
  /// `in 1:05:00`, `ETA unknown`.
  static let time = 11
  /// `  E 4  W 26`, which is worth more than a bar.
  private static let counts = 11
  private static let minName = 8
  private static let maxName = 60

  /// - Parameters:
  ///   - width: what is free from the name on.
  ///   - longestName: of the names that have a line of one row each.
  ///   - tag: of the end of an id.
  ///   - reserved: what else has to stand there in any case.
  init(width: Int, longestName: Int, tag: Int, reserved: Int = 0) {
    let essential = Self.percent + 2 + Self.time + reserved
    name = max(Self.minName, min(longestName, Self.maxName, width - essential))
    var left = width - name - essential
    func take(_ columns: Int, keeping kept: Int) -> Bool {
      guard left >= columns + kept else { return false }
      left -= columns
      return true
    }
    hasID = take(tag + 2, keeping: 0)
    hasBar = take(Self.bar + 2, keeping: Self.counts)
    hasRate = take(EntryRate.spans + 2, keeping: Self.counts)
  }
}

extension Model {
  /// The columns of the longest name in headers of one line; of a task whose name is not known, of its id.
  func longestLineName(_ layout: PaneLayout) -> Int {
    let shown = shownPanes
    return layout.areas.reduce(0) { longest, area in
      guard area.headerHeight == 1, shown.indices.contains(area.pane), let task = panes[shown[area.pane]].task else {
        return longest
      }
      let name = tasks[task].snapshot?.name ?? ""
      return max(longest, name.isEmpty ? tasks[task].id.text.columns : SafeText.line(name).columns)
    }
  }
}
