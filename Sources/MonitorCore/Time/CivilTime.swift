/// A date and time of day of the proleptic Gregorian calendar, as clocks show it at some offset from UTC.
package struct CivilTime: Hashable, Sendable {
  /// Astronomical: the year before 1 is 0.
  package var year: Int
  /// 1…12 and 1…31.
  package var month: Int
  package var day: Int
  package var hour: Int
  package var minute: Int
  package var second: Int
  /// 0…999, cut off and not rounded.
  package var millisecond: Int

  /// What clocks show at `timestamp`, `offset` seconds east of UTC. Any timestamp and any offset will do; results
  /// beyond the range of `Timestamp` are clamped to it.
  package init(_ timestamp: Timestamp, offset: Int = 0) {
    let shift = Int64(max(-1_000_000, min(1_000_000, offset))) * Timestamp.ticksPerSecond
    let (seconds, ticks) = timestamp.ticks.addingSaturating(shift).flooredDivision(by: Timestamp.ticksPerSecond)
    let (days, inDay) = seconds.flooredDivision(by: 86_400)
    let time = Int(inDay)
    hour = time / 3_600
    minute = time / 60 % 60
    second = time % 60
    millisecond = Int(ticks) / 10_000
    (year, month, day) = Self.date(daysSinceEpoch: days)
  }

  /// Days from 1970-01-01 to a date; negative before it.
  package static func daysSinceEpoch(year: Int64, month: Int64, day: Int64) -> Int64 {
    // A year that begins in March has its leap day last, so months have fixed starts.
    let (shiftedYear, shiftedMonth) = month > 2 ? (year, month - 3) : (year - 1, month + 9)
    let (era, yearOfEra) = shiftedYear.flooredDivision(by: 400)
    let dayOfYear = (153 * shiftedMonth + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// How many days a month has; `month` is 1…12.
  package static func days(inMonth month: Int, ofYear year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func date(daysSinceEpoch days: Int64) -> (year: Int, month: Int, day: Int) {
    let (era, dayOfEra) = (days + 719_468).flooredDivision(by: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (Int(era * 400 + yearOfEra + (month <= 2 ? 1 : 0)), Int(month), Int(day))
  }
}

extension Int64 {
  /// Quotient rounded down, and the remainder that is never negative. `divisor` is positive.
  fileprivate func flooredDivision(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
