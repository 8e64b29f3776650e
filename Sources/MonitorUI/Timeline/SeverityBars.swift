import MonitorCore

/// A bar a bucket, in eighths of a cell, with the severities stacked: the worst below, where bars always are.
struct SeverityBars {
  let histogram: Histogram
  let glyphs: Glyphs

  private static let order: [Severity] = [.failure, .error, .warning, .info, .unknown, .debug]

  func draw(_ area: Rect, on frame: inout Frame) {
    for bucket in 0..<min(histogram.count, area.width) {
      let total = histogram.total(in: bucket)
      guard total > 0 else { continue }
      // Whatever there is can be seen.
      let height = max(1, Int((Double(total) / Double(histogram.highest) * Double(area.height * 8)).rounded()))
      for row in 0..<area.height where height > row * 8 {
        let filled = min(8, height - row * 8)
        let middle = (Double(row * 8) + Double(filled) / 2) / Double(height)
        let severity = severity(in: bucket, at: middle * Double(total))
        frame.put(
          Cell(glyphs.risingEighths[filled - 1], style: Style(role(severity))),
          x: area.x + bucket, y: area.maxY - 1 - row)
      }
    }
  }

  /// The severity at a height, counted in entries from below.
  private func severity(in bucket: Int, at height: Double) -> Severity {
    var sum = 0.0
    for severity in Self.order {
      sum += Double(histogram.count(of: severity, in: bucket))
      if height < sum { return severity }
    }
    return .debug
  }

  /// The words of errors and failures are badges; their bars are not.
  private func role(_ severity: Severity) -> Style.Role {
    severity >= .error ? .danger : severity == .warning ? .caution : .severity(severity)
  }
}
