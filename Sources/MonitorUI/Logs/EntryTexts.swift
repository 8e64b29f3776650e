import MonitorCore

/// How entries are shown in every pane.
struct EntryDisplay: Sendable {
  let timestamps: TimestampMode
  /// The moment that elapsed times count from; `nil` where the time is shown.
  let elapsedSince: Timestamp?
  /// What is highlighted.
  let search: Search?
}

/// The times and severities of entries as text, as panes and tables show them.
struct EntryTexts {
  let display: EntryDisplay
  let now: Timestamp
  let clock: ClockText
  let glyphs: Glyphs

  func time(of slot: Slot, _ reader: RowReader, _ format: RowFormat) -> String {
    let at = reader.timestamp(of: slot)
    if !reader.store.hasTimestamp(slot), reader.version(of: slot) == nil {
      let sent = SafeText.line(String(decoding: reader.store.timestampText(of: slot), as: UTF8.self))
      return sent.isEmpty ? "?" : sent.clipped(to: format.timeWidth, glyphs.ellipsis)
    }
    if let since = display.elapsedSince { return elapsed(at.seconds(since: since), format) }
    guard display.timestamps != .relative else {
      let seconds = now.seconds(since: at)
      return seconds < 0 ? "in \(DurationText.short(-seconds))" : DurationText.age(seconds)
    }
    guard format.timeWidth >= 12 else { return clock.time(at) }
    // Of another day: the day matters more than the second.
    if abs(now.seconds(since: at)) > 43_200, !clock.isSameDay(at, now) {
      return clock.dayAndTime(at)
    }
    return clock.milliseconds(at)
  }

  /// `+13:05.123`, or without the fraction where it is narrow.
  private func elapsed(_ seconds: Double, _ format: RowFormat) -> String {
    let sign = seconds < 0 ? "-" : "+"
    let text = sign + DurationText.clock(seconds.magnitude)
    guard format.timeWidth >= 12, seconds.magnitude < 3_600 else { return text.clippedPlain(to: format.timeWidth) }
    let thousandths = DurationText.wholeSeconds(seconds.magnitude * 1_000) % 1_000
    return text + "." + String(String(1_000 + thousandths).dropFirst())
  }

  func word(of slot: Slot, _ severity: Severity, _ reader: RowReader, _ format: RowFormat) -> String {
    let sent = reader.version(of: slot)?.severityWord ?? reader.store.severityWord(of: slot)
    let word = severity == .unknown ? SafeText.line(String(decoding: sent, as: UTF8.self)) : severity.word
    let upper = word.uppercased()
    return format.severityWidth == 4 && severity == .failure ? "FAIL" : upper.clippedPlain(to: format.severityWidth)
  }
}
