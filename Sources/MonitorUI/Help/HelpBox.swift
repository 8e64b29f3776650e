/// The keys, drawn from the key table by groups: in one column, or where there is room, in two.
struct HelpBox {
  let model: Model
  private let columns: [Column]

  private struct Column {
    var lines: [[Segment]]
    var width: Int
  }

  /// Rows under one heading.
  private struct Group {
    var title: String
    var rows: [(keys: String, text: String)]
  }

  private static let gap = 3
  private static let numbers = [
    "A number before a movement repeats it: 10j.", "What its digits have filtered is taken back.",
  ]

  init(model: Model) {
    self.model = model
    let groups = Self.groups(of: model)
    let context = model.boxContext
    let notes = context == .picker ? Self.typing : context == .log ? Self.numbers : []
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

  /// In the panes and over the picker as the table has it; in a box first what is meant there, then the rest.
  private static func groups(of model: Model) -> [Group] {
    var groups: [Group] = []
    let context = model.boxContext
    func add(_ row: KeyMap.Row, to title: String) {
      let line = (keys: model.keys.label(of: row), text: row.texts[context] ?? row.text)
      if groups.last?.title == title {
        groups[groups.count - 1].rows.append(line)
      } else {
        groups.append(Group(title: title, rows: [line]))
      }
    }
    guard let name = context.boxName else {
      for row in model.helpRows { add(row, to: row.section) }
      return groups
    }
    let rows = model.keys.rows.filter { $0.contexts.contains(context) }
    let everywhere: Set<Action> = [.redraw, .pollNow, .palette, .help, .quit, .suspend, .interrupt]
    for isEverywhere in [false, true] {
      for row in rows where row.bindings.contains(where: { everywhere.contains($0.action) }) == isEverywhere {
        add(row, to: isEverywhere ? "Everywhere" : "In the \(name)")
      }
    }
    return groups
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

  private static let typing = [
    "Anything else is typed: a part of a name, an id, a",
    "code or a status. Letters above mean what they say",
    "while nothing is typed.",
  ]

  private static func column(_ groups: ArraySlice<Group>, notes: [String] = [], isAligned: Bool) -> Column {
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

  private var title: String { model.boxContext.boxName.map { " Keys in the \($0) " } ?? " Keys " }

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

extension Model {
  /// The rows of the help: over the picker its keys and those of everywhere, else all but the picker's.
  fileprivate var helpRows: [KeyMap.Row] {
    guard boxContext != .picker else {
      return keys.rows.filter { $0.contexts == [.picker] }
        + keys.rows.filter { $0.bindings.contains { [.interrupt, .suspend, .redraw].contains($0.action) } }
    }
    return keys.rows.filter { row in
      row.contexts != [.picker] && (row.bindings.first?.keys != [.escape] || row.contexts.contains(.log))
    }
  }
}

extension KeyMap.Context {
  /// What a box with keys of its own is called; `nil` for the others.
  fileprivate var boxName: String? {
    switch self {
    case .details: "details"
    case .timeline: "timeline"
    case .table: "table"
    case .log, .help, .picker: nil
    }
  }
}

/// An empty box over the panes.
struct Box {
  /// The columns that a box takes: all of them where only a strip would be left beside it.
  static func width(_ wanted: Int, in total: Int) -> Int { total - wanted < 8 ? max(0, total) : max(0, wanted) }

  var title: String
  var foot = ""
  let glyphs: Glyphs

  func draw(_ rect: Rect, on frame: inout Frame) {
    guard rect.width > 1, rect.height > 1 else { return }
    let style = Style(.boxFrame)
    for y in rect.y..<rect.maxY {
      frame.fill(y: y, from: rect.x, to: rect.maxX, Style(.boxText))
      frame.put(Cell(glyphs.vertical, style: style), x: rect.x, y: y)
      frame.put(Cell(glyphs.vertical, style: style), x: rect.maxX - 1, y: y)
    }
    for x in rect.x..<rect.maxX {
      frame.put(Cell(glyphs.horizontal, style: style), x: x, y: rect.y)
      frame.put(Cell(glyphs.horizontal, style: style), x: x, y: rect.maxY - 1)
    }
    frame.put(Cell(glyphs.corners[0], style: style), x: rect.x, y: rect.y)
    frame.put(Cell(glyphs.corners[1], style: style), x: rect.maxX - 1, y: rect.y)
    frame.put(Cell(glyphs.corners[2], style: style), x: rect.x, y: rect.maxY - 1)
    frame.put(Cell(glyphs.corners[3], style: style), x: rect.maxX - 1, y: rect.maxY - 1)
    var pen = Pen(x: rect.x + 2, y: rect.y, end: rect.maxX - 1)
    pen.write(title, Style(.boxFrame, .bold), on: &frame)
    var footPen = Pen(x: max(rect.x + 1, rect.maxX - 2 - foot.columns), y: rect.maxY - 1, end: rect.maxX - 1)
    footPen.write(foot, style, on: &frame)
  }
}
