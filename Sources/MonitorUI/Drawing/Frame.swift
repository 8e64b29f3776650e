/// One cell of a frame: a base scalar, up to four combining marks on it, and what it means.
///
/// Eight bytes without a gap, so that frames can be compared as memory.
package struct Cell: Hashable, Sendable {
  /// The scalar in 21 bits, the width above them.
  private var base: UInt32
  /// Combining marks on the base: an index into the frame's `marks`, 0 for none.
  package var marks: UInt16
  package var style: Style

  /// - Parameters:
  ///   - scalar: the base; a space in an empty cell. Never a control, bidi or invisible character.
  ///   - width: columns taken: 1 or 2; 0 for the right half of a wide cell.
  package init(_ scalar: Unicode.Scalar = " ", marks: UInt16 = 0, width: UInt8 = 1, style: Style = Style(.text)) {
    base = scalar.value | UInt32(width) << 24
    self.marks = marks
    self.style = style
  }

  package var scalar: Unicode.Scalar { Unicode.Scalar(base & 0x1F_FFFF) ?? " " }
  package var width: UInt8 { UInt8(truncatingIfNeeded: base >> 24) }
}

/// A finished picture of the screen: a grid of cells. A value; nothing in it knows a terminal.
package struct Frame: Sendable {
  package let size: Size
  /// Row by row from the left top; `size.width * size.height` of them.
  package private(set) var cells: [Cell]
  /// The combining marks of cells; index 0 is the empty one.
  package private(set) var marks: [[Unicode.Scalar]]
  /// Where the terminal's cursor shows, while something is typed; `nil` hides it.
  package var cursor: (x: Int, y: Int)?
  /// Where the cursor stands, hidden, while nothing is typed: on the line that is read. Screen readers, braille displays and
  /// magnifiers follow it.
  package var reading: (x: Int, y: Int)?
  /// What it was drawn over.
  private(set) var drawing = FrameDrawing()

  package init(size: Size) {
    self.size = size
    cells = Array(repeating: Cell(), count: size.width * size.height)
    marks = [[]]
  }

  /// The cell at a position; `nil` outside.
  package subscript(x: Int, y: Int) -> Cell? {
    guard x >= 0, y >= 0, x < size.width, y < size.height else { return nil }
    return cells[y * size.width + x]
  }

  /// Puts a cell at a position, clipped. A wide cell that does not fit becomes a space; halves of wide cells that are
  /// overwritten become spaces.
  package mutating func put(_ cell: Cell, x: Int, y: Int) {
    guard x >= 0, y >= 0, x < size.width, y < size.height else { return }
    let at = y * size.width + x
    drawing.touch(y)
    var cell = cell
    if cell.width == 2, x + 1 >= size.width { cell = Cell(" ", style: cell.style) }
    splitWide(at, x)
    cells[at] = cell
    if cell.width == 2 {
      splitWide(at + 1, x + 1)
      cells[at + 1] = Cell(" ", width: 0, style: cell.style)
    }
  }

  /// Fills a part of a row with spaces of one style, clipped; halves of wide cells that are overwritten become spaces.
  mutating func fill(y: Int, from: Int, to: Int, _ style: Style) {
    let (from, to) = (max(0, from), min(to, size.width))
    guard y >= 0, y < size.height, from < to else { return }
    let blank = Cell(" ", style: style)
    replace(from..<to, of: y) { $0.update(repeating: blank) }
  }

  /// Puts text into a row, as much of it as fits before the column `end`, and says how many cells that took; `nil`, and
  /// nothing is put, where the text is not all of printable ASCII, or the position is outside.
  mutating func put(plain text: String, _ style: Style, x: Int, y: Int, end: Int) -> Int? {
    guard y >= 0, y < size.height, x >= 0, end <= size.width else { return nil }
    var text = text
    return text.withUTF8 { bytes in
      guard bytes.areAllPrintable else { return nil }
      let count = min(bytes.count, end - x)
      guard count > 0 else { return 0 }
      replace(x..<x + count, of: y) { cells in
        for at in 0..<count { cells[at] = Cell(Unicode.Scalar(bytes[at]), style: style) }
      }
      return count
    }
  }

  /// Replaces cells of a row by narrow ones; halves of wide cells beside them become spaces.
  private mutating func replace(
    _ columns: Range<Int>, of y: Int, _ write: (UnsafeMutableBufferPointer<Cell>) -> Void
  ) {
    drawing.touch(y)
    let row = y * size.width
    splitWide(row + columns.lowerBound, columns.lowerBound)
    splitWide(row + columns.upperBound - 1, columns.upperBound - 1)
    cells.withUnsafeMutableBufferPointer { cells in
      write(UnsafeMutableBufferPointer(rebasing: cells[row + columns.lowerBound..<row + columns.upperBound]))
    }
  }

  /// The frame is done. One that is drawn over it later need not be compared with it in all.
  mutating func settle() { drawing.settle() }

  /// Becomes another frame of the same size that differs in no other than these rows. Costs those rows, not all.
  package mutating func become(_ other: borrowing Frame, changedRows: [Int]) {
    guard size == other.size else { return self = copy other }
    let others = other.cells
    for y in changedRows where y >= 0 && y < size.height {
      let row = y * size.width..<(y + 1) * size.width
      cells.withUnsafeMutableBufferPointer { cells in
        others.withUnsafeBufferPointer { others in
          _ = UnsafeMutableBufferPointer(rebasing: cells[row])
            .update(fromContentsOf: UnsafeBufferPointer(rebasing: others[row]))
        }
      }
    }
    marks = other.marks
    (cursor, reading) = (other.cursor, other.reading)
    drawing = other.drawing
  }

  /// The first cell of a role; `nil` where there is none.
  func firstPosition(of role: Style.Role) -> (x: Int, y: Int)? {
    cells.firstIndex { $0.style.role == role }.map { ($0 % size.width, $0 / size.width) }
  }

  /// Remembers a run of combining marks (at most four are kept) and gives the index for a cell.
  package mutating func remember(marks run: [Unicode.Scalar]) -> UInt16 {
    let run = Array(run.prefix(4))
    if run.isEmpty { return 0 }
    if let known = marks.firstIndex(of: run) { return UInt16(known) }
    guard marks.count < UInt16.max else { return 0 }
    marks.append(run)
    return UInt16(marks.count - 1)
  }

  /// The frame as text, a line a row, trailing spaces cut: what tests compare with a drawing.
  package var text: String {
    (0..<size.height).map { row(text: $0) }.joined(separator: "\n")
  }

  private func row(text y: Int) -> String {
    var scalars = String.UnicodeScalarView()
    for cell in cells[y * size.width..<(y + 1) * size.width] where cell.width > 0 {
      scalars.append(cell.scalar)
      scalars.append(contentsOf: marks[Int(cell.marks)])
    }
    while scalars.last == " " { scalars.removeLast() }
    return String(scalars)
  }

  private mutating func splitWide(_ at: Int, _ x: Int) {
    if cells[at].width == 0, x > 0 { cells[at - 1] = Cell(" ", style: cells[at - 1].style) }
    if cells[at].width == 2, x + 1 < size.width { cells[at + 1] = Cell(" ", style: cells[at + 1].style) }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether all are printable ASCII. Reads all of them, which is faster than a branch at each.
  fileprivate var areAllPrintable: Bool {
    var others: UInt8 = 0
    for byte in self { others |= byte &- 0x20 <= 0x5E ? 0 : 1 }
    return others == 0
  }
}
