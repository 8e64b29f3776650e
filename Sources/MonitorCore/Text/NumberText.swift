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

  /// One decimal, cut so that nothing shows as done before it is: `57.3`. What is not a number counts as 0; what lies
  /// outside 0…100 is clamped.
  package static func percent(_ value: Double) -> String {
    let tenths = Int((max(0, min(100, value.isNaN ? 0 : value)) * 10 + 1e-6).rounded(.down))
    return "\(tenths / 10).\(tenths % 10)"
  }

  /// Each word with how often it occurs, in the order of first occurrence: `2 Processing`, `1 Failed`.
  package static func tally(_ words: [String]) -> [String] {
    var distinct: [String] = []
    for word in words where !distinct.contains(word) { distinct.append(word) }
    return distinct.map { word in "\(words.count { $0 == word }) \(word)" }
  }
}
