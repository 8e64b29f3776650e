/// A length of time as people type it: numbers with `s`, `m`, `h`, `d` or `w`, one after another (`1h30m`); seconds
/// without a unit.
package struct SpanText: Hashable, Sendable {
  private static let units: [Character: Double] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 604_800]
  private static let maxSpan = 3_650.0 * 86_400

  package let seconds: Double

  /// `nil` where the text is no length of time, or one of more than ten years.
  package init?(_ text: some StringProtocol) {
    var sum = 0.0
    var digits = ""
    var units: Set<Character> = []
    for character in text.lowercased() {
      if let factor = Self.units[character] {
        // Each unit once: `5m5m` is a slip of the keys.
        guard let number = Self.number(digits), units.insert(character).inserted else { return nil }
        sum += number * factor
        digits = ""
      } else {
        digits.append(character)
      }
    }
    if !digits.isEmpty {
      guard units.isEmpty, let number = Self.number(digits) else { return nil }
      sum = number
    } else if units.isEmpty {
      return nil
    }
    guard sum <= Self.maxSpan else { return nil }
    seconds = sum
  }

  private static func number(_ digits: String) -> Double? {
    guard digits.utf8.allSatisfy({ 0x30...0x39 ~= $0 || $0 == 0x2E }), let number = Double(digits) else { return nil }
    return number
  }
}

/// A moment as people type it: a span ago (`1h30m`), a span from where one is (`-10m`, `+5m`), a date, a time of day,
/// both, or RFC 3339. Without a zone it is local.
package struct MomentText: Hashable, Sendable {
  private enum Meaning: Hashable {
    case ago(Double)
    /// Seconds after where one is; before it where negative.
    case away(Double)
    case at(Timestamp)
    /// A date, in the calendar of the zone, and seconds into the day.
    case local(days: Int64, seconds: Int64)
    /// Seconds into a day that is not said.
    case timeOfDay(Int64)
  }

  private let meaning: Meaning
  /// What of a second a time without a zone has beside its whole ones.
  private let fraction: Double

  /// Whether it is a span before now.
  package var isSpan: Bool { if case .ago = meaning { true } else { false } }

  /// `nil` where the text is no moment. What counts from where one is may be given only where one is somewhere.
  package init?(_ argument: some StringProtocol, mayBeRelative: Bool = false) {
    let text = String(argument.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    let local = Self.withoutFraction(text)
    fraction = local.fraction
    if let span = SpanText(text) {
      meaning = .ago(span.seconds)
    } else if mayBeRelative, let sign = text.first, "+-".contains(sign), let span = SpanText(text.dropFirst()) {
      meaning = .away(sign == "-" ? -span.seconds : span.seconds)
    } else if let seconds = Self.timeOfDay(local.text[...]) {
      meaning = .timeOfDay(seconds)
    } else if let days = Self.days(text.prefix(10)), text.utf8.count == 10 {
      meaning = .local(days: days, seconds: 0)
    } else if let days = Self.days(text.prefix(10)), text.utf8.count > 11,
      "Tt ".contains(text.dropFirst(10).first ?? "-"),
      let seconds = Self.timeOfDay(local.text.dropFirst(11))
    {
      meaning = .local(days: days, seconds: seconds)
    } else if let moment = Timestamp(parsing: Array(text.utf8)) {
      meaning = .at(moment)
    } else {
      return nil
    }
  }

  /// The moment that is meant. A time of day is today's; with `isPast`, yesterday's where today's is still to come.
  ///
  /// - Parameter here: where one is, for what counts from there; now by default.
  package func moment(now: Timestamp, here: Timestamp? = nil, isPast: Bool = false, zone: ZoneOffset) -> Timestamp {
    switch meaning {
    case .ago(let seconds): return now.advanced(bySeconds: -seconds)
    case .away(let seconds): return (here ?? now).advanced(bySeconds: seconds)
    case .at(let moment): return moment
    case .local(let days, let seconds):
      return Self.moment(days * 86_400 + seconds, zone).advanced(bySeconds: fraction)
    case .timeOfDay(let seconds):
      let moment = Self.moment(seconds, onTheDayOf: now, later: 0, zone).advanced(bySeconds: fraction)
      guard isPast, moment > now else { return moment }
      return Self.moment(seconds, onTheDayOf: now, later: -1, zone).advanced(bySeconds: fraction)
    }
  }

  /// The moment that is meant in a log that spans some time: a time of day is that of the day where one is, or else of a
  /// day beside it on which it lies in the log.
  ///
  /// - Parameter here: where one is in the log.
  package func moment(in log: ClosedRange<Timestamp>, here: Timestamp, now: Timestamp, zone: ZoneOffset) -> Timestamp {
    guard case .timeOfDay(let seconds) = meaning else { return moment(now: now, here: here, zone: zone) }
    let days = [0, -1, 1] as [Int64]
    let moments = days.map { Self.moment(seconds, onTheDayOf: here, later: $0, zone).advanced(bySeconds: fraction) }
    return moments.first { log.contains($0) } ?? moments[0]
  }

  private static func moment(_ seconds: Int64, onTheDayOf at: Timestamp, later: Int64, _ zone: ZoneOffset) -> Timestamp
  {
    let day = CivilTime(at, offset: zone(at))
    let days = CivilTime.daysSinceEpoch(year: Int64(day.year), month: Int64(day.month), day: Int64(day.day))
    return moment((days + later) * 86_400 + seconds, zone)
  }

  /// The instant at which clocks of a zone show this many seconds since 1970; in the hour that a change of the clocks
  /// leaves out or repeats, one of the two.
  private static func moment(_ clock: Int64, _ zone: ZoneOffset) -> Timestamp {
    let asUTC = Timestamp(ticks: 0).advanced(bySeconds: Double(clock))
    let guess = asUTC.advanced(bySeconds: -Double(zone(asUTC)))
    return asUTC.advanced(bySeconds: -Double(zone(guess)))
  }

  /// `13:40:07.250` as `13:40:07` and a quarter; what has no such end as it is.
  private static func withoutFraction(_ text: String) -> (text: String, fraction: Double) {
    guard let point = text.lastIndex(of: "."), text[..<point].filter({ $0 == ":" }).count >= 2,
      let fraction = Double("0" + text[point...]), text.last != ".", text[point...].dropFirst().allSatisfy(\.isNumber)
    else { return (text, 0) }
    return (String(text[..<point]), fraction)
  }

  /// `13:40` or `13:40:05`, in seconds.
  private static func timeOfDay(_ text: Substring) -> Int64? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2 || parts.count == 3, let numbers = numbers(parts, maxDigits: 2), numbers[0] < 24,
      numbers.dropFirst().allSatisfy({ $0 < 60 })
    else { return nil }
    return numbers[0] * 3_600 + numbers[1] * 60 + (numbers.count == 3 ? numbers[2] : 0)
  }

  /// `2025-09-12`, in days since 1970.
  private static func days(_ text: Substring) -> Int64? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].utf8.count == 4, let numbers = numbers(parts, maxDigits: 4), numbers[0] > 0,
      (1...12).contains(numbers[1]),
      (1...Int64(CivilTime.days(inMonth: Int(numbers[1]), ofYear: Int(numbers[0])))).contains(numbers[2])
    else { return nil }
    return CivilTime.daysSinceEpoch(year: numbers[0], month: numbers[1], day: numbers[2])
  }

  private static func numbers(_ parts: [Substring], maxDigits: Int) -> [Int64]? {
    var numbers: [Int64] = []
    for part in parts {
      guard (1...maxDigits).contains(part.utf8.count), part.utf8.allSatisfy({ 0x30...0x39 ~= $0 }),
        let number = Int64(part)
      else { return nil }
      numbers.append(number)
    }
    return numbers
  }
}
