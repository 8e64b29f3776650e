import Foundation
import MonitorCore

/// Times of day and dates as text, in a zone.
struct ClockText {
  let zone: TimeZone?

  /// `zone` of nil is UTC.
  init(zone: TimeZone?) {
    self.zone = zone
  }

  /// `14:05:12`.
  func time(_ at: Timestamp) -> String {
    let day = secondOfDay(at)
    return "\(two(day / 3600)):\(two(day / 60 % 60)):\(two(day % 60))"
  }

  /// `14:05:12.345`.
  func milliseconds(_ at: Timestamp) -> String {
    let fraction = Int(modulo(at.ticks, Timestamp.ticksPerSecond)) / 10_000
    let digits = String(fraction)
    return "\(time(at)).\(String(repeating: "0", count: 3 - digits.count))\(digits)"
  }

  /// `11 Sep 14:05`.
  func dayAndTime(_ at: Timestamp) -> String {
    let (_, month, day) = date(at)
    let second = secondOfDay(at)
    return "\(two(day)) \(Self.months[month - 1]) \(two(second / 3600)):\(two(second / 60 % 60))"
  }

  /// `2025-09-11 14:05:12.345`, with the zone's offset where there is one.
  func full(_ at: Timestamp) -> String {
    let (year, month, day) = date(at)
    let digits = String(max(0, year))
    let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return "\(padded)-\(two(month))-\(two(day)) \(milliseconds(at)) \(offsetText(at))"
  }

  func dayNumber(_ at: Timestamp) -> Int64 { floorDivide(localSeconds(at), 86_400) }

  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

  private func offset(_ at: Timestamp) -> Int64 {
    guard let zone else { return 0 }
    let seconds = floorDivide(at.ticks, Timestamp.ticksPerSecond)
    return Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(seconds))))
  }

  private func offsetText(_ at: Timestamp) -> String {
    let seconds = offset(at)
    if seconds == 0 { return "UTC" }
    let minutes = Int(seconds.magnitude / 60)
    return "\(seconds < 0 ? "-" : "+")\(two(minutes / 60)):\(two(minutes % 60))"
  }

  private func localSeconds(_ at: Timestamp) -> Int64 {
    floorDivide(at.ticks, Timestamp.ticksPerSecond) + offset(at)
  }

  private func secondOfDay(_ at: Timestamp) -> Int { Int(modulo(localSeconds(at), 86_400)) }

  /// The proleptic Gregorian date; the era arithmetic counts years from March, so that leap days come last.
  private func date(_ at: Timestamp) -> (year: Int, month: Int, day: Int) {
    let shifted = Int(dayNumber(at)) + 719_468
    let era = Int(floorDivide(Int64(shifted), 146_097))
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  private func two(_ number: Int) -> String { number < 10 ? "0\(max(0, number))" : "\(number)" }

  private func modulo(_ number: Int64, _ by: Int64) -> Int64 {
    let rest = number % by
    return rest < 0 ? rest + by : rest
  }

  private func floorDivide(_ number: Int64, _ by: Int64) -> Int64 { (number - modulo(number, by)) / by }
}
