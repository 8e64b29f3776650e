import MonitorCore

/// The axis under the bars: a rule with ticks at round times, their labels, and where the cursor is.
struct TimeAxis {
  let scene: Scene
  let histogram: Histogram
  let cursor: Int

  /// Round distances of ticks, in seconds.
  private static let steps: [Int64] = [
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800,
    2_592_000, 31_536_000,
  ]
  private static let labelRoom: Int64 = 12

  func draw(_ area: Rect, on frame: inout Frame) {
    let isASCII = scene.glyphs == .ascii
    let columns = min(histogram.count, area.width)
    for x in 0..<columns {
      frame.put(Cell(scene.glyphs.horizontal, style: Style(.secondary)), x: area.x + x, y: area.y)
    }
    let clock = scene.clock
    var free = area.x
    for (x, at, step) in ticks(columns) {
      frame.put(Cell(isASCII ? "+" : "┬", style: Style(.secondary)), x: area.x + x, y: area.y)
      let text =
        step >= 86_400
        ? String(clock.dayAndTime(at).prefix(6)) : step < 60 ? clock.time(at) : String(clock.time(at).prefix(5))
      guard area.x + x >= free, area.x + x + text.columns <= area.maxX else { continue }
      var pen = Pen(x: area.x + x, y: area.y + 1, end: area.maxX)
      pen.write(text, Style(.secondary), on: &frame)
      free = pen.x + 2
    }
    guard let sign = scene.glyphs.up.unicodeScalars.first, cursor < columns else { return }
    frame.put(Cell(sign, style: Style(.keyName)), x: area.x + cursor, y: area.y)
  }

  private func ticks(_ columns: Int) -> [(x: Int, at: Timestamp, step: Int64)] {
    let second = Timestamp.ticksPerSecond
    let wanted = histogram.ticksPerBucket.multipliedReportingOverflow(by: Self.labelRoom)
    guard !wanted.overflow, let step = Self.steps.first(where: { $0 * second >= wanted.partialValue }) else {
      return []
    }
    let zone = scene.clock.zone
    let start = histogram.start.ticks / second
    let offset = Int64(zone?(histogram.start) ?? 0)
    var at = ((start + offset) / step) * step - offset
    var result: [(x: Int, at: Timestamp, step: Int64)] = []
    while result.count < columns {
      let moment = Timestamp(ticks: at * second)
      let (distance, per) = (moment.ticks - histogram.start.ticks, histogram.ticksPerBucket)
      if distance >= per * Int64(columns) { break }
      if distance >= 0 { result.append((Int(distance / per), moment, step)) }
      at += step
    }
    return result
  }
}
