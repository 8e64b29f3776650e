import ArgumentParser
import FoundationEssentials
import MonitorCore

/// A span of time: numbers with `s`, `m`, `h`, `d` or `w`, one after another (`1h30m`); seconds without a unit.
struct SpanArgument: ExpressibleByArgument {
  private static let units: [Character: Double] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 604_800]
  private static let maxSpan = 3_650.0 * 86_400

  let seconds: Double

  init(seconds: Double) {
    self.seconds = seconds
  }

  init?(argument: String) {
    var sum = 0.0
    var digits = ""
    var units: Set<Character> = []
    for character in argument.lowercased() {
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

  var duration: Duration { .seconds(seconds) }

  /// As it is typed, for the help.
  var defaultValueDescription: String { "\(DurationText.short(seconds))" }

  private static func number(_ digits: String) -> Double? {
    guard digits.utf8.allSatisfy({ 0x30...0x39 ~= $0 || $0 == 0x2E }), let number = Double(digits) else { return nil }
    return number
  }
}

/// A moment: a span ago (`1h30m`), a date, a time of day, both, or RFC 3339. Without a zone it is local.
struct MomentArgument: ExpressibleByArgument {
  static let examples = "'5m', '1h30m', '2w', '13:40', '2025-09-12', '2025-09-12 13:40' or an RFC 3339 time"

  private enum Meaning {
    case ago(Double)
    case at(Timestamp)
    /// A date, in the calendar of the zone, and seconds into the day.
    case local(days: Int64, seconds: Int64)
    /// Seconds into today.
    case timeOfDay(Int64)
  }

  private let meaning: Meaning

  /// Whether it is a span before now.
  var isSpan: Bool { if case .ago = meaning { true } else { false } }

  init?(argument: String) {
    let text = String(argument.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    if let span = SpanArgument(argument: text) {
      meaning = .ago(span.seconds)
    } else if let seconds = Self.timeOfDay(text[...]) {
      meaning = .timeOfDay(seconds)
    } else if let days = Self.days(text.prefix(10)), text.utf8.count == 10 {
      meaning = .local(days: days, seconds: 0)
    } else if let days = Self.days(text.prefix(10)), text.utf8.count > 11,
      "Tt ".contains(text.dropFirst(10).first ?? "-"),
      let seconds = Self.timeOfDay(text.dropFirst(11))
    {
      meaning = .local(days: days, seconds: seconds)
    } else if let moment = Timestamp(parsing: Array(text.utf8)) {
      meaning = .at(moment)
    } else {
      return nil
    }
  }

  /// The moment that is meant. A time of day is today's; with `isPast`, yesterday's where today's is still to come.
  func moment(now: Timestamp, isPast: Bool = false, zone: ZoneOffset = LocalZone.offset) -> Timestamp {
    switch meaning {
    case .ago(let seconds): return now.advanced(bySeconds: -seconds)
    case .at(let moment): return moment
    case .local(let days, let seconds): return Self.moment(days * 86_400 + seconds, zone)
    case .timeOfDay(let seconds):
      let today = CivilTime(now, offset: zone(now))
      let days = CivilTime.daysSinceEpoch(year: Int64(today.year), month: Int64(today.month), day: Int64(today.day))
      let moment = Self.moment(days * 86_400 + seconds, zone)
      return isPast && moment > now ? Self.moment((days - 1) * 86_400 + seconds, zone) : moment
    }
  }

  /// The instant at which clocks of a zone show this many seconds since 1970; in the hour that a change of the clocks
  /// leaves out or repeats, one of the two.
  private static func moment(_ clock: Int64, _ zone: ZoneOffset) -> Timestamp {
    let asUTC = Timestamp(ticks: 0).advanced(bySeconds: Double(clock))
    let guess = asUTC.advanced(bySeconds: -Double(zone(asUTC)))
    return asUTC.advanced(bySeconds: -Double(zone(guess)))
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

extension Timestamp {
  /// The wall clock of this machine.
  static var now: Timestamp {
    Timestamp(ticks: 0).advanced(bySeconds: Date().timeIntervalSince1970)
  }
}

/// The seconds between polls that can be asked for, by flag or configuration.
enum PollInterval {
  static let range = 0.2...3600.0
  static let choice = "seconds from 0.2 to 3600"
}
