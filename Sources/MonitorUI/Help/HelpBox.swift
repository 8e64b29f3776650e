/// The keys, drawn from the key table by groups: in one column, or where there is room, in two.
struct HelpBox {
  let model: Model
  private let columns: [Column]

  private struct Column {
    var lines: [[Segment]]
    var width: Int
  }

  private static let gap = 3
  init(model: Model) {
    self.model = model
    let context = model.boxContext
    let groups = HelpText(model.keys, in: context).groups
    let notes = context.notes
    let split = Self.split(of: groups.map { $0.rows.count + 2 })
    // The keys in one line, or where that is too wide, in one for each group.
    for isAligned in [true, false] {
      let two = [
        Self.column(groups[..<split], isAligned: isAligned),
        Self.column(groups[split...], notes: notes, isAligned: isAligned),
      ]
      if two.reduce(Self.gap + 4, { $0 + $1.width }) <= model.size.width, groups.count > 2 {
        columns = two
        return
      }
    }
    columns = [Self.column(groups[...], notes: notes, isAligned: true)]
  }

  /// How many groups of these heights stand in the first column, so that both are as even as can be.
  private static func split(of heights: [Int]) -> Int {
    let total = heights.reduce(0, +)
    var (best, least, before) = (0, total, 0)
    for (place, height) in heights.enumerated() {
      before += height
      let highest = max(before, total - before)
      if highest < least { (best, least) = (place + 1, highest) }
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

  private var rows: Int { columns.map(\.lines.count).max() ?? 0 }
  private var boxHeight: Int { max(1, min(rows + 2, model.size.height)) }
  private var innerHeight: Int { max(1, boxHeight - 2) }

  /// The last row that may be the first one shown.
  var maximalScroll: Int { max(0, rows - innerHeight) }

  private var title: String { model.boxContext == .log ? " Keys " : " Keys in the \(model.boxContext.title) " }

  /// How to see the rest: `▲ k  ▼ more: j`.
  private func foot(at scroll: Int) -> String {
    func key(_ action: Action) -> String { model.keys.firstLabel(of: action, in: .help) }
    let up = scroll > 0 ? " \(model.glyphs.up) \(key(.lineUp)) " : ""
    return maximalScroll > scroll ? "\(up) \(model.glyphs.down) more: \(key(.lineDown)) " : up
  }

  func draw(scroll: Int, on frame: inout Frame) {
    let inner = columns.reduce(Self.gap * (columns.count - 1)) { $0 + $1.width }
    let width = max(1, min(model.size.width, Box.width(inner + 4, in: model.size.width)))
    let rect = Rect(
      x: (model.size.width - width) / 2, y: (model.size.height - boxHeight) / 2, width: width, height: boxHeight)
    let scroll = max(0, min(scroll, maximalScroll))
    Box(title: title, foot: foot(at: scroll), glyphs: model.glyphs).draw(rect, on: &frame)
    guard rect.height > 2, rect.width > 4 else { return }
    for row in 0..<innerHeight {
      var x = rect.x + 2
      for column in columns {
        if column.lines.indices.contains(scroll + row) {
          var pen = Pen(x: x, y: rect.y + 1 + row, end: rect.maxX - 2)
          pen.write(column.lines[scroll + row], on: &frame)
          pen.markCut(model.glyphs.ellipsis, Style(.boxText), on: &frame)
        }
        x += column.width + Self.gap
      }
    }
  }
}
