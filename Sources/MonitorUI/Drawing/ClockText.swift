import MonitorCore

/// Times of day and dates as text, in a zone.
struct ClockText {
  let zone: ZoneOffset?
  /// Whether what counts on is told by the minute.
  var isCalm = false

  /// `zone` of nil is UTC.
  init(zone: ZoneOffset?, isCalm: Bool = false) {
    self.zone = zone
    self.isCalm = isCalm
  }

  /// A length of time that goes on: `11:54`, by the minute `11 min`.
  func running(_ seconds: Double) -> String {
    isCalm ? DurationText.minutes(seconds) : DurationText.clock(seconds)
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

  /// How much of a date a moment needs, so that nobody takes it for one of today.
  enum DateForm: Int, Comparable {
    case none, day, year

    static func < (left: DateForm, right: DateForm) -> Bool { left.rawValue < right.rawValue }
  }

  /// `day` where the moment is of another day than `now`, `year` where it is of another year.
  func dateForm(of at: Timestamp, now: Timestamp) -> DateForm {
    let (moment, now) = (civil(at), civil(now))
    if moment.year != now.year { return .year }
    return moment.month == now.month && moment.day == now.day ? .none : .day
  }

  /// `14:05:12`, of another day `11 Sep 14:05:12`, of another year `11 Sep 2024 14:05:12`.
  func moment(_ at: Timestamp, now: Timestamp) -> String {
    switch dateForm(of: at, now: now) {
    case .none: time(at)
    case .day: "\(day(at)) \(time(at))"
    case .year: "\(day(at)) \(year(at)) \(time(at))"
    }
  }

  /// `14:05`, with a date where it needs one, and marked where it is of UTC.
  func minute(_ at: Timestamp, now: Timestamp) -> String { String(moment(at, now: now).dropLast(3)) + zoneMark }

  /// `11 Sep`.
  func day(_ at: Timestamp) -> String {
    let civil = civil(at)
    return "\(two(civil.day)) \(Self.months[max(0, min(11, civil.month - 1))])"
  }

  /// `2024`.
  func year(_ at: Timestamp) -> String { String(max(0, civil(at).year)) }

  /// `14:05:12`, marked where it is of UTC: `14:05:12 UTC`; by the minute `14:05`.
  func titleText(_ at: Timestamp) -> String {
    (isCalm ? String(time(at).dropLast(3)) : time(at)) + (zone == nil ? " UTC" : "")
  }

  /// How much of a date the entries of an index need: the oldest and the newest say it for all between them.
  func dateForm(of index: LogIndex, in store: LogStore, now: Timestamp) -> DateForm {
    guard let oldest = index.slots.first, let newest = index.slots.last else { return .none }
    return max(
      dateForm(of: store.timestamp(of: oldest), now: now), dateForm(of: store.timestamp(of: newest), now: now))
  }

  /// `this machine's clock is 12 s behind`.
  static func errorText(_ seconds: Double) -> String {
    "this machine's clock is \(DurationText.units(abs(seconds))) \(seconds > 0 ? "ahead" : "behind")"
  }

  /// Stands behind a time of UTC; empty in a local zone.
  var zoneMark: String { zone == nil ? "Z" : "" }

  /// `11 Sep 14:05`.
  func dayAndTime(_ at: Timestamp) -> String {
    "\(day(at)) \(time(at).prefix(5))"
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
