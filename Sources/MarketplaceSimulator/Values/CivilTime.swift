/// Year, month, day and time of day in UTC (proleptic Gregorian calendar), by integer arithmetic alone.
struct CivilTime {
  let year: Int
  let month: Int
  let day: Int
  let hour: Int
  let minute: Int
  let second: Int
  let millisecond: Int
  /// 0 is Sunday.
  let weekday: Int

  init(_ instant: SimulatedInstant) {
    let dayLength: Int64 = 86_400_000
    let days = Int((instant.milliseconds - Self.modulo(instant.milliseconds, dayLength)) / dayLength)
    let rest = Int(Self.modulo(instant.milliseconds, dayLength))
    // Days are counted from 1 March of year 0, so that the leap day is the last of its year.
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
    month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    hour = rest / 3_600_000
    minute = rest / 60_000 % 60
    second = rest / 1000 % 60
    millisecond = rest % 1000
    weekday = Int(Self.modulo(Int64(days) + 4, 7))
  }

  /// Days from 1970-01-01 to a date of the same calendar.
  static func days(year: Int, month: Int, day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  var rfc3339: [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(24)
    Self.append(year, digits: 4, to: &text)
    text.append(UInt8(ascii: "-"))
    Self.append(month, digits: 2, to: &text)
    text.append(UInt8(ascii: "-"))
    Self.append(day, digits: 2, to: &text)
    text.append(UInt8(ascii: "T"))
    appendClock(to: &text)
    text.append(UInt8(ascii: "."))
    Self.append(millisecond, digits: 3, to: &text)
    text.append(UInt8(ascii: "Z"))
    return text
  }

  func appendClock(to text: inout [UInt8]) {
    Self.append(hour, digits: 2, to: &text)
    text.append(UInt8(ascii: ":"))
    Self.append(minute, digits: 2, to: &text)
    text.append(UInt8(ascii: ":"))
    Self.append(second, digits: 2, to: &text)
  }

  static func append(_ number: Int, digits: Int, to text: inout [UInt8]) {
    var divisor = digits == 4 ? 1000 : digits == 3 ? 100 : 10
    while divisor > 0 {
      text.append(UInt8(ascii: "0") + UInt8(abs(number) / divisor % 10))
      divisor /= 10
    }
  }

  private static func modulo(_ value: Int64, _ divisor: Int64) -> Int64 {
    let rest = value % divisor
    return rest < 0 ? rest + divisor : rest
  }
}
