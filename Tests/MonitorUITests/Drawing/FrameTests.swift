import MonitorCore
import Testing

@testable import MonitorUI

@Suite struct FrameTests {
  /// A frame full of narrow and wide characters and marks.
  private func frame(width: Int, height: Int, using random: inout SplitMix64) -> Frame {
    var frame = Frame(size: Size(width: width, height: height))
    for _ in 0..<width * height {
      let (x, y) = (random.next(width), random.next(height))
      switch random.next(4) {
      case 0: frame.put(Cell("日", width: 2, style: Style(.live)), x: x, y: y)
      case 1: frame.put(Cell("e", marks: frame.remember(marks: ["\u{301}"])), x: x, y: y)
      default: frame.put(Cell("a", style: Style(.stale)), x: x, y: y)
      }
    }
    return frame
  }

  @Test(arguments: 0..<40) func fillsLikeCellByCell(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    let (width, height) = (1 + random.next(9), 1 + random.next(3))
    for _ in 0..<50 {
      let before = frame(width: width, height: height, using: &random)
      let (y, from, to) = (random.next(height + 2) - 1, random.next(width + 4) - 2, random.next(width + 4) - 2)
      var (filled, put) = (before, before)
      filled.fill(y: y, from: from, to: to, Style(.title))
      for x in from..<max(from, to) { put.put(Cell(" ", style: Style(.title)), x: x, y: y) }
      #expect(filled.cells == put.cells, "\(width)×\(height), \(from)..<\(to) of row \(y)")
    }
  }

  @Test(arguments: 0..<20) func becomesAnother(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    let (width, height) = (1 + random.next(9), 1 + random.next(4))
    var known = frame(width: width, height: height, using: &random)
    var other = known
    other.cursor = (0, 0)
    for y in 0..<height where random.next(2) == 0 { other.fill(y: y, from: 0, to: width, Style(.footer)) }
    let changed = (0..<height).filter { !other.hasSameRow($0, as: known) }
    known.become(other, changedRows: changed)
    #expect(known.cells == other.cells && known.marks == other.marks && known.cursor?.x == 0)
    let larger = frame(width: width + 1, height: height, using: &random)
    known.become(larger, changedRows: [])
    #expect(known.size == larger.size && known.cells == larger.cells)
  }

  /// Frames that were copied, drawn on and done in any order never pass for others.
  @Test(arguments: 0..<40) func sameRowsAreThoseWithTheSameCells(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    var frames = Array(repeating: frame(width: 5, height: 4, using: &random), count: 3)
    for _ in 0..<200 {
      let (one, other) = (random.next(3), random.next(3))
      let (x, y) = (random.next(5), random.next(4))
      switch random.next(5) {
      case 0: frames[one] = frames[other]
      case 1: frames[one].settle()
      case 2: frames[one].fill(y: y, from: x, to: x + 2, Style(random.next(2) == 0 ? .footer : .title))
      case 3: frames[one].put(Cell(random.next(2) == 0 ? "a" : "b"), x: x, y: y)
      default: frames[one].become(frames[other], changedRows: Array(0..<4))
      }
      for y in 0..<4 {
        let (mine, theirs) = (frames[one], frames[other])
        let areSame = (0..<5).allSatisfy { x in
          guard let cell = mine[x, y], let old = theirs[x, y] else { return false }
          return cell == old && mine.marks[Int(cell.marks)] == theirs.marks[Int(old.marks)]
        }
        if mine.hasSameRow(y, as: theirs) { #expect(areSame) }
        let columns = mine.columns(of: y, before: 5, thatDifferFrom: theirs)
        #expect((columns == nil) == areSame)
      }
    }
  }

  @Test(arguments: 0..<40) func plainTextIsPutLikeCellByCell(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    for _ in 0..<50 {
      let before = frame(width: 8, height: 2, using: &random)
      let (x, end) = (random.next(9), random.next(9))
      let text = String("a long text".prefix(random.next(9)))
      var (whole, single) = (before, before)
      var (pen, slow) = (Pen(x: x, y: 1, end: end), Pen(x: x, y: 1, end: end))
      pen.write(text, Style(.title), on: &whole)
      for scalar in text.unicodeScalars { slow.write(scalar, Style(.title), on: &single) }
      // Marks go onto what was written last.
      pen.write("\u{301}", Style(.title), on: &whole)
      slow.write("\u{301}", Style(.title), on: &single)
      #expect(whole.text == single.text && whole.cells == single.cells)
      #expect(pen.x == slow.x && pen.isCut == slow.isCut)
    }
  }
}
