/// The keys of a context by groups: in one column, or where there is room, in two.
struct HelpView {
  private let scene: Scene
  private let subject: KeyMap.Context
  private let columns: [Column]

  private struct Column {
    var lines: [[Segment]]
    var width: Int
  }

  private static let gap = 3
  init(scene: Scene, subject: KeyMap.Context) {
    self.scene = scene
    self.subject = subject
    let groups = HelpText(scene.keys, in: subject).groups
    let notes = subject.notes
    let split = Self.split(of: groups.map { $0.rows.count + 2 })
    // The keys in one line, or where that is too wide, in one for each group.
    for isAligned in [true, false] {
      let two = [
        Self.column(groups[..<split], isAligned: isAligned),
        Self.column(groups[split...], notes: notes, isAligned: isAligned),
      ]
      if two.reduce(Self.gap + 4, { $0 + $1.width }) <= scene.size.width, groups.count > 2 {
        columns = two
        return
      }
    }
    columns = [Self.column(groups[...], notes: notes, isAligned: true)]
  }

  /// How many groups of these heights stand in the first column, so that both are as even as can be.
  private static func split(of heights: [Int]) -> Int {
    let total = heights.reduce(0, +)
    var (best, lowest, before) = (0, total, 0)
    for (index, height) in heights.enumerated() {
      before += height
      let highest = max(before, total - before)
      if highest < lowest { (best, lowest) = (index + 1, highest) }
    }
    return best
  }

  private static func column(_ groups: ArraySlice<HelpText.Group>, notes: [String] = [], isAligned: Bool) -> Column {
    let widest = groups.flatMap(\.rows).map(\.keys.columns).max() ?? 0
    var lines: [[Segment]] = []
    for group in groups {
      if !lines.isEmpty { lines.append([]) }
      lines.append([Segment(group.title, .boxFrame, .bold)])
      let keyWidth = isAligned ? widest : group.rows.map(\.keys.columns).max() ?? 0
      for row in group.rows {
        lines.append([Segment(row.keys.leftPadded(to: keyWidth), .keyName), Segment("  \(row.text)", .boxText)])
      }
    }
    if !notes.isEmpty { lines.append([]) }
    for note in notes { lines.append([Segment(note, .secondary)]) }
    return Column(lines: lines, width: lines.map(\.columns).max() ?? 0)
  }

  /// How many lines there are, and how many of them show at once.
  var lines: Int { columns.map(\.lines.count).max() ?? 0 }
  var rows: Int { max(1, boxHeight - 2) }
  private var boxHeight: Int { max(1, min(lines + 2, scene.size.height)) }

  private var title: String { subject == .log ? " Keys " : " Keys in the \(subject.title) " }

  /// How to see the rest: `▲ k  ▼ more: j`.
  private func foot(at offset: Int) -> String {
    func key(_ action: Action) -> String { scene.keys.firstLabel(of: action, in: .help) }
    let up = offset > 0 ? " \(scene.glyphs.up) \(key(.lineUp)) " : ""
    return lines - rows > offset ? "\(up) \(scene.glyphs.down) more: \(key(.lineDown)) " : up
  }

  func draw(_ scroller: Scroller, on frame: inout Frame) {
    let inner = columns.reduce(Self.gap * (columns.count - 1)) { $0 + $1.width }
    let width = max(1, min(scene.size.width, BoxFrame.width(inner + 4, in: scene.size.width)))
    let rect = Rect(
      x: (scene.size.width - width) / 2, y: (scene.size.height - boxHeight) / 2, width: width, height: boxHeight)
    let offset = scroller.offset(lines: lines, rows: rows)
    BoxFrame(title: title, foot: foot(at: offset), glyphs: scene.glyphs).draw(rect, on: &frame)
    guard rect.height > 2, rect.width > 4 else { return }
    for row in 0..<rows {
      var x = rect.x + 2
      for column in columns {
        if column.lines.indices.contains(offset + row) {
          var pen = Pen(x: x, y: rect.y + 1 + row, end: rect.maxX - 2)
          pen.write(column.lines[offset + row], on: &frame)
          pen.markCut(scene.glyphs.ellipsis, Style(.boxText), on: &frame)
        }
        x += column.width + Self.gap
      }
    }
  }
}
