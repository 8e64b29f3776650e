import MonitorCore

/// Where the parts of the screen are: a pure function of the size and the panes.
///
/// Small screens lose the footer first, then the title, then the second line of the headers; below 20×4 only a line a
/// task is left.
struct PaneLayout {
  struct Area: Hashable {
    /// Which pane: its index among the shown ones.
    var pane: Int
    var rect: Rect
    /// Only a line, because not all panes fit, or because the pane is folded.
    var isHeaderOnly: Bool
    /// Whether the header says all in one line: the task has ended well.
    var isSettled = false

    var headerHeight: Int { isHeaderOnly ? 1 : rect.height >= 5 && !isSettled ? 2 : rect.height >= 2 ? 1 : 0 }
    /// The log rows, the row that says how reading goes included.
    var logs: Rect {
      let top = isHeaderOnly ? rect.height : headerHeight
      let bar = hasBar ? 1 : 0
      return Rect(x: rect.x, y: rect.y + top, width: rect.width - bar, height: rect.height - top)
    }

    /// Whether a column right of the rows is kept for a scrollbar, also while all shows: text does not move when it comes.
    var hasBar: Bool { rect.width >= PaneLayout.minWidthOfBar && !isHeaderOnly && rect.height >= 4 }
  }

  private(set) var title: Rect?
  private(set) var footer: Rect?
  private(set) var areas: [Area] = []
  /// The line that says how many panes have not even a header, where there are such.
  private(set) var more: (line: Rect, count: Int)?
  /// How many panes have not even a header and no line counts: the focused header does.
  private(set) var uncounted = 0
  /// How the panes really stand, which may not be what was asked for.
  private(set) var arrangement = PaneArrangement.rows
  /// Nothing but a line of status fits.
  let isTiny: Bool

  static let minimumWidth = 20
  static let minimumHeight = 4
  static let comfortablePaneHeight = 5
  /// No open pane is lower, whatever rows are given to others.
  static let minPaneHeight = 3
  /// What stands above and below the logs where half of the screen is theirs: title, footer, header, the line about others.
  private static let linesBesideLogs = 4
  /// How many others have a line in any case.
  private static let minLines = 3
  static let minWidthOfBar = 72

  /// What is asked of panes, by their indices among the shown ones.
  struct Wishes: Hashable {
    /// Have nothing to show; where not all can be open, others come first.
    var waiting: Set<Int> = []
    /// Show a line alone, unless they are focused.
    var folded: Set<Int> = []
    /// Need a person; where not all have a line, these have.
    var urgent: Set<Int> = []
    /// Failed, and have something to say: they are opened before others.
    var failed: Set<Int> = []
    /// Need one line of header.
    var settled: Set<Int> = []
    /// Of the folded, those that leave their rows to the pane above.
    var yielding: Set<Int> = []
    /// More rows than the equal share, or fewer where negative.
    var extraRows: [Int: ExtraRows] = [:]
  }

  /// Rows that a person gave (or, negative, took), and those that a pane gets by itself, where there is room.
  struct ExtraRows: Hashable {
    var byHand = 0
    var byItself = 0
  }

  init(size: Size, panes: Int, focus: Int, arrangement: PaneArrangement, wishes: Wishes = Wishes()) {
    isTiny = Self.isTiny(size)
    var body = Rect(x: 0, y: 0, width: size.width, height: size.height)
    guard !isTiny, panes > 0 else {
      areas = []
      if size.height >= 6, !isTiny { cutChrome(&body) }
      return
    }
    cutChrome(&body)
    let arrangement = Self.resolved(arrangement, width: size.width, panes: panes)
    switch arrangement {
    case .columns where body.width / panes >= 40:
      areas = Self.columns(body, panes: Array(0..<panes), across: panes)
    case .grid where panes > 2 && Self.gridFits(body, panes: panes):
      areas = Self.grid(body, panes: panes, focus: focus, wishes.extraRows)
    case .headers:
      stack(body, panes: panes, focus: focus, open: 1, wishes, isFleet: true)
    default:
      stack(
        body, panes: panes, focus: focus, open: (body.height - panes) / (Self.comfortablePaneHeight - 1), wishes)
      settle(wishes)
      return
    }
    self.arrangement = arrangement
    settle(wishes)
  }

  static func isTiny(_ size: Size) -> Bool { size.width < minimumWidth || size.height < minimumHeight }

  static func resolved(_ arrangement: PaneArrangement, width: Int, panes: Int) -> PaneArrangement {
    guard arrangement == .automatic else { return arrangement }
    return width >= 240 && panes > 1 && width / panes >= 80 ? .columns : .rows
  }

  private mutating func cutChrome(_ body: inout Rect) {
    let chrome = ScreenChrome(size: Size(width: body.width, height: body.height))
    (title, footer, body) = (chrome.title, chrome.footer, chrome.body)
  }

  /// Panes one under another: `open` of them with logs (at least the focused one), a line for each of the others: as many as
  /// leave half of the screen to logs, or where lines are what is asked for, as many as there is room for.
  private mutating func stack(
    _ body: Rect, panes: Int, focus: Int, open: Int, _ wishes: Wishes, isFleet: Bool = false
  ) {
    let focus = max(0, min(focus, panes - 1))
    let open = max(1, min(open, panes))
    // With more panes than lines, those around the focus, and a line that says so.
    let room = body.height - Self.comfortablePaneHeight + 1
    let wanted = open + max(Self.minLines, body.height / 2 - Self.linesBesideLogs)
    let available = isFleet || panes <= wanted + 1 ? room : min(room, wanted + 1)
    let hasMore = panes > available && body.height > Self.comfortablePaneHeight
    let lines = max(1, min(panes, hasMore ? available - 1 : available))
    let shown = Self.shown(lines, of: panes, focus: focus, urgent: wishes.urgent)
    var body = body
    if hasMore {
      body = Rect(x: body.x, y: body.y, width: body.width, height: body.height - 1)
      more = (Rect(x: body.x, y: body.maxY, width: body.width, height: 1), panes - shown.count)
    } else {
      uncounted = panes - shown.count
    }
    let candidates = shown.filter { $0 == focus || !wishes.folded.contains($0) || wishes.yielding.contains($0) }
    // Where what is over has the focus, nobody reads it yet for whom rows would have to be kept from what failed.
    let failed = candidates.count { $0 != focus && wishes.failed.contains($0) }
    let possible = (body.height - shown.count) / (Self.comfortablePaneHeight - 1)
    let most = wishes.settled.contains(focus) && !isFleet ? max(open, min(1 + failed, possible)) : open
    var opened = Self.opened(min(most, candidates.count), of: candidates, focus: focus, wishes)
    var heights = PaneShares.heights(
      of: opened.sorted(), in: body.height - (shown.count - opened.count), focus: focus, wishes.extraRows)
    PaneShares.yield(wishes.yielding.subtracting([focus]), of: &opened, &heights)
    var y = body.y
    for pane in shown {
      let isOpen = opened.contains(pane)
      let height = heights[pane] ?? 1
      areas.append(
        Area(pane: pane, rect: Rect(x: body.x, y: y, width: body.width, height: height), isHeaderOnly: !isOpen))
      y += height
    }
  }

  private mutating func settle(_ wishes: Wishes) {
    for index in areas.indices { areas[index].isSettled = wishes.settled.contains(areas[index].pane) }
  }

  /// Which panes show logs: the focused one, then what failed, what runs, what has ended well, and what has nothing to show;
  /// those near the focus first.
  private static func opened(_ count: Int, of shown: [Int], focus: Int, _ wishes: Wishes) -> Set<Int> {
    let near = Set(shown[window(of: count, around: shown.firstIndex(of: focus) ?? 0, in: shown.count)])
    func worth(_ pane: Int) -> Int {
      if pane == focus { return 0 }
      if wishes.waiting.contains(pane) { return 4 }
      return wishes.failed.contains(pane) ? 1 : wishes.settled.contains(pane) ? 3 : 2
    }
    let order = shown.sorted { left, right in
      func rank(_ pane: Int) -> (Int, Int, Int) { (worth(pane), near.contains(pane) ? 0 : 1, pane) }
      return rank(left) < rank(right)
    }
    return Set(order.prefix(count))
  }

  /// - Parameter across: how many columns there are, also where a row has fewer panes.
  private static func columns(_ body: Rect, panes: [Int], across: Int) -> [Area] {
    var x = body.x
    return panes.enumerated().map { index, pane in
      // An empty column between them.
      let width = PaneShares.share(body.width - (across - 1), of: across, number: index)
      defer { x += width + 1 }
      return Area(pane: pane, rect: Rect(x: x, y: body.y, width: width, height: body.height), isHeaderOnly: false)
    }
  }

  private static func gridSize(_ body: Rect, panes: Int) -> (across: Int, down: Int) {
    var across = 1
    while across * across < panes { across += 1 }
    across = max(1, min(across, body.width / 50))
    return (across, (panes + across - 1) / across)
  }

  private static func gridFits(_ body: Rect, panes: Int) -> Bool {
    let (across, down) = gridSize(body, panes: panes)
    return across > 1 && body.height / down >= comfortablePaneHeight
  }

  /// What a person gave to the panes of a row, all of them have.
  private static func grid(_ body: Rect, panes: Int, focus: Int, _ extra: [Int: ExtraRows]) -> [Area] {
    let (across, down) = gridSize(body, panes: panes)
    var given: [Int: ExtraRows] = [:]
    for (pane, extra) in extra where pane < panes { given[pane / across, default: ExtraRows()].byHand += extra.byHand }
    let heights = PaneShares.heights(of: Array(0..<down), in: body.height, focus: focus / across, given)
    var areas: [Area] = []
    var y = body.y
    for row in 0..<down {
      let height = heights[row] ?? 0
      let line = Rect(x: body.x, y: y, width: body.width, height: height)
      areas += columns(line, panes: Array(row * across..<min(panes, (row + 1) * across)), across: across)
      y += height
    }
    return areas
  }

  /// Which panes have a line, in their order: those around the focus, and in place of the outermost of them those that need a
  /// person.
  private static func shown(_ count: Int, of panes: Int, focus: Int, urgent: Set<Int>) -> [Int] {
    let near = window(of: count, around: focus, in: panes)
    let missing = urgent.filter { !near.contains($0) && $0 < panes }.sorted { abs($0 - focus) < abs($1 - focus) }
    guard !missing.isEmpty else { return Array(near) }
    let others = near.filter { !urgent.contains($0) && $0 != focus }.sorted { abs($0 - focus) < abs($1 - focus) }
    let kept = near.filter { urgent.contains($0) || $0 == focus }
    let added = missing.prefix(count - kept.count)
    return (kept + added + others.prefix(count - kept.count - added.count)).sorted()
  }

  /// So many of `count` things, with `focus` among them: the first ones, or those that end with it.
  private static func window(of size: Int, around focus: Int, in count: Int) -> Range<Int> {
    let start = max(0, min(focus - size + 1, count - size))
    return start..<min(count, start + size)
  }
}

/// The lines that every screen but the picker has above and below, where it is high enough for them.
struct ScreenChrome {
  let title: Rect?
  let footer: Rect?
  /// What is between them.
  let body: Rect

  init(size: Size) {
    let (width, height) = (size.width, size.height)
    title = height >= 6 ? Rect(x: 0, y: 0, width: width, height: 1) : nil
    footer = height >= 8 ? Rect(x: 0, y: height - 1, width: width, height: 1) : nil
    let top = title?.height ?? 0
    body = Rect(x: 0, y: top, width: width, height: height - top - (footer?.height ?? 0))
  }
}
