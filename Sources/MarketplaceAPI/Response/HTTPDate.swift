import MonitorCore

/// Dates of HTTP (RFC 9110, 5.6.7).
enum HTTPDate {
  private typealias Word = Slice<UnsafeBufferPointer<UInt8>>

  /// Reads all three forms: `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT` and
  /// `Sun Nov  6 08:49:37 1994`. `nil` for everything else.
  static func timestamp(_ text: String) -> Timestamp? {
    var text = text
    return text.withUTF8 { bytes in
      let words = bytes.prefix(64).split { $0 == 0x20 || $0 == 0x2C || $0 == 0x2D }
      switch words.count {
      case 6 where isWord(words[5], "gmt") || isWord(words[5], "utc"):
        return timestamp(year: words[3], month: words[2], day: words[1], time: words[4])
      case 5: return timestamp(year: words[4], month: words[1], day: words[2], time: words[3])
      default: return nil
      }
    }
  }

  private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

  private static func timestamp(year: Word, month: Word, day: Word, time: Word) -> Timestamp? {
    let parts = time.split(separator: 0x3A, omittingEmptySubsequences: false)
    guard parts.count == 3, let hour = number(parts[0], digits: 2...2), let minute = number(parts[1], digits: 2...2),
      let second = number(parts[2], digits: 2...2),
      hour < 24, minute < 60, second <= 60,
      let year = fullYear(year), year >= 1, let month = months.firstIndex(where: { isWord(month, $0) }),
      let day = number(day, digits: 1...2),
      day >= 1, day <= CivilTime.days(inMonth: month + 1, ofYear: year)
    else { return nil }
    let days = CivilTime.daysSinceEpoch(year: Int64(year), month: Int64(month + 1), day: Int64(day))
    let seconds = days * 86_400 + Int64(hour * 3_600 + minute * 60 + second)
    return Timestamp(ticks: seconds * Timestamp.ticksPerSecond)
  }

  /// Two digits mean 1970…2069.
  private static func fullYear(_ word: Word) -> Int? {
    if let year = number(word, digits: 4...4) { return year }
    return number(word, digits: 2...2).map { $0 < 70 ? 2_000 + $0 : 1_900 + $0 }
  }

  /// Whether a word is this one of lower case ASCII letters, in whatever case.
  private static func isWord(_ word: Word, _ letters: String) -> Bool {
    word.elementsEqual(letters.utf8) { $0 | 0x20 == $1 }
  }

  private static func number(_ word: Word, digits: ClosedRange<Int>) -> Int? {
    guard digits.contains(word.count), word.allSatisfy({ 0x30...0x39 ~= $0 }) else { return nil }
    return word.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }
}

/// What a server asks for with `Retry-After` (RFC 9110, 10.2.3).
enum RetryAfter {
  /// The longest of the waits that the fields of an answer ask for; `nil` where none says anything usable.
  static func duration(_ values: [String], now: Timestamp?) -> Duration? {
    values.compactMap { duration($0, now: now) }.max()
  }

  /// Reads seconds, with or without a fraction; a date relative to the answer's own `Date`, so that a wrong clock here does
  /// not matter; or several seconds between commas, as proxies join repeated fields: the longest counts.
  ///
  /// Never negative, and uncapped but for a hundred years. `nil` where it says nothing usable.
  static func duration(_ value: String, now: Timestamp?) -> Duration? {
    if let date = HTTPDate.timestamp(value) {
      guard let now else { return nil }
      let ticks = date.ticks.subtractingSaturating(now.ticks)
      return .seconds(max(0, min(hundredYears, ticks / Timestamp.ticksPerSecond)))
    }
    let waits = value.utf8.split(separator: 0x2C, omittingEmptySubsequences: false).map(seconds)
    // A list of which a part is not understood may be no list of seconds at all.
    guard waits.allSatisfy({ $0 != nil }) else { return nil }
    return waits.compactMap(\.self).max()
  }

  private static func seconds(_ part: Substring.UTF8View) -> Duration? {
    let text = part.drop { $0 == 0x20 || $0 == 0x09 }.reversed().drop { $0 == 0x20 || $0 == 0x09 }.reversed()
    let pieces = text.split(separator: 0x2E, maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = pieces.first, !whole.isEmpty, text.count <= 64,
      pieces.allSatisfy({ !$0.isEmpty && $0.allSatisfy { 0x30...0x39 ~= $0 } })
    else { return nil }
    let number = Double(String(decoding: Array(text), as: UTF8.self)) ?? Double(hundredYears)
    return .milliseconds(Int64(min(Double(hundredYears), number) * 1000))
  }

  private static let hundredYears: Int64 = 3_155_760_000
}
