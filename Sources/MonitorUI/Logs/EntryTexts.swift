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
      if clock.isCalm, seconds < 60 { return "<1m" }
      return seconds < 0 ? "in \(DurationText.short(-seconds))" : DurationText.age(seconds)
    }
    return format.time(at, now: now, clock: clock)
  }

  /// `+13:05.123`, without the fraction in a narrow column.
  private func elapsed(_ seconds: Double, _ format: RowFormat) -> String {
    let sign = seconds < 0 ? "-" : "+"
    let text = sign + DurationText.clock(seconds.magnitude)
    guard format.timeWidth >= 12, seconds.magnitude < 3_600 else { return text.clippedPlain(to: format.timeWidth) }
    let thousandths = DurationText.wholeSeconds(seconds.magnitude * 1_000) % 1_000
    return text + "." + String(String(1_000 + thousandths).dropFirst())
  }

  func word(of slot: Slot, _ severity: Severity, _ reader: RowReader, _ format: RowFormat) -> String {
    guard severity == .unknown else {
      let upper = severity.word.uppercased()
      return format.severityWidth == 4 && severity == .failure ? "FAIL" : upper.clippedPlain(to: format.severityWidth)
    }
    // A part of an unknown word could be taken for another severity: all of it stands before the message.
    let word = reader.severityWord(of: slot)
    return word.columns <= format.severityWidth ? word : "?"
  }
}
