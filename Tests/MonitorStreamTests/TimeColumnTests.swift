import MonitorCore
import Testing

@testable import MonitorStream

/// What entries of one minute share is made once: against making each from nothing.
@Suite struct TimeColumnTests {
  private func expected(_ timestamp: Timestamp, offset: Int, isUTC: Bool) -> String {
    let day = TimestampFormat.date(timestamp, offset: offset)
    let time = TimestampFormat.time(timestamp, offset: offset)
    let minutes = abs(offset) / 60
    let zone =
      "\(offset < 0 ? "-" : "+")\(minutes / 600)\(minutes / 60 % 10):\(minutes % 60 / 10)\(minutes % 10)"
    return "\(day)T\(time)\(isUTC ? "Z" : zone)  "
  }

  @Test(arguments: [TimestampMode.utc, .local]) func agreesWithMakingEachFromNothing(style: TimestampMode) {
    var random = SplitMix64(seed: 5)
    let offset = style == .utc ? 0 : -12_600
    var column = TimeColumn(style: style) { _ in offset }
    // Around 1970, in our days, and around the years that four digits do not hold.
    for start in [0, 17_575_920_000_000_000, 2_534_023_007_999_999_999] as [Int64] {
      for _ in 0..<2000 {
        let ticks = start + Int64.random(in: -1_500_000_000...1_500_000_000, using: &random)
        var entry = LogEntry(id: 0..<0)
        entry.timestamp = Timestamp(ticks: ticks)
        var output: [UInt8] = []
        column.append(entry, of: EntryBatch(), now: receivedAt, ascii: false, to: &output)
        let text = String(decoding: output, as: UTF8.self)
        #expect(text == expected(Timestamp(ticks: ticks), offset: offset, isUTC: style == .utc))
      }
    }
  }
}
