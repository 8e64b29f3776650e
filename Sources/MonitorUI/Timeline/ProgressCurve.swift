/// Progress over time as a line: braille dots, two a bucket and four a row; or three heights a row in ASCII.
struct ProgressCurve {
  let histogram: Histogram
  let isASCII: Bool

  func draw(_ area: Rect, on frame: inout Frame) {
    guard area.height > 0 else { return }
    if isASCII { drawASCII(area, on: &frame) } else { drawDots(area, on: &frame) }
  }

  private static let dots: [[UInt32]] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]]

  private func drawDots(_ area: Rect, on frame: inout Frame) {
    let columns = min(histogram.count, area.width)
    let height = area.height * 4
    var cells = Array(repeating: UInt32(0), count: columns * area.height)
    var last: Int?
    for bucket in 0..<columns {
      guard let percent = histogram.percent(in: bucket) else { continue }
      let next = bucket + 1 < columns ? histogram.percent(in: bucket + 1) ?? percent : percent
      for (half, value) in [percent, (percent + next) / 2].enumerated() {
        let y = Int((value / 100 * Double(height - 1)).rounded())
        // What it climbed since the last dot, without a gap.
        let from = last.map { $0 < y ? $0 + 1 : $0 > y ? $0 - 1 : y } ?? y
        for dot in min(from, y)...max(from, y) {
          let line = height - 1 - dot
          cells[line / 4 * columns + bucket] |= Self.dots[half][line % 4]
        }
        last = y
      }
    }
    for (index, bits) in cells.enumerated() where bits != 0 {
      guard let scalar = Unicode.Scalar(0x2800 + bits) else { continue }
      frame.put(
        Cell(scalar, style: Style(.progressFilled)), x: area.x + index % columns, y: area.y + index / columns)
    }
  }

  private func drawASCII(_ area: Rect, on frame: inout Frame) {
    let signs: [Unicode.Scalar] = ["_", "-", "'"]
    for bucket in 0..<min(histogram.count, area.width) {
      guard let percent = histogram.percent(in: bucket) else { continue }
      let level = Int((percent / 100 * Double(area.height * 3 - 1)).rounded())
      frame.put(
        Cell(signs[level % 3], style: Style(.progressFilled)), x: area.x + bucket, y: area.maxY - 1 - level / 3)
    }
  }
}
