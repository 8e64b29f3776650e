import MonitorCore

/// Writes the time of one entry after another, `2025-09-11T15:40:13.515+02:00`, `2025-09-11T13:40:13.515Z`, or `5m`
/// before the answer came; what entries of the same minute share is made once.
struct TimeColumn: Sendable {
  private let style: TimestampMode
  private let zone: ZoneOffset
  private var minute: Int64?
  /// `2025-09-11T13:40:` and `Z` of that minute.
  private var head: [UInt8] = []
  private var tail: [UInt8] = []

  private static let ticksPerMinute = 60 * Timestamp.ticksPerSecond

  init(style: TimestampMode, zone: @escaping ZoneOffset) {
    self.style = style
    self.zone = zone
  }

  /// Appends the time of an entry, and two spaces after it. `now` is what `relative` counts from.
  mutating func append(_ entry: TaskLog, of batch: LogBatch, now: Timestamp, ascii: Bool, to output: inout [UInt8]) {
    guard style != .off else { return }
    if let timestamp = entry.timestamp {
      style == .relative ? appendAge(timestamp, now, to: &output) : append(timestamp, to: &output)
    } else if entry.timestampText.isEmpty {
      output.append(0x2D)
    } else {
      SafeText.appendPlain(Array(batch.bytes[entry.timestampText]), ascii: ascii, to: &output)
    }
    output.append(contentsOf: [0x20, 0x20])
  }

  private func appendAge(_ timestamp: Timestamp, _ now: Timestamp, to output: inout [UInt8]) {
    let age = DurationFormat.short(now.seconds(since: timestamp))
    output.append(contentsOf: repeatElement(0x20, count: max(0, 4 - age.utf8.count)))
    output.append(contentsOf: age.utf8)
  }

  private mutating func append(_ timestamp: Timestamp, to output: inout [UInt8]) {
    let (quotient, remainder) = timestamp.ticks.quotientAndRemainder(dividingBy: Self.ticksPerMinute)
    let minute = remainder < 0 ? quotient - 1 : quotient
    if minute != self.minute { begin(minute, timestamp) }
    let milliseconds = Int(remainder < 0 ? remainder + Self.ticksPerMinute : remainder) / 10_000
    output.append(contentsOf: head)
    for (place, unit) in [10_000, 1_000, 100, 10, 1].enumerated() {
      if place == 2 { output.append(0x2E) }
      output.append(UInt8(truncatingIfNeeded: 0x30 + milliseconds / unit % 10))
    }
    output.append(contentsOf: tail)
  }

  /// Zones change their offset at full minutes, and their offsets are full minutes.
  private mutating func begin(_ minute: Int64, _ timestamp: Timestamp) {
    self.minute = minute
    let offset = style == .utc ? 0 : zone(timestamp) / 60 * 60
    let civil = CivilTime(timestamp, offset: offset)
    head.removeAll()
    tail.removeAll()
    TimestampFormat.appendDate(civil, to: &head)
    head.append(0x54)
    TimestampFormat.appendTime(civil, to: &head)
    head.removeLast(6)
    guard style != .utc else { return tail = [0x5A] }
    let minutes = min(offset.magnitude / 60, 99 * 60)
    tail.append(offset < 0 ? 0x2D : 0x2B)
    for number in [minutes / 600, minutes / 60 % 10, minutes % 60 / 10, minutes % 10] {
      tail.append(UInt8(truncatingIfNeeded: 0x30 + number))
    }
    tail.insert(0x3A, at: 3)
  }
}
