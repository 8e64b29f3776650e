/// Writes text into one row of a frame, cell by cell, from `x` up to `end`; never beyond.
///
/// Wide characters take two cells, combining marks sit on the cell before, joiners and variation selectors are dropped.
struct Pen {
  private(set) var x: Int
  let y: Int
  let end: Int
  /// Columns of the following text that stay hidden to the left.
  var skip = 0
  private(set) var isCut = false
  private var last: Int?

  init(x: Int, y: Int, end: Int) {
    self.x = x
    self.y = y
    self.end = end
  }

  var remaining: Int { max(0, end - x) }

  mutating func write(_ text: String, _ style: Style, on frame: inout Frame) {
    if skip == 0, !isCut, let count = frame.put(plain: text, style, x: x, y: y, end: end) {
      isCut = count < text.utf8.count
      x += count
      if count > 0 { last = x - 1 }
      return
    }
    for scalar in text.unicodeScalars { write(scalar, style, on: &frame) }
  }

  mutating func write(_ span: [Segment], on frame: inout Frame) {
    for segment in span { write(segment.text, segment.style, on: &frame) }
  }

  mutating func write(_ scalar: Unicode.Scalar, _ style: Style, on frame: inout Frame) {
    let value = scalar.value
    let width = value >= 0x20 && value < 0x7F ? 1 : DisplayWidth.of(scalar)
    if width == 0 || Pen.isDropped(value) {
      if !Pen.isDropped(value) { combine(scalar, on: &frame) }
      return
    }
    if skip > 0 {
      skip -= width
      last = nil
      // A wide character cut in its middle leaves an empty cell.
      if skip < 0 {
        skip = 0
        write(" ", style, on: &frame)
      }
      return
    }
    guard !isCut, x + width <= end else {
      isCut = true
      return
    }
    frame.put(Cell(scalar, width: UInt8(width), style: style), x: x, y: y)
    last = x
    x += width
  }

  /// Moves on to a column, leaving what is there; never back.
  mutating func advance(to column: Int) {
    x = max(x, min(column, end))
    last = nil
  }

  /// Puts the sign of a cut into the last cell, where something was cut off.
  mutating func markCut(_ sign: Unicode.Scalar, _ style: Style, on frame: inout Frame) {
    guard isCut, end > 0 else { return }
    frame.put(Cell(sign, style: style), x: end - 1, y: y)
  }

  /// Joiners, variation selectors and language tags: they join what a grid of cells shows side by side.
  static func isDropped(_ value: UInt32) -> Bool {
    value == 0x200C || value == 0x200D || (0xFE00...0xFE0F).contains(value) || (0xE0000...0xE0FFF).contains(value)
  }

  private func combine(_ scalar: Unicode.Scalar, on frame: inout Frame) {
    guard let last, !isCut, var cell = frame[last, y] else { return }
    let run = frame.marks[Int(cell.marks)]
    guard run.count < 4 else { return }
    cell.marks = frame.remember(marks: run + [scalar])
    frame.put(cell, x: last, y: y)
  }
}

/// A run of text in one style.
struct Segment: Hashable {
  var text: String
  var style: Style

  init(_ text: String, _ role: Style.Role, _ emphasis: Style.Emphasis = []) {
    self.text = text
    style = Style(role, emphasis)
  }

  /// The same text on another ground.
  func on(_ ground: Style.Ground) -> Segment {
    var segment = self
    segment.style = style.on(ground)
    return segment
  }
}

extension String {
  /// Columns taken on the screen.
  var columns: Int {
    if utf8.allSatisfy({ $0 < 0x80 }) { return utf8.count }
    var sum = 0
    for scalar in unicodeScalars {
      let value = scalar.value
      sum += value >= 0x20 && value < 0x7F ? 1 : Pen.isDropped(value) ? 0 : DisplayWidth.of(scalar)
    }
    return sum
  }

  /// The beginning of the text within so many columns, with the sign of a cut where it does not fit.
  func clipped(to width: Int, _ sign: Unicode.Scalar) -> String {
    guard columns > width else { return self }
    guard width > 0 else { return "" }
    var result = String.UnicodeScalarView()
    var used = 0
    for scalar in unicodeScalars {
      let next = Pen.isDropped(scalar.value) ? 0 : DisplayWidth.of(scalar)
      if used + next > width - 1 { break }
      used += next
      result.append(scalar)
    }
    result.append(sign)
    return String(result)
  }

  /// The text with spaces behind it up to so many columns.
  func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - columns)) }

  /// The text with spaces before it up to so many columns.
  func leftPadded(to width: Int) -> String { String(repeating: " ", count: max(0, width - columns)) + self }
}

extension [Segment] {
  var columns: Int { reduce(0) { $0 + $1.text.columns } }
}
