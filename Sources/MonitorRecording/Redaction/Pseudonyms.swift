/// Words that stand for values that are not to be read: for the same value always the same, in another run another.
package struct Pseudonyms: Sendable {
  /// Shorter values are replaced where they are, and nowhere else.
  private static let minLength = 4

  private var generator = SystemRandomNumberGenerator()
  private var pseudonyms: [[UInt8]: [UInt8]] = [:]
  /// The values that are looked for in texts, longest first, by their longest word: few values share one.
  private var byWord: [ArraySlice<UInt8>: [Value]] = [:]

  private struct Value: Sendable {
    let bytes: [UInt8]
    /// How much of it stands before that word.
    let lead: Int
  }

  package init() {}

  /// How many values there are.
  package var count: Int { pseudonyms.count }

  /// Learns a value. Answers whether it was not known.
  @discardableResult
  package mutating func learn(_ value: [UInt8]) -> Bool {
    guard !value.isEmpty, pseudonyms[value] == nil else { return false }
    let digits = String(UInt64.random(in: .min ... .max, using: &generator), radix: 16)
    let zeros = String(repeating: "0", count: 16 - digits.utf8.count)
    pseudonyms[value] = Array("redacted-\(zeros + digits)".utf8)
    guard String(decoding: value, as: UTF8.self).count >= Self.minLength, let word = Self.key(of: value) else {
      return true
    }
    byWord[word, default: []].append(Value(bytes: value, lead: word.startIndex))
    byWord[word]?.sort { $0.bytes.count > $1.bytes.count }
    return true
  }

  /// The longest word of a value, by which it is looked for; `nil` where it has none.
  static func key(of value: [UInt8]) -> ArraySlice<UInt8>? {
    value.split(whereSeparator: { !isWord($0) }).max { $0.count < $1.count }
  }

  /// What stands for a value; `nil` where it was not learnt.
  package func pseudonym(of value: [UInt8]) -> [UInt8]? { pseudonyms[value] }

  /// The text with every value in it replaced that stands there as a whole word; `nil` where none does.
  package func replaced(in text: [UInt8]) -> [UInt8]? {
    guard !byWord.isEmpty else { return nil }
    var found: [(range: Range<Int>, value: [UInt8])] = []
    for word in text.split(whereSeparator: { !Self.isWord($0) }) {
      for value in byWord[word] ?? [] {
        let start = word.startIndex - value.lead
        if holds(text, value.bytes, at: start) { found.append((start..<start + value.bytes.count, value.bytes)) }
      }
    }
    guard !found.isEmpty else { return nil }
    found.sort { ($0.range.lowerBound, $1.range.upperBound) < ($1.range.lowerBound, $0.range.upperBound) }
    var result: [UInt8] = []
    var copied = 0
    for (range, value) in found where range.upperBound > copied {
      // Where two overlap both are replaced, and nothing of either is left.
      if range.lowerBound > copied { result += text[copied..<range.lowerBound] }
      result += pseudonyms[value] ?? []
      copied = range.upperBound
    }
    return result + text[copied...]
  }

  /// Whether a value stands at an index as a whole word.
  private func holds(_ text: [UInt8], _ value: [UInt8], at start: Int) -> Bool {
    let end = start + value.count
    guard start >= 0, end <= text.count, text[start..<end].elementsEqual(value) else { return false }
    // Its ends may be no letters; what stands beside them then does not matter.
    return (end == text.count || !Self.isWord(text[end]) || !Self.isWord(text[end - 1]))
      && (start == 0 || !Self.isWord(text[start - 1]) || !Self.isWord(text[start]))
  }

  /// Whether a byte belongs to a word: letters, also all that are not ASCII, digits and the underscore.
  static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x80...0xFF: true
    default: false
    }
  }
}
