import MonitorCore

/// Writes the time of one entry after another, `2025-09-11T15:40:13.515+02:00`, `2025-09-11T13:40:13.515Z`, or `5m`
/// before the answer came; what entries of the same minute share is made once.
struct TimeColumn: Sendable {
  private let style: TimestampMode
  private let zone: ZoneOffset
  private var minute: Int64?
  /// The time that was written last, with two spaces after it, and the offset of its seconds.
  private var text: [UInt8] = []
  private var seconds = 0

  private static let ticksPerMinute = 60 * Timestamp.ticksPerSecond

  init(style: TimestampMode, zone: @escaping ZoneOffset) {
    self.style = style
    self.zone = zone
  }

  /// Appends the time of an entry, and two spaces after it. `now` is what `relative` counts from: the
  /// entry itself where it is not known.
  mutating func append(_ entry: LogEntry, of batch: EntryBatch, now: Timestamp?, ascii: Bool, to output: inout [UInt8])
  {
    guard style != .off else { return }
    if let timestamp = entry.timestamp {
      style == .relative ? appendAge(timestamp, now ?? timestamp, to: &output) : append(timestamp, to: &output)
      return
    }
    if entry.timestampText.isEmpty {
      output.append(0x2D)
    } else {
      SafeText.appendPlain(Array(batch.bytes[entry.timestampText]), ascii: ascii, to: &output)
    }
    output.append(contentsOf: [0x20, 0x20])
  }

  /// Appends the time of an entry without anything around it.
  mutating func appendAlone(
    _ entry: LogEntry, of batch: EntryBatch, now: Timestamp?, ascii: Bool, to output: inout [UInt8]
  ) {
    var column: [UInt8] = []
    append(entry, of: batch, now: now, ascii: ascii, to: &column)
    output.append(contentsOf: column.drop { $0 == 0x20 }.dropLast(2))
  }

  private func appendAge(_ timestamp: Timestamp, _ now: Timestamp, to output: inout [UInt8]) {
    let age = DurationText.short(now.seconds(since: timestamp))
    output.append(contentsOf: repeatElement(0x20, count: max(0, 4 - age.utf8.count)))
    output.append(contentsOf: age.utf8)
    output.append(contentsOf: [0x20, 0x20])
  }

  private mutating func append(_ timestamp: Timestamp, to output: inout [UInt8]) {
    let (quotient, remainder) = timestamp.ticks.quotientAndRemainder(dividingBy: Self.ticksPerMinute)
    let minute = remainder < 0 ? quotient - 1 : quotient
    if minute != self.minute { begin(minute, timestamp) }
    let milliseconds = Int(remainder < 0 ? remainder + Self.ticksPerMinute : remainder) / 10_000
    setDigit(0, milliseconds / 10_000)
    setDigit(1, milliseconds / 1_000)
    setDigit(3, milliseconds / 100)
    setDigit(4, milliseconds / 10)
    setDigit(5, milliseconds)
    output.append(contentsOf: text)
  }

  private mutating func setDigit(_ index: Int, _ number: Int) {
    text[seconds + index] = UInt8(truncatingIfNeeded: 0x30 + number % 10)
  }

  /// Zones change their offset at full minutes, and their offsets are full minutes.
  private mutating func begin(_ minute: Int64, _ timestamp: Timestamp) {
    self.minute = minute
    let offset = style == .utc ? 0 : zone(timestamp) / 60 * 60
    let civil = CivilTime(timestamp, offset: offset)
    text.removeAll(keepingCapacity: true)
    TimestampFormat.appendDate(civil, to: &text)
    text.append(0x54)
    TimestampFormat.appendTime(civil, to: &text)
    seconds = text.count - 6
    appendZone(offset)
    text.append(contentsOf: [0x20, 0x20])
  }

  private mutating func appendZone(_ offset: Int) {
    guard style != .utc else { return text.append(0x5A) }
    let minutes = min(offset.magnitude / 60, 99 * 60)
    text.append(offset < 0 ? 0x2D : 0x2B)
    for number in [minutes / 600, minutes / 60 % 10] { text.append(UInt8(truncatingIfNeeded: 0x30 + number)) }
    text.append(0x3A)
    for number in [minutes % 60 / 10, minutes % 10] { text.append(UInt8(truncatingIfNeeded: 0x30 + number)) }
  }
}
