/// Finds where a value ends without understanding it: by strings and brackets alone, however deep, so that a defective
/// entry can be cut out and its neighbours kept.
enum JSONFraming {
  /// Moves behind the value that starts here. A container ends with its bracket; everything else before the next comma
  /// or closing bracket. Throws where strings or brackets do not close as they were opened, or where nothing is there.
  static func skip(_ bytes: Span<UInt8>, _ position: inout Int) throws(JSONDefect) -> Range<Int> {
    let start = position
    var open = BracketStack()
    while position < bytes.count {
      let byte = bytes[position]
      switch byte {
      case 0x22: try skipString(bytes, &position)
      case 0x7B, 0x5B:
        open.push(isObject: byte == 0x7B)
        position += 1
      case 0x7D, 0x5D:
        if open.isEmpty { return try end(bytes, start, position) }
        guard open.pop(isObject: byte == 0x7D) else { throw .badToken }
        position += 1
        if open.isEmpty, bytes[start] == 0x7B || bytes[start] == 0x5B { return start..<position }
      case 0x2C where open.isEmpty: return try end(bytes, start, position)
      default: position += 1
      }
    }
    throw .truncated
  }

  /// The members of the object that is the whole text, a byte order mark and space around it left out. `member` is
  /// called at the start of each value and has to move behind it. Throws where the frame is broken.
  static func members(
    _ bytes: Span<UInt8>, _ position: inout Int,
    _ member: (_ bytes: Span<UInt8>, _ key: JSONToken, _ position: inout Int) throws(JSONDefect) -> Void
  ) throws(JSONDefect) {
    if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { position = 3 }
    guard StrictJSON.consume(0x7B, bytes, &position) else { throw JSONDefect(why: "it is no JSON object") }
    if !StrictJSON.consume(0x7D, bytes, &position) {
      repeat {
        StrictJSON.skipSpace(bytes, &position)
        guard position < bytes.count else { throw .truncated }
        guard bytes[position] == 0x22 else { throw .badToken }
        let key = try StrictJSON.string(bytes, &position)
        guard StrictJSON.consume(0x3A, bytes, &position) else { throw position < bytes.count ? .badToken : .truncated }
        StrictJSON.skipSpace(bytes, &position)
        try member(bytes, key, &position)
      } while StrictJSON.consume(0x2C, bytes, &position)
      guard StrictJSON.consume(0x7D, bytes, &position) else { throw position < bytes.count ? .badToken : .truncated }
    }
    StrictJSON.skipSpace(bytes, &position)
    guard position == bytes.count else { throw JSONDefect(why: "something follows its end") }
  }

  /// The range without space at its end.
  private static func end(_ bytes: Span<UInt8>, _ start: Int, _ position: Int) throws(JSONDefect) -> Range<Int> {
    var end = position
    while end > start, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[end - 1]) { end -= 1 }
    guard end > start else { throw .badToken }
    return start..<end
  }

  private static func skipString(_ bytes: Span<UInt8>, _ position: inout Int) throws(JSONDefect) {
    position += 1
    while position < bytes.count {
      let byte = bytes[position]
      position += byte == 0x5C ? 2 : 1
      if byte == 0x22 { return }
    }
    throw .truncated
  }
}

/// The kinds of the brackets that are open, one bit each.
private struct BracketStack {
  private var words: [UInt64] = []
  private var count = 0

  var isEmpty: Bool { count == 0 }

  mutating func push(isObject: Bool) {
    let (word, bit) = count.quotientAndRemainder(dividingBy: 64)
    if word == words.count { words.append(0) }
    let mask = UInt64(1) << UInt64(bit)
    words[word] = isObject ? words[word] | mask : words[word] & ~mask
    count += 1
  }

  /// Closes the innermost one; `false` where it is of the other kind.
  mutating func pop(isObject: Bool) -> Bool {
    count -= 1
    let (word, bit) = count.quotientAndRemainder(dividingBy: 64)
    return (words[word] >> UInt64(bit) & 1 == 1) == isObject
  }
}
