import MonitorCore

/// How many entries of a task came lately, by their own timestamps: ten spans of half a minute, the newest last.
///
/// It is counted as entries arrive and costs nothing while none do: what is drawn of it moves with frames that are drawn
/// anyway.
struct EntryRate: Sendable {
  static let spans = 10
  private static let span = 30 * Timestamp.ticksPerSecond

  private struct Count {
    var entries = 0
    var errors = 0
  }

  /// By number of the span; older ones are forgotten.
  private var counts: [Int64: Count] = [:]

  mutating func record(_ changes: Changes, of store: LogStore, task: Int, now: Timestamp) {
    let current = Self.number(now)
    for slot in changes.added where store.task(of: slot) == task && store.hasTimestamp(slot) {
      let number = min(Self.number(store.timestamp(of: slot)), current)
      guard number > current - Int64(Self.spans) else { continue }
      counts[number, default: Count()].entries += 1
      if store.severity(of: slot) >= .error { counts[number, default: Count()].errors += 1 }
    }
    if counts.count > 2 * Self.spans { counts = counts.filter { $0.key > current - Int64(Self.spans) } }
  }

  /// `▁▂▅▇▃ 12/min`, spans with errors in the colour of errors; empty where nothing came.
  func segments(at now: Timestamp, width: Int = Self.spans, withNumber: Bool = true, _ glyphs: Glyphs) -> [Segment] {
    let current = Self.number(now)
    let shown = (0..<Int64(width)).map { counts[current - Int64(width) + 1 + $0] ?? Count() }
    guard let highest = shown.map(\.entries).max(), highest > 0 else { return [] }
    let signs = glyphs.risingEighths
    var segments = shown.map { count in
      // A single entry shows; the highest span fills the cell.
      let eighths = count.entries == 0 ? 0 : max(1, count.entries * signs.count / highest)
      let sign = eighths == 0 ? " " : String(Character(signs[eighths - 1]))
      return Segment(sign, count.errors > 0 ? .danger : .sparkline)
    }
    if withNumber {
      // The span that has just begun says too little.
      let perMinute =
        (counts[current - 1]?.entries ?? 0) + max(counts[current]?.entries ?? 0, counts[current - 2]?.entries ?? 0)
      segments.append(Segment(" \(NumberText.grouped(perMinute))/min", .secondary))
    }
    return segments
  }

  private static func number(_ moment: Timestamp) -> Int64 {
    moment.ticks >= 0 ? moment.ticks / span : (moment.ticks - span + 1) / span
  }
}
