/// Classes of scalar values: those of `\d`, `\w` and `\s`, and single characters written as escapes.
///
/// Whatever is not ASCII counts as part of a word, so that no language's words are cut.
enum CharacterClass {
  static let highest: UInt32 = 0x10FFFF
  static let digits: [ClosedRange<UInt32>] = [0x30...0x39]
  static let word: [ClosedRange<UInt32>] = [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A, 0x80...highest]
  static let space: [ClosedRange<UInt32>] = [
    0x09...0x0D, 0x20...0x20, 0x85...0x85, 0xA0...0xA0, 0x2000...0x200A, 0x2028...0x2029, 0x202F...0x202F,
    0x3000...0x3000,
  ]

  static let named: [String: [ClosedRange<UInt32>]] = [
    "alpha": [0x41...0x5A, 0x61...0x7A], "digit": digits, "alnum": [0x30...0x39, 0x41...0x5A, 0x61...0x7A],
    "upper": [0x41...0x5A], "lower": [0x61...0x7A], "space": space, "blank": [0x09...0x09, 0x20...0x20],
    "punct": [0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E], "xdigit": [0x30...0x39, 0x41...0x46, 0x61...0x66],
    "word": word, "cntrl": [0x00...0x1F, 0x7F...0x7F], "print": [0x20...0x7E], "graph": [0x21...0x7E],
  ]

  /// All values that are in none of the ranges.
  static func inverted(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
    var inverted: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if range.lowerBound > next { inverted.append(next...range.lowerBound - 1) }
      next = max(next, range.upperBound + 1)
    }
    if next <= highest { inverted.append(next...highest) }
    return inverted
  }

  /// Reads what follows a backslash at `place`, and says where it ends.
  static func escape(
    _ text: [UInt32], at place: Int
  ) throws(PatternError) -> (ranges: [ClosedRange<UInt32>], end: Int) {
    let character = text[place]
    switch Unicode.Scalar(character) {
    case "d": return (digits, place + 1)
    case "D": return (inverted(digits), place + 1)
    case "w": return (word, place + 1)
    case "W": return (inverted(word), place + 1)
    case "s": return (space, place + 1)
    case "S": return (inverted(space), place + 1)
    case "n": return ([0x0A...0x0A], place + 1)
    case "t": return ([0x09...0x09], place + 1)
    case "r": return ([0x0D...0x0D], place + 1)
    case "f": return ([0x0C...0x0C], place + 1)
    case "v": return ([0x0B...0x0B], place + 1)
    case "e": return ([0x1B...0x1B], place + 1)
    case "0": return ([0...0], place + 1)
    case "x": return try hexadecimal(text, from: place + 1, digits: 2)
    case "u": return try hexadecimal(text, from: place + 1, digits: 4)
    default:
      let isWord = character < 0x80 && word.contains { $0.contains(character) } && character != 0x5F
      guard !isWord, let shown = Unicode.Scalar(character) else {
        throw PatternError("\\\(Unicode.Scalar(character).map(String.init) ?? "") is no known escape.")
      }
      return ([shown.value...shown.value], place + 1)
    }
  }

  /// `\x41`, `\u0041`, and both with any number of digits in braces.
  private static func hexadecimal(
    _ text: [UInt32], from start: Int, digits: Int
  ) throws(PatternError) -> (ranges: [ClosedRange<UInt32>], end: Int) {
    let isBraced = start < text.count && text[start] == 0x7B
    var place = isBraced ? start + 1 : start
    var value: UInt32 = 0
    var count = 0
    while place < text.count, count < (isBraced ? 8 : digits), let scalar = Unicode.Scalar(text[place]),
      let digit = Character(scalar).hexDigitValue, scalar.isASCII
    {
      value = value << 4 | UInt32(digit)
      count += 1
      place += 1
    }
    let isClosed = !isBraced || (place < text.count && text[place] == 0x7D)
    guard count > 0, isBraced || count == digits, isClosed, Unicode.Scalar(value) != nil else {
      throw PatternError("A \\x or \\u is not followed by the number of a character.")
    }
    return ([value...value], isBraced ? place + 1 : place)
  }
}

/// Reads a class in brackets, `[a-z_]` or `[^"\s]` (then `isInverted`); `place` goes from after the one bracket to after
/// the other.
struct CharacterClassParser {
  private let text: [UInt32]
  private(set) var place: Int
  private(set) var hasUppercase = false
  private(set) var isInverted = false

  init(_ text: [UInt32], from place: Int) {
    self.text = text
    self.place = place
  }

  mutating func parse() throws(PatternError) -> [ClosedRange<UInt32>] {
    var ranges: [ClosedRange<UInt32>] = []
    isInverted = place < text.count && text[place] == 0x5E
    if isInverted { place += 1 }
    let start = place
    while place < text.count, text[place] != 0x5D || place == start {
      if let named = try namedClass() {
        ranges += named
        continue
      }
      let low = try member()
      if low.count == 1, low[0].count == 1, place + 1 < text.count, text[place] == 0x2D, text[place + 1] != 0x5D {
        place += 1
        let high = try member()
        guard high.count == 1, high[0].count == 1, low[0].lowerBound <= high[0].lowerBound else {
          throw PatternError("A range inside [ ] runs backwards.")
        }
        ranges.append(low[0].lowerBound...high[0].lowerBound)
      } else {
        ranges += low
      }
    }
    guard place < text.count else { throw PatternError("There is a [ without its ].") }
    place += 1
    return ranges
  }

  private mutating func member() throws(PatternError) -> [ClosedRange<UInt32>] {
    let character = text[place]
    if character == 0x5C {
      guard place + 1 < text.count else { throw PatternError("There is a [ without its ].") }
      if text[place + 1] == 0x62 {
        place += 2
        return [0x08...0x08]
      }
      let (ranges, end) = try CharacterClass.escape(text, at: place + 1)
      place = end
      return ranges
    }
    place += 1
    if Unicode.Scalar(character)?.properties.isUppercase == true { hasUppercase = true }
    return [character...character]
  }

  /// `[:alpha:]`.
  private mutating func namedClass() throws(PatternError) -> [ClosedRange<UInt32>]? {
    guard place + 1 < text.count, text[place] == 0x5B, text[place + 1] == 0x3A else { return nil }
    var end = place + 2
    var name = ""
    while end < text.count, let scalar = Unicode.Scalar(text[end]), scalar.isASCII, scalar.properties.isAlphabetic {
      name.unicodeScalars.append(scalar)
      end += 1
    }
    guard end + 1 < text.count, text[end] == 0x3A, text[end + 1] == 0x5D else { return nil }
    guard let ranges = CharacterClass.named[name] else { throw PatternError("[:\(name):] is no known class.") }
    place = end + 2
    return ranges
  }
}
