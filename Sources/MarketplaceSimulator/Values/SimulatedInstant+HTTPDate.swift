extension SimulatedInstant {
  /// The three forms of a date in an HTTP header (RFC 9110, 5.6.7).
  enum HTTPDateForm: CaseIterable, Sendable {
    /// `Sun, 06 Nov 1994 08:49:37 GMT`, the one to send.
    case fixdate
    /// `Sunday, 06-Nov-94 08:49:37 GMT`, obsolete but to be understood.
    case rfc850
    /// `Sun Nov  6 08:49:37 1994`, obsolete but to be understood.
    case asctime
  }

  /// This moment as a header value, cut to the second.
  func httpDate(_ form: HTTPDateForm = .fixdate) -> String {
    let time = CivilTime(self)
    let weekday = Self.weekdays[time.weekday]
    let month = Self.months[time.month - 1]
    var clockBytes: [UInt8] = []
    time.appendClock(to: &clockBytes)
    let clock = String(decoding: clockBytes, as: UTF8.self)
    switch form {
    case .fixdate:
      return "\(weekday.prefix(3)), \(padded(time.day, 2)) \(month) \(padded(time.year, 4)) \(clock) GMT"
    case .rfc850:
      return "\(weekday), \(padded(time.day, 2))-\(month)-\(padded(time.year % 100, 2)) \(clock) GMT"
    case .asctime:
      let day = time.day < 10 ? " \(time.day)" : "\(time.day)"
      return "\(weekday.prefix(3)) \(month) \(day) \(clock) \(padded(time.year, 4))"
    }
  }

  private static let weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  private func padded(_ number: Int, _ digits: Int) -> String {
    var text: [UInt8] = []
    CivilTime.append(number, digits: digits, to: &text)
    return String(decoding: text, as: UTF8.self)
  }
}
