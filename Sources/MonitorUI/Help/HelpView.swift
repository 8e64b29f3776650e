/// The keys of a context by groups, and the signs of the screen: in as many columns as show all of it, up to what fits
/// beside each other.
struct HelpView {
  private let scene: Scene
  private let subject: KeyMap.Context
  private let columns: [Column]

  private struct Column {
    let lines: [[Segment]]
    let width: Int
  }

  /// Lines that stay together.
  private struct Block {
    let title: String
    var rows: [(key: Segment, text: [Segment])]

    var height: Int { rows.count + 1 }
    var keyWidth: Int { rows.map(\.key.text.columns).max() ?? 0 }
  }

  private static let gap = 3
  private static let maxColumns = 4

  init(scene: Scene, subject: KeyMap.Context) {
    self.scene = scene
    self.subject = subject
    let blocks = Self.blocks(scene, subject)
    let available = scene.size.height - 2
    var best: [Column] = []
    for count in 1...Self.maxColumns {
      let columns = Self.columns(blocks, count)
      let width = columns.reduce(Self.gap * (columns.count - 1) + 4) { $0 + $1.width }
      guard best.isEmpty || width <= scene.size.width else { break }
      if columns.count == count { best = columns }
      if Self.height(best) <= available { break }
    }
    columns = best
  }

  private static func blocks(_ scene: Scene, _ subject: KeyMap.Context) -> [Block] {
    var blocks = HelpText(scene.keys, in: subject).groups.map { group in
      Block(
        title: group.title,
        rows: group.rows.map { row in
          let state = subject.isOfPanes ? row.actions.compactMap { scene.states[$0] }.first : nil
          let sign = state.map { [Segment(" \(scene.glyphs.live)\($0.isEmpty ? "" : " ")\($0)", .live)] } ?? []
          return (Segment(row.keys, .keyName), [Segment(row.text, .boxText)] + sign)
        })
    }
    if subject.isOfPanes {
      let signs = Legend.states(scene.glyphs) + Legend.lines(scene.glyphs)
      blocks.append(
        Block(
          title: Legend.title,
          rows: signs.map { (Segment($0.sign, .value), [Segment($0.meaning, .boxText)]) }))
    }
    if !subject.notes.isEmpty {
      blocks.append(Block(title: "", rows: subject.notes.map { (Segment("", .text), [Segment($0, .secondary)]) }))
    }
    return blocks
  }

  /// The blocks in so many columns at most, in their order, the highest as low as can be.
  private static func columns(_ blocks: [Block], _ count: Int) -> [Column] {
    func split(_ height: Int) -> [[Block]] {
      var result: [[Block]] = [[]]
      var used = 0
      for block in blocks {
        let added = block.height + (used > 0 ? 1 : 0)
        if used > 0, used + added > height {
          result.append([block])
          used = block.height
        } else {
          result[result.count - 1].append(block)
          used += added
        }
      }
      return result
    }
    let total = blocks.reduce(0) { $0 + $1.height + 1 }
    let height = (1...max(1, total)).first { split($0).count <= count } ?? total
    return split(height).map(column)
  }

  private static func column(_ blocks: [Block]) -> Column {
    // A single very long label does not push all others aside.
    let widths = blocks.map(\.keyWidth)
    let keyWidth = widths.filter { $0 <= maxKeyWidth }.max() ?? 0
    var lines: [[Segment]] = []
    for block in blocks {
      if !lines.isEmpty { lines.append([]) }
      if !block.title.isEmpty { lines.append([Segment(block.title, .boxFrame, .bold)]) }
      for row in block.rows {
        guard !row.key.text.isEmpty else {
          lines.append(row.text)
          continue
        }
        var key = row.key
        key.text = key.text.padded(to: keyWidth) + "  "
        lines.append([key] + row.text)
      }
    }
    return Column(lines: lines, width: lines.map(\.columns).max() ?? 0)
  }

  private static let maxKeyWidth = 19

  private static func height(_ columns: [Column]) -> Int { columns.map(\.lines.count).max() ?? 0 }

  /// How many lines there are, and how many of them show at once.
  var lines: Int { Self.height(columns) }
  var rows: Int { max(1, boxHeight - 2) }
  /// The title and the footer stay in sight.
  private var body: Rect { ScreenChrome(size: scene.size).body }
  private var boxHeight: Int { max(1, min(lines + 2, body.height)) }

  private var title: String { subject.isOfPanes ? " Keys " : " Keys in the \(subject.title) " }

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
      x: (scene.size.width - width) / 2, y: body.y + (body.height - boxHeight) / 2, width: width, height: boxHeight)
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
