import MonitorCore

/// Times of day and dates as text, in a zone.
struct ClockText {
  let zone: ZoneOffset?

  /// `zone` of nil is UTC.
  init(zone: ZoneOffset?) {
    self.zone = zone
  }

  /// `14:05:12`.
  func time(_ at: Timestamp) -> String {
    let civil = civil(at)
    return "\(two(civil.hour)):\(two(civil.minute)):\(two(civil.second))"
  }

  /// `14:05:12.345`.
  func milliseconds(_ at: Timestamp) -> String {
    let civil = civil(at)
    let fraction = String(civil.millisecond)
    let zeros = String(repeating: "0", count: max(0, 3 - fraction.count))
    return "\(two(civil.hour)):\(two(civil.minute)):\(two(civil.second)).\(zeros)\(fraction)"
  }

  /// `11 Sep 14:05`.
  func dayAndTime(_ at: Timestamp) -> String {
    let civil = civil(at)
    let month = Self.months[max(0, min(11, civil.month - 1))]
    return "\(two(civil.day)) \(month) \(two(civil.hour)):\(two(civil.minute))"
  }

  /// `2025-09-11 14:05:12.345 +02:00`.
  func full(_ at: Timestamp) -> String {
    let civil = civil(at)
    let year = String(max(0, civil.year))
    let zeros = String(repeating: "0", count: max(0, 4 - year.count))
    return "\(zeros)\(year)-\(two(civil.month))-\(two(civil.day)) \(milliseconds(at)) \(offsetText(at))"
  }

  /// Whether two instants are of the same day.
  func isSameDay(_ left: Timestamp, _ right: Timestamp) -> Bool {
    let (a, b) = (civil(left), civil(right))
    return a.day == b.day && a.month == b.month && a.year == b.year
  }

  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

  private func civil(_ at: Timestamp) -> CivilTime { CivilTime(at, offset: offset(at)) }

  private func offset(_ at: Timestamp) -> Int {
    zone?(at) ?? 0
  }

  private func offsetText(_ at: Timestamp) -> String {
    let seconds = offset(at)
    if seconds == 0 { return "UTC" }
    let minutes = Int(seconds.magnitude / 60)
    return "\(seconds < 0 ? "-" : "+")\(two(minutes / 60)):\(two(minutes % 60))"
  }

  private func two(_ number: Int) -> String { number < 10 ? "0\(max(0, number))" : "\(number)" }
}
