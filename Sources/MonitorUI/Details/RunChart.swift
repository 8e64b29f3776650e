import MonitorCore

/// The progress of a run over the time since its start, on the band in which earlier runs were.
struct RunChart {
  private let points: [(seconds: Double, percent: Double)]
  private let band: RunBand?
  /// Seconds at the right edge.
  private let span: Double
  private let glyphs: Glyphs

  /// `nil` where nothing is known of the run, or of none before it.
  init?(_ progress: TaskProgress, elapsed: Double?, glyphs: Glyphs) {
    (points, band, self.glyphs) = (progress.points, RunBand(progress.earlierRuns), glyphs)
    guard points.count > 1 || band != nil else { return nil }
    span = max(1, band?.duration ?? 0, elapsed ?? 0, points.last?.seconds ?? 0)
  }

  /// How many earlier runs the band rests on.
  var runCount: Int { band?.count ?? 0 }

  /// Lines of a width: the curve with its scale, and the time below.
  func lines(width: Int, height: Int, labelWidth: Int) -> [[Segment]] {
    guard width > 0, height > 0 else { return [] }
    let cells = (0..<width).map { x in column(x, of: width, height: height) }
    let rows = (0..<height).map { y in
      let label = y == 0 ? "100 %" : y == height - 1 ? "0 %" : ""
      let tick = label.isEmpty ? glyphs.vertical : glyphs.tick
      var line = [Segment("  \(label.leftPadded(to: labelWidth - 1))\(Character(tick))", .secondary)]
      for x in 0..<width {
        let (scalar, isOwn) = cells[x][y]
        let role: Style.Role = isOwn ? .progressFilled : .secondary
        if line.count > 1, line[line.count - 1].style.role == role {
          line[line.count - 1].text.unicodeScalars.append(scalar)
        } else {
          line.append(Segment(String(Character(scalar)), role))
        }
      }
      return line
    }
    let (left, right) = (DurationText.clock(0), DurationText.clock(span))
    let space = String(repeating: " ", count: max(1, width - left.columns - right.columns))
    return rows + [[Segment(String(repeating: " ", count: labelWidth + 2) + left + space + right, .secondary)]]
  }

  /// The cells of a column from above: what is drawn there, and whether it is this run's.
  private func column(_ x: Int, of width: Int, height: Int) -> [(Unicode.Scalar, Bool)] {
    let seconds = (Double(x) + 0.5) / Double(width) * span
    var cells: [(Unicode.Scalar, Bool)] = Array(repeating: (" ", false), count: height)
    func row(_ percent: Double) -> Int { min(height - 1, max(0, Int((100 - percent) / 100 * Double(height)))) }
    if let range = band?.range(at: seconds) {
      for y in row(range.upperBound)...row(range.lowerBound) { cells[y] = (glyphs.empty, false) }
    }
    guard let last = points.last, let first = points.first, points.count > 1,
      seconds <= last.seconds + span / Double(width), seconds >= first.seconds - span / Double(width)
    else { return cells }
    let from = percent(at: seconds - span / Double(2 * width))
    let to = percent(at: seconds + span / Double(2 * width))
    for y in row(max(from, to))...row(min(from, to)) { cells[y] = (glyphs.eighths[7], true) }
    return cells
  }

  private func percent(at seconds: Double) -> Double {
    guard let next = points.firstIndex(where: { $0.seconds > seconds }) else { return points.last?.percent ?? 0 }
    guard next > 0 else { return points[0].percent }
    let (before, after) = (points[next - 1], points[next])
    return before.percent
      + (after.percent - before.percent) * (seconds - before.seconds) / (after.seconds - before.seconds)
  }
}
