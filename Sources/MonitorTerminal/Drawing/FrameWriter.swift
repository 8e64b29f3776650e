import CNcurses
import MonitorCore
import MonitorUI

/// Copies the cells of a frame that differ from the last one into curses.
struct FrameWriter {
  /// What is on the screen; `nil` when that is not known.
  private var last: Frame?
  private var row: [cchar_t] = []
  private var changedRows: [Int] = []
  /// Non-ASCII as stand-ins.
  private let ascii: Bool

  init(ascii: Bool) { self.ascii = ascii }

  /// The next frame is written whole.
  mutating func forget() { last = nil }

  /// Writes the differences; what does not fit the screen is cut off.
  mutating func write(_ frame: borrowing Frame, paints: PaintTable, to screen: borrowing CursesScreen) {
    let frame = copy frame
    let width = min(frame.size.width, screen.size.width)
    var known = last.take().flatMap { $0.size == frame.size ? $0 : nil }
    changedRows.removeAll(keepingCapacity: true)
    for y in 0..<min(frame.size.height, screen.size.height) where width > 0 {
      if let known, frame.hasSameRow(y, as: known) { continue }
      changedRows.append(y)
      let start = y * frame.size.width
      guard let changed = Self.changed(frame, known, start..<start + width, y: y) else { continue }
      fill(frame, start..<start + width, changed, paints)
      row.withUnsafeBufferPointer { screen.put($0, x: changed.lowerBound - start, y: y) }
    }
    // A copy of its own: whoever drew the frame goes on drawing on it.
    known?.become(frame, changedRows: changedRows)
    last = known ?? frame
  }

  /// The cells of a row that must be written, widened to whole wide cells; `nil` when none.
  private static func changed(_ frame: Frame, _ known: Frame?, _ row: Range<Int>, y: Int) -> Range<Int>? {
    guard let known else { return row }
    guard let columns = frame.columns(of: y, before: row.count, thatDifferFrom: known) else { return nil }
    let cells = frame.cells
    let old = known.cells
    var (first, last) = (row.lowerBound + columns.lowerBound, row.lowerBound + columns.upperBound - 1)
    while first > row.lowerBound, cells[first].width == 0 || old[first].width == 0 { first -= 1 }
    while last + 1 < row.upperBound, cells[last + 1].width == 0 || old[last + 1].width == 0 { last += 1 }
    return first..<last + 1
  }

  private static func marks(_ frame: Frame, _ cell: Cell) -> [Unicode.Scalar] {
    frame.marks.indices.contains(Int(cell.marks)) ? frame.marks[Int(cell.marks)] : []
  }

  private mutating func fill(_ frame: Frame, _ line: Range<Int>, _ changed: Range<Int>, _ paints: PaintTable) {
    row.removeAll(keepingCapacity: true)
    let cells = frame.cells
    // Blanks between words take the look of the word before, which saves two changes of colour each. Those at the end
    // stay plain, for curses clears a line's end at once only then.
    let end = line.last { !Self.isHidden(cells[$0], paints) } ?? line.lowerBound
    var before: PaintTable.Entry?
    if let word = (line.lowerBound..<changed.lowerBound).last(where: { !Self.isHidden(cells[$0], paints) }) {
      before = paints[cells[word].style]
    }
    var at = changed.lowerBound
    while at < changed.upperBound {
      let cell = cells[at]
      var paint = paints[cell.style]
      if let before, before.hidesBlanks, at < end, Self.isHidden(cell, paints) {
        paint = before
      } else {
        before = paint
      }
      // A right half without its left one can only come from a frame that is cut here.
      let fits = cell.width != 2 || at + 1 < line.upperBound
      let shown = fits && cell.width != 0 ? shown(cell, paint) : CellText(scalar: " ", columns: 1)
      var filled = cchar_t()
      cn_fill(&filled, wchar_t(shown.scalar.value), paint.attributes, paint.pair)
      if cell.marks != 0, !ascii, shown.scalar == cell.scalar {
        for (index, mark) in Self.marks(frame, cell).prefix(4).enumerated() where wcwidth(wchar_t(mark.value)) == 0 {
          cn_mark(&filled, Int32(index + 1), wchar_t(mark.value))
        }
      }
      row.append(filled)
      if cell.width == 2, fits, shown.columns == 1 {
        cn_fill(&filled, 0x20, paint.attributes, paint.pair)
        row.append(filled)
      }
      at += cell.width == 2 && fits ? 2 : 1
    }
  }

  private static func isHidden(_ cell: Cell, _ paints: PaintTable) -> Bool {
    cell.scalar == " " && cell.marks == 0 && cell.width == 1 && paints[cell.style].hidesBlanks
  }

  private struct CellText {
    let scalar: Unicode.Scalar
    let columns: Int
  }

  /// What stands for a cell here. Curses and the frame must agree on the columns, or the rest of the line is off.
  private func shown(_ cell: Cell, _ paint: PaintTable.Entry) -> CellText {
    if paint.isBareTrack {
      switch cell.scalar {
      case " ": return CellText(scalar: ascii ? "." : "░", columns: 1)
      // The rest of a cell that is filled in part would be a gap.
      case "\u{2589}"..."\u{258C}" where !ascii: return CellText(scalar: "█", columns: 1)
      case "\u{258D}"..."\u{258F}" where !ascii: return CellText(scalar: "░", columns: 1)
      default: break
      }
    }
    if cell.scalar.isASCII {
      return CellText(scalar: (" "..."~").contains(cell.scalar) ? cell.scalar : "?", columns: 1)
    }
    if ascii { return CellText(scalar: ASCIIStandIn.for(cell.scalar) ?? "?", columns: 1) }
    guard wcwidth(wchar_t(cell.scalar.value)) == Int32(cell.width) else {
      return CellText(scalar: "\u{fffd}", columns: 1)
    }
    return CellText(scalar: cell.scalar, columns: Int(cell.width))
  }
}
