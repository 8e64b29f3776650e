/// The part of `JSONWriter` for raw JSON from a server: writes it on one line that any reader takes and no terminal obeys.
enum JSONRepair {
  private typealias Bytes = UnsafeBufferPointer<UInt8>

  /// Deeper JSON than this is refused by some readers; it is passed on as a string.
  private static let depth = 128

  private enum Expected {
    case value, valueOrEnd, key, keyOrEnd, colon, commaOrEnd
  }

  /// Appends a raw JSON value compactly, with unsafe characters escaped, and bad UTF-8 and lone surrogates as `\ufffd`.
  /// What is no valid JSON is appended as a JSON string of its text; nothing at all as `null`.
  static func append(_ raw: UnsafeBufferPointer<UInt8>, ascii: Bool = false, to output: inout [UInt8]) {
    guard !raw.isEmpty else { return output.append(contentsOf: "null".utf8) }
    let start = output.count
    if appendValue(raw, ascii, &output) { return }
    output.removeSubrange(start...)
    output.append(0x22)
    SafeText.appendJSON(raw, ascii: ascii, to: &output)
    output.append(0x22)
  }

  /// Appends the name of a member, given without its quotes and still escaped, with quotes. A name with a bad escape is
  /// written as its text.
  static func append(name: UnsafeBufferPointer<UInt8>, ascii: Bool = false, to output: inout [UInt8]) {
    let start = output.count
    if appendString(name, ascii, &output) { return }
    output.removeSubrange(start...)
    output.append(0x22)
    SafeText.appendJSON(name, ascii: ascii, to: &output)
    output.append(0x22)
  }

  private static func appendValue(_ raw: Bytes, _ ascii: Bool, _ output: inout [UInt8]) -> Bool {
    var open: [UInt8] = []
    var expected = Expected.value
    var index = 0
    while true {
      index = JSONReader.afterSpace(raw, from: index)
      guard index < raw.count else { return expected == .commaOrEnd && open.isEmpty }
      let byte = raw[index]
      switch (byte, expected) {
      case (0x5B, .value), (0x5B, .valueOrEnd), (0x7B, .value), (0x7B, .valueOrEnd):
        guard open.count < depth else { return false }
        open.append(byte)
        expected = byte == 0x5B ? .valueOrEnd : .keyOrEnd
      case (0x5D, .valueOrEnd), (0x5D, .commaOrEnd), (0x7D, .keyOrEnd), (0x7D, .commaOrEnd):
        guard open.popLast() == byte - 2 else { return false }
        expected = .commaOrEnd
      case (0x2C, .commaOrEnd):
        guard let container = open.last else { return false }
        expected = container == 0x5B ? .value : .key
      case (0x3A, .colon):
        expected = .value
      case (0x22, .key), (0x22, .keyOrEnd), (0x22, .value), (0x22, .valueOrEnd):
        guard let end = JSONReader.endOfString(raw, from: index),
          appendString(Bytes(rebasing: raw[index + 1..<end - 1]), ascii, &output)
        else { return false }
        index = end
        expected = expected == .key || expected == .keyOrEnd ? .colon : .commaOrEnd
        continue
      case (_, .value), (_, .valueOrEnd):
        guard let end = JSONReader.endOfValue(raw, from: index), appendWord(raw[index..<end], &output) else {
          return false
        }
        index = end
        expected = .commaOrEnd
        continue
      default:
        return false
      }
      output.append(byte)
      index += 1
    }
  }

  /// Appends a string with its quotes; false where an escape in it is none.
  private static func appendString(_ inside: Bytes, _ ascii: Bool, _ output: inout [UInt8]) -> Bool {
    output.append(0x22)
    var start = 0
    while start < inside.count {
      let rest = inside[start...]
      let end = rest.firstIndex(of: 0x5C) ?? inside.count
      if end > start { SafeText.appendJSON(Bytes(rebasing: inside[start..<end]), ascii: ascii, to: &output) }
      guard end < inside.count else { break }
      guard let next = appendEscape(inside, at: end, &output) else { return false }
      start = next
    }
    output.append(0x22)
    return true
  }

  /// Appends the escape at `start`, which is safe as it is but for what stands for no character; gives the index after
  /// it, or `nil` where it is no escape.
  private static func appendEscape(_ inside: Bytes, at start: Int, _ output: inout [UInt8]) -> Int? {
    guard start + 1 < inside.count else { return nil }
    switch inside[start + 1] {
    case 0x22, 0x5C, 0x2F, 0x62, 0x66, 0x6E, 0x72, 0x74:
      output.append(contentsOf: inside[start..<start + 2])
      return start + 2
    case 0x75:
      guard let first = JSONReader.unit(inside, at: start + 2) else { return nil }
      var scalar = first
      var end = start + 6
      if 0xD800...0xDBFF ~= first, end + 1 < inside.count, inside[end] == 0x5C, inside[end + 1] == 0x75,
        let second = JSONReader.unit(inside, at: end + 2), 0xDC00...0xDFFF ~= second
      {
        scalar = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
        end += 6
      }
      let isCharacter = Unicode.Scalar(scalar)?.properties.isNoncharacterCodePoint == false
      output.append(contentsOf: isCharacter ? Array(inside[start..<end]) : Array("\\ufffd".utf8))
      return end
    default: return nil
    }
  }

  /// Appends `true`, `false`, `null` or a number; false for any other word. A number beyond any reader's range becomes
  /// a string, so that it stops no reader.
  private static func appendWord(_ word: Slice<Bytes>, _ output: inout [UInt8]) -> Bool {
    if word.elementsEqual("true".utf8) || word.elementsEqual("false".utf8) || word.elementsEqual("null".utf8) {
      output.append(contentsOf: word)
      return true
    }
    guard isNumber(word) else { return false }
    let mayBeHuge = word.count > 300 || word.contains { $0 | 0x20 == 0x65 }
    if mayBeHuge, Double(String(decoding: word, as: UTF8.self))?.isFinite != true {
      output.append(0x22)
      output.append(contentsOf: word)
      output.append(0x22)
    } else {
      output.append(contentsOf: word)
    }
    return true
  }

  private static func isNumber(_ word: Slice<Bytes>) -> Bool {
    var rest = word[...]
    func digits() -> Int {
      let count = rest.prefix { 0x30...0x39 ~= $0 }.count
      rest = rest.dropFirst(count)
      return count
    }
    if rest.first == 0x2D { rest = rest.dropFirst() }
    let leadsWithZero = rest.first == 0x30
    let whole = digits()
    guard whole > 0, !leadsWithZero || whole == 1 else { return false }
    if rest.first == 0x2E {
      rest = rest.dropFirst()
      guard digits() > 0 else { return false }
    }
    if let letter = rest.first, letter | 0x20 == 0x65 {
      rest = rest.dropFirst()
      if rest.first == 0x2B || rest.first == 0x2D { rest = rest.dropFirst() }
      guard digits() > 0 else { return false }
    }
    return rest.isEmpty
  }
}
