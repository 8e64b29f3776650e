/// One cell of a frame: a base scalar, up to four combining marks on it, and what it means.
package struct Cell: Hashable, Sendable {
  /// The base; a space in an empty cell. Never a control, bidi or invisible character.
  package var scalar: Unicode.Scalar
  /// Combining marks on the base: an index into the frame's `marks`, 0 for none.
  package var marks: UInt16
  /// Columns taken: 1 or 2; 0 for the right half of a wide cell.
  package var width: UInt8
  package var style: Style

  package init(_ scalar: Unicode.Scalar = " ", marks: UInt16 = 0, width: UInt8 = 1, style: Style = Style(.text)) {
    self.scalar = scalar
    self.marks = marks
    self.width = width
    self.style = style
  }
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

  package init(size: Size) {
    self.size = size
    cells = Array(repeating: Cell(), count: size.width * size.height)
    marks = [[]]
  }

  /// The cell at a place; `nil` outside.
  package subscript(x: Int, y: Int) -> Cell? {
    guard x >= 0, y >= 0, x < size.width, y < size.height else { return nil }
    return cells[y * size.width + x]
  }

  /// Puts a cell at a place, clipped. A wide cell that does not fit becomes a space; halves of wide cells that are
  /// overwritten become spaces.
  package mutating func put(_ cell: Cell, x: Int, y: Int) {
    guard x >= 0, y >= 0, x < size.width, y < size.height else { return }
    let at = y * size.width + x
    var cell = cell
    if cell.width == 2, x + 1 >= size.width { cell = Cell(" ", style: cell.style) }
    splitWide(at, x)
    cells[at] = cell
    if cell.width == 2 {
      splitWide(at + 1, x + 1)
      cells[at + 1] = Cell(" ", width: 0, style: cell.style)
    }
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
