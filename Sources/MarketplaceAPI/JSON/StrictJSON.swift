/// Strict reading of JSON over bytes, by positions. Every function moves `position` behind what it read, and leaves it
/// anywhere when it throws.
///
/// Control characters inside strings are let through and reported in `JSONToken.contents`: hiding an entry for one would
/// be worse.
package enum StrictJSON {
  /// How deep a value may nest; bounds the recursion.
  static let maxDepth = 128

  @inline(__always)
  package static func skipSpace(_ bytes: Span<UInt8>, _ position: inout Int) {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      default: return
      }
    }
  }

  /// Consumes `byte` where it comes next, after white space; false where it does not.
  @inline(__always)
  package static func consume(_ byte: UInt8, _ bytes: Span<UInt8>, _ position: inout Int) -> Bool {
    skipSpace(bytes, &position)
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  /// One value of any kind, starting right here.
  package static func value(_ bytes: Span<UInt8>, _ position: inout Int, depth: Int = 0) throws(JSONDefect) -> JSONToken
  {
    guard position < bytes.count else { throw .truncated }
    switch bytes[position] {
    case 0x22: return try string(bytes, &position)
    case 0x7B:
      let start = position
      var contents: JSONToken.Contents = []
      try members(bytes, &position, depth: depth) { key, value throws(JSONDefect) in
        contents.formUnion(key.contents)
        contents.formUnion(value.contents)
      }
      return JSONToken(kind: .object, range: start..<position, contents: contents)
    case 0x5B: return try array(bytes, &position, depth: depth)
    case 0x2D, 0x30...0x39: return try number(bytes, &position)
    default: return try word(bytes, &position)
    }
  }

  /// The members of the object that starts right here, in their order. `known` may say what value starts at a position:
  /// then that is not read.
  @inline(__always)
  package static func members(
    _ bytes: Span<UInt8>, _ position: inout Int, depth: Int,
    known: (_ position: Int) -> JSONToken? = { _ in nil },
    _ body: (_ key: JSONToken, _ value: JSONToken) throws(JSONDefect) -> Void
  ) throws(JSONDefect) {
    guard depth < maxDepth else { throw .tooDeep }
    guard consume(0x7B, bytes, &position) else { throw .badToken }
    if consume(0x7D, bytes, &position) { return }
    while true {
      skipSpace(bytes, &position)
      guard position < bytes.count else { throw .truncated }
      guard bytes[position] == 0x22 else { throw .badToken }
      let key = try string(bytes, &position)
      guard consume(0x3A, bytes, &position) else { throw position < bytes.count ? .badToken : .truncated }
      skipSpace(bytes, &position)
      if let value = known(position) {
        position = value.range.upperBound
        try body(key, value)
      } else {
        try body(key, try value(bytes, &position, depth: depth + 1))
      }
      if consume(0x2C, bytes, &position) { continue }
      guard consume(0x7D, bytes, &position) else { throw position < bytes.count ? .badToken : .truncated }
      return
    }
  }

  /// The string whose opening quote is right here.
  package static func string(_ bytes: Span<UInt8>, _ position: inout Int) throws(JSONDefect) -> JSONToken {
    let start = position
    var index = position + 1
    var contents: JSONToken.Contents = []
    while true {
      index = ByteRuns.end(bytes, from: index)
      guard index < bytes.count else { break }
      let byte = bytes[index]
      if byte == 0x22 {
        position = index + 1
        return JSONToken(kind: .string, range: start..<position, contents: contents)
      }
      index += 1
      if byte == 0x5C {
        contents.insert(.escape)
        try skipEscape(bytes, &index)
      } else if byte >= 0x80 {
        contents.insert(.nonASCII)
        while index < bytes.count, bytes[index] >= 0x80 { index += 1 }
      } else {
        contents.insert(.control)
      }
    }
    position = index
    throw .truncated
  }

  /// The rest of an escape, behind its backslash.
  private static func skipEscape(_ bytes: Span<UInt8>, _ index: inout Int) throws(JSONDefect) {
    guard index < bytes.count else { throw .truncated }
    let letter = bytes[index]
    index += 1
    switch letter {
    case 0x22, 0x5C, 0x2F, 0x62, 0x66, 0x6E, 0x72, 0x74: return
    case 0x75:
      guard index + 4 <= bytes.count else { throw .truncated }
      for digit in index..<index + 4 where hexValue(bytes[digit]) == nil { throw .badEscape }
      index += 4
    default: throw .badEscape
    }
  }

  static func hexValue(_ digit: UInt8) -> UInt32? {
    switch digit {
    case 0x30...0x39: UInt32(digit - 0x30)
    case 0x41...0x46: UInt32(digit - 0x37)
    case 0x61...0x66: UInt32(digit - 0x57)
    default: nil
    }
  }

  private static func array(
    _ bytes: Span<UInt8>, _ position: inout Int, depth: Int
  ) throws(JSONDefect) -> JSONToken {
    guard depth < maxDepth else { throw .tooDeep }
    let start = position
    position += 1
    var contents: JSONToken.Contents = []
    if consume(0x5D, bytes, &position) { return JSONToken(kind: .array, range: start..<position) }
    while true {
      skipSpace(bytes, &position)
      contents.formUnion(try value(bytes, &position, depth: depth + 1).contents)
      if consume(0x2C, bytes, &position) { continue }
      guard consume(0x5D, bytes, &position) else { throw position < bytes.count ? .badToken : .truncated }
      return JSONToken(kind: .array, range: start..<position, contents: contents)
    }
  }

  private static func number(_ bytes: Span<UInt8>, _ position: inout Int) throws(JSONDefect) -> JSONToken {
    let start = position
    if bytes[position] == 0x2D { position += 1 }
    if position < bytes.count, bytes[position] == 0x49 {
      let infinity = try word(bytes, &position)
      return JSONToken(kind: .notANumber, range: start..<position, contents: infinity.contents)
    }
    let first = position
    guard digits(bytes, &position) else { throw .badToken }
    guard bytes[first] != 0x30 || position == first + 1 else { throw .badToken }
    if position < bytes.count, bytes[position] == 0x2E {
      position += 1
      guard digits(bytes, &position) else { throw .badToken }
    }
    if position < bytes.count, bytes[position] | 0x20 == 0x65 {
      position += 1
      if position < bytes.count, bytes[position] == 0x2B || bytes[position] == 0x2D { position += 1 }
      guard digits(bytes, &position) else { throw .badToken }
    }
    return JSONToken(kind: .number, range: start..<position)
  }

  /// At least one digit.
  private static func digits(_ bytes: Span<UInt8>, _ position: inout Int) -> Bool {
    let start = position
    while position < bytes.count, 0x30...0x39 ~= bytes[position] { position += 1 }
    return position > start
  }

  private static func word(_ bytes: Span<UInt8>, _ position: inout Int) throws(JSONDefect) -> JSONToken {
    let start = position
    while position < bytes.count, 0x61...0x7A ~= bytes[position] | 0x20 { position += 1 }
    let range = start..<position
    if range.isEmpty { throw .badToken }
    if JSONText.matches(bytes, range, "null") { return JSONToken(kind: .null, range: range) }
    if JSONText.matches(bytes, range, "true") || JSONText.matches(bytes, range, "false") {
      return JSONToken(kind: .bool, range: range)
    }
    guard JSONText.matches(bytes, range, "NaN") || JSONText.matches(bytes, range, "Infinity") else { throw .badToken }
    return JSONToken(kind: .notANumber, range: range, contents: .notANumber)
  }
}

/// A value found in JSON text: where it is and what it is made of. Nothing is copied.
package struct JSONToken {
  package enum Kind {
    case string, number, object, array, null, bool
    /// `NaN`, `Infinity` or `-Infinity`: what some writers make of numbers that JSON cannot hold.
    case notANumber
  }

  /// What a reader has to care for; containers collect it from their contents.
  package struct Contents: OptionSet {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
      self.rawValue = rawValue
    }

    package static let escape = Contents(rawValue: 1)
    static let nonASCII = Contents(rawValue: 2)
    /// Control characters inside strings, which JSON does not allow.
    static let control = Contents(rawValue: 4)
    static let notANumber = Contents(rawValue: 8)
  }

  package var kind: Kind
  /// A string's includes its quotes.
  package var range: Range<Int>
  package var contents: Contents = []

  /// The inside of a string; empty for other kinds that are too short to have one.
  package var inside: Range<Int> {
    range.count >= 2 ? range.lowerBound + 1..<range.upperBound - 1 : range.lowerBound..<range.lowerBound
  }
}

/// Why bytes are not the JSON that was expected there.
package struct JSONDefect: Error, Equatable {
  package let why: String

  package init(why: String) {
    self.why = why
  }

  package static let truncated = JSONDefect(why: "it ends in the middle")
  static let tooDeep = JSONDefect(why: "nested too deep")
  package static let badToken = JSONDefect(why: "not valid JSON")
  static let badEscape = JSONDefect(why: "an escape that does not exist")
  static let notANumber = JSONDefect(why: "a number that JSON does not have")
}
