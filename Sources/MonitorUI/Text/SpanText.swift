/// Lengths of time and numbers as text.
enum SpanText {
  /// `13:05` or `2:03:05`, from whole seconds; days as `3d 02:03:05`.
  static func clock(_ seconds: Double) -> String {
    let total = whole(seconds)
    let (days, hours, minutes, rest) = (total / 86_400, total / 3600 % 24, total / 60 % 60, total % 60)
    if days > 0 { return "\(days)d \(two(hours)):\(two(minutes)):\(two(rest))" }
    if hours > 0 { return "\(hours):\(two(minutes)):\(two(rest))" }
    return "\(minutes):\(two(rest))"
  }

  /// `12s`, `3m`, `2h`, `5d`: one unit, cut.
  static func short(_ seconds: Double) -> String {
    let total = whole(seconds)
    if total < 60 { return "\(total)s" }
    if total < 3600 { return "\(total / 60)m" }
    if total < 86_400 { return "\(total / 3600)h" }
    return "\(total / 86_400)d"
  }

  /// `12s`, `3m04s`, `2h05m`, `5d03h`: at most two units.
  static func age(_ seconds: Double) -> String {
    let total = whole(seconds)
    if total < 60 { return "\(total)s" }
    if total < 3600 { return "\(total / 60)m\(two(total % 60))s" }
    if total < 86_400 { return "\(total / 3600)h\(two(total / 60 % 60))m" }
    return "\(total / 86_400)d\(two(total / 3600 % 24))h"
  }

  /// `2 Processing`, `1 Failed`: each word with how often it stands there, in the order in which they came.
  static func tally(_ words: [String]) -> [String] {
    var told: [String] = []
    for word in words where !told.contains(word) { told.append(word) }
    return told.map { word in "\(words.count { $0 == word }) \(word)" }
  }

  /// `1 482`: digits in groups of three.
  static func grouped(_ number: Int) -> String {
    let digits = String(number.magnitude)
    var result = number < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { result.append(" ") }
      result.append(digit)
    }
    return result
  }

  /// `57.3`: one decimal, cut so that nothing shows as done before it is.
  static func percent(_ value: Double) -> String {
    let tenths = Int((max(0, min(100, value.isNaN ? 0 : value)) * 10 + 1e-6).rounded(.down))
    return "\(tenths / 10).\(tenths % 10)"
  }

  /// Whole seconds, at least 0 and clamped to a hundred years, so that no conversion can trap.
  static func whole(_ seconds: Double) -> Int {
    guard seconds > 0 else { return 0 }
    return Int(min(seconds, 3.2e9))
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

extension Duration {
  /// The duration in seconds.
  var seconds: Double {
    let (seconds, attoseconds) = components
    return Double(seconds) + Double(attoseconds) * 1e-18
  }
}
