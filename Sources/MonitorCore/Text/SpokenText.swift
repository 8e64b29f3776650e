/// Text that is made to be heard, by a screen reader or in braille: one line, words where the screen has signs, the message
/// first and everything else after it.
package enum SpokenText {
  /// More of a message is not read out at once, in characters.
  private static let maxLength = 1_000
  /// More lines of a message are not.
  private static let maxLines = 50

  /// A message as one line: its lines one after the other, each as a sentence. What is unsafe in it is made visible as on
  /// the screen.
  package static func message(_ text: [UInt8], ascii: Bool = false) -> String {
    let lines = SafeText.screen(text, ascii: ascii).lazy.map { trimmed($0.text) }.filter { !$0.isEmpty }
    let sentences = lines.prefix(maxLines).reduce(into: "") { result, line in
      if !result.isEmpty { result += endsSentence(result) ? " " : "; " }
      result += line
    }
    guard sentences.count > maxLength else { return sentences }
    return sentences.prefix(maxLength) + ", and more"
  }

  /// `Agreement AGR-1 could not be moved. Error, task 1, 13:40:15`: a message, and facts about it.
  package static func line(_ message: String, then facts: [String]) -> String {
    guard !facts.isEmpty else { return message }
    let facts = facts.joined(separator: ", ")
    if message.isEmpty { return facts }
    return message + (endsSentence(message) ? " " : ". ") + facts
  }

  /// Whether a text ends as a sentence does, so that a voice pauses there.
  package static func endsSentence(_ text: String) -> Bool { text.last.map { ".!?:;,…".contains($0) } ?? false }

  /// A length of time in words, at most two units: `42 seconds`, `15 minutes 42 seconds`, `2 hours`.
  package static func duration(_ seconds: Double) -> String {
    let total = DurationText.wholeSeconds(seconds)
    let parts = [
      (total / 86_400, "day"), (total / 3_600 % 24, "hour"), (total / 60 % 60, "minute"), (total % 60, "second"),
    ]
    guard let first = parts.firstIndex(where: { $0.0 > 0 }) else { return count(0, "second") }
    return parts[first...].prefix(2).filter { $0.0 > 0 }.map { count($0.0, $0.1) }.joined(separator: " ")
  }

  /// The same in its largest unit, rounded: `13 minutes`. What changes every second is nothing to be heard.
  package static func roughly(_ seconds: Double) -> String {
    let total = DurationText.wholeSeconds(seconds)
    return switch total {
    case ..<90: duration(Double(total))
    case ..<5_370: count((total + 30) / 60, "minute")
    case ..<171_000: count((total + 1_800) / 3_600, "hour")
    default: count((total + 43_200) / 86_400, "day")
    }
  }

  /// `37 entries`; without groups of digits, which are heard as numbers of their own. A word's plural has an s unless it is
  /// given.
  package static func count(_ number: Int, _ word: String, _ plural: String? = nil) -> String {
    "\(number) \(number == 1 ? word : plural ?? word + "s")"
  }

  /// `57 percent`, cut so that nothing is done before it is.
  package static func percent(_ value: Double) -> String {
    "\(value.isNaN ? 0 : Int(max(0, min(100, value)).rounded(.down))) percent"
  }

  /// A moment, as people say it: `13:40:15`, of another day than `now` `11 September 13:40:15`, of another year
  /// `11 September 2024 13:40:15`; or `5 minutes ago`. Nothing where no times are wanted.
  package static func moment(
    _ at: Timestamp, now: Timestamp, as mode: TimestampMode, zone: ZoneOffset
  ) -> String? {
    switch mode {
    case .off: return nil
    case .relative:
      let age = now.seconds(since: at)
      return age < 1 ? "now" : "\(roughly(age)) ago"
    case .local, .utc:
      let (moment, today) = (civil(at, mode, zone), civil(now, mode, zone))
      let time = [moment.hour, moment.minute, moment.second].map { $0 < 10 ? "0\($0)" : "\($0)" }
      var words = [time.joined(separator: ":")]
      if mode == .utc { words.append("UTC") }
      if moment.year != today.year { words.insert("\(max(0, moment.year))", at: 0) }
      if (moment.year, moment.month, moment.day) != (today.year, today.month, today.day) {
        words.insert("\(moment.day) \(months[max(0, min(11, moment.month - 1))])", at: 0)
      }
      return words.joined(separator: " ")
    }
  }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]

  private static func civil(_ at: Timestamp, _ mode: TimestampMode, _ zone: ZoneOffset) -> CivilTime {
    CivilTime(at, offset: mode == .utc ? 0 : zone(at))
  }

  private static func trimmed(_ text: String) -> String {
    String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
