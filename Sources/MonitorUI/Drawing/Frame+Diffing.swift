import Glibc

extension Frame {
  /// Whether a row of two frames of one size looks the same.
  package func hasSameRow(_ y: Int, as other: borrowing Frame) -> Bool {
    guard y >= 0, y < size.height, size == other.size else { return false }
    if drawing.leaves(y, asIn: other.drawing) { return true }
    let row = y * size.width..<(y + 1) * size.width
    let others = other.cells
    let areEqual = cells.withUnsafeBytes { mine in
      others.withUnsafeBytes { theirs in
        let bytes = row.lowerBound * MemoryLayout<Cell>.stride..<row.upperBound * MemoryLayout<Cell>.stride
        guard let first = UnsafeRawBufferPointer(rebasing: mine[bytes]).baseAddress,
          let second = UnsafeRawBufferPointer(rebasing: theirs[bytes]).baseAddress
        else { return true }
        return memcmp(first, second, bytes.count) == 0
      }
    }
    // The numbers of marks are each frame's own.
    return areEqual && (marks == other.marks || row.allSatisfy { cells[$0].marks == 0 })
  }

  /// The columns of a row, before `width`, in which two frames of one size differ: from the first to the last of them.
  /// `nil` where there is none.
  package func columns(of y: Int, before width: Int, thatDifferFrom other: borrowing Frame) -> Range<Int>? {
    guard y >= 0, y < size.height, size == other.size else { return nil }
    let row = y * size.width
    let (mine, theirs) = (cells, other.cells)
    let others = other.marks
    func differs(_ x: Int) -> Bool {
      let (cell, old) = (mine[row + x], theirs[row + x])
      return cell != old || (cell.marks != 0 && marks[Int(cell.marks)] != others[Int(old.marks)])
    }
    let columns = 0..<min(width, size.width)
    guard let first = columns.first(where: differs), let last = columns.last(where: differs) else { return nil }
    return first..<last + 1
  }
}

/// Which frame another one was drawn over, and between which rows: what need not be compared.
struct FrameDrawing: Sendable {
  /// Stands for what a frame shows, and for nothing else: who draws on the frame takes it away.
  private final class Edition: Sendable {}

  private var edition: Edition?
  /// What was drawn over, where that is known.
  private var ground: Edition?
  /// The first row drawn on since then, and the one behind the last.
  private var first = Int.max
  private var end = 0

  mutating func touch(_ y: Int) {
    if let over = edition {
      ground = over
      edition = nil
      (first, end) = (.max, 0)
    }
    first = min(first, y)
    end = max(end, y + 1)
  }

  /// The frame is done: what is drawn later is drawn over it.
  mutating func settle() {
    if edition == nil { edition = Edition() }
  }

  /// Whether a row was not drawn on since the frame was the other one.
  func leaves(_ y: Int, asIn other: FrameDrawing) -> Bool {
    guard let other = other.edition else { return false }
    return edition === other || ground === other && (y < first || y >= end)
  }
}
