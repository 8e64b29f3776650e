/// A value found in JSON text: where it is and what it is made of. Nothing is copied.
struct JSONToken {
  enum Kind {
    case string, number, object, array, null, bool
    /// `NaN`, `Infinity` or `-Infinity`: what some writers make of numbers that JSON cannot hold.
    case notANumber
  }

  /// What a reader has to care for; containers collect it from their contents.
  struct Contents: OptionSet {
    let rawValue: UInt8
    static let escape = Contents(rawValue: 1)
    static let nonASCII = Contents(rawValue: 2)
    /// Control characters inside strings, which JSON does not allow.
    static let control = Contents(rawValue: 4)
    static let notANumber = Contents(rawValue: 8)
  }

  var kind: Kind
  /// A string's includes its quotes.
  var range: Range<Int>
  var contents: Contents = []

  /// The inside of a string; empty for other kinds that are too short to have one.
  var inside: Range<Int> {
    range.count >= 2 ? range.lowerBound + 1..<range.upperBound - 1 : range.lowerBound..<range.lowerBound
  }
}

/// Why bytes are not the JSON that was expected there.
struct JSONDefect: Error, Equatable {
  let why: String

  static let truncated = JSONDefect(why: "it ends in the middle")
  static let tooDeep = JSONDefect(why: "nested too deep")
  static let badToken = JSONDefect(why: "not valid JSON")
  static let badEscape = JSONDefect(why: "an escape that does not exist")
  static let notANumber = JSONDefect(why: "a number that JSON does not have")
}
