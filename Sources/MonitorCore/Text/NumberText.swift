/// Numbers as people read them.
package enum NumberText {
  /// Digits in groups of three: `1 482`.
  package static func grouped(_ number: Int) -> String {
    let digits = String(number.magnitude)
    var result = number < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { result.append(" ") }
      result.append(digit)
    }
    return result
  }

  /// `1st`, `2nd`, `3rd`, `11th`.
  package static func ordinal(_ number: Int) -> String {
    let isTeen = (11...13).contains(number % 100)
    switch number % 10 {
    case 1 where !isTeen: return "\(number)st"
    case 2 where !isTeen: return "\(number)nd"
    case 3 where !isTeen: return "\(number)rd"
    default: return "\(number)th"
    }
  }

  /// `37 reports`, `1 report`.
  package static func count(_ number: Int, _ word: String) -> String {
    "\(grouped(number)) \(word)\(number == 1 ? "" : "s")"
  }

  /// `1 482 entries`, `1 entry`.
  package static func entries(_ count: Int) -> String { "\(grouped(count)) \(count == 1 ? "entry" : "entries")" }

  /// A percentage with one decimal, cut so that nothing shows as done before it is: `57.3`. NaN counts as 0; values
  /// outside 0…100 are clamped.
  ///
  /// What a `Float`, or the way over a fraction, loses of a decimal is made up for: 21.3 stays 21.3 as 21.299 999.
  package static func percent(_ value: Double) -> String {
    let value = max(0, min(100, value.isNaN ? 0 : value))
    let tenths = Int((value * 10 + floatError).rounded(.down))
    let shown = value < 100 ? min(tenths, 999) : tenths
    return "\(shown / 10).\(shown % 10)"
  }

  /// More than the rounding error of a `Float` below 100, in tenths.
  private static let floatError = 1e-4

  /// Each word with how often it occurs, in the order of first occurrence: `2 Processing`, `1 Failed`.
  package static func tally(_ words: [String]) -> [String] {
    var distinct: [String] = []
    for word in words where !distinct.contains(word) { distinct.append(word) }
    return distinct.map { word in "\(words.count { $0 == word }) \(word)" }
  }
}
