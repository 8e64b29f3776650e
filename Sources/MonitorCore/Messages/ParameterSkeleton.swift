/// Splits the raw JSON of parameters into a skeleton, which many entries share, and the values, which differ.
///
/// Purely lexical, so that any bytes come back exactly as they were. In a skeleton a byte of 1…4 stands for a value;
/// among the values each ends with a byte of 0.
enum ParameterSkeleton {
  /// A string's inside without any backslash, one with them, digits without sign or leading zero, another number.
  static let plainString: UInt8 = 1
  static let escapedString: UInt8 = 2
  static let plainNumber: UInt8 = 3
  static let otherNumber: UInt8 = 4
  /// The whole skeleton of parameters that were not split: what they hold is then the one value, without an end mark.
  static let unsplit: UInt8 = 5

  private static let maxBytes = 2048

  /// Appends the skeleton and the values. False where the bytes cannot be split; what was appended is then of no use.
  static func split(
    _ json: UnsafeBufferPointer<UInt8>, skeleton: inout [UInt8], values: inout [UInt8]
  ) -> Bool {
    let limit = skeleton.count + maxBytes
    var (offset, copied) = (0, 0)
    while offset < json.count {
      let byte = json[offset]
      if byte == 0x22 {
        guard let (end, isEscaped) = endOfString(json, from: offset + 1) else { return false }
        if !isKey(json, after: end + 1) {
          skeleton.append(contentsOf: UnsafeBufferPointer(rebasing: json[copied...offset]))
          skeleton.append(isEscaped ? escapedString : plainString)
          values.append(contentsOf: UnsafeBufferPointer(rebasing: json[offset + 1..<end]))
          values.append(0)
          copied = end
        }
        offset = end + 1
      } else if byte == 0x2D || isDigit(byte) {
        let (end, isPlain) = endOfNumber(json, from: offset)
        skeleton.append(contentsOf: UnsafeBufferPointer(rebasing: json[copied..<offset]))
        skeleton.append(isPlain ? plainNumber : otherNumber)
        values.append(contentsOf: UnsafeBufferPointer(rebasing: json[offset..<end]))
        values.append(0)
        offset = end
        copied = end
      } else {
        guard byte > unsplit else { return false }
        offset += 1
      }
      guard skeleton.count + (offset - copied) <= limit else { return false }
    }
    skeleton.append(contentsOf: UnsafeBufferPointer(rebasing: json[copied...]))
    return skeleton.count <= limit
  }

  /// Where the values stand in a skeleton.
  static func marks(of skeleton: [UInt8]) -> [Int] { skeleton.indices.filter { skeleton[$0] <= unsplit } }

  /// Appends the values where `split` would find just this skeleton, with values at these places; false where it would not,
  /// and what was appended is of no use then. Nothing but the values is looked at byte by byte: what stands between them
  /// decides alone what is one.
  static func match(
    _ json: UnsafeBufferPointer<UInt8>, _ skeleton: [UInt8], marks: [Int], values: inout [UInt8]
  ) -> Bool {
    skeleton.withUnsafeBufferPointer { skeleton in
      var (offset, done) = (0, 0)
      for mark in marks {
        let literal = UnsafeBufferPointer(rebasing: skeleton[done..<mark])
        guard starts(with: literal, json, at: offset) else { return false }
        offset += literal.count
        let end: Int
        switch skeleton[mark] {
        case plainString, escapedString:
          guard let (close, isEscaped) = endOfString(json, from: offset),
            isEscaped == (skeleton[mark] == escapedString)
          else { return false }
          end = close
        case plainNumber, otherNumber:
          guard offset < json.count, json[offset] == 0x2D || isDigit(json[offset]) else { return false }
          let (last, isPlain) = endOfNumber(json, from: offset)
          guard isPlain == (skeleton[mark] == plainNumber) else { return false }
          end = last
        default: return false
        }
        values.append(contentsOf: UnsafeBufferPointer(rebasing: json[offset..<end]))
        values.append(0)
        (offset, done) = (end, mark + 1)
      }
      let rest = UnsafeBufferPointer(rebasing: skeleton[done...])
      return json.count - offset == rest.count && starts(with: rest, json, at: offset)
    }
  }

  @inline(__always)
  private static func starts(
    with literal: UnsafeBufferPointer<UInt8>, _ json: UnsafeBufferPointer<UInt8>, at offset: Int
  ) -> Bool {
    guard literal.count <= json.count - offset else { return false }
    return ByteHash.areEqual(literal, UnsafeBufferPointer(rebasing: json[offset..<offset + literal.count]))
  }

  /// Appends the bytes that were split; of strings that are longer than `maxValue` so much that it shows, and that their
  /// end is still found.
  static func join(
    _ skeleton: [UInt8], _ values: UnsafeBufferPointer<UInt8>, maxValue: Int = .max, to json: inout [UInt8]
  ) {
    if skeleton == [unsplit] {
      json.append(contentsOf: values)
      return
    }
    var next = 0
    for byte in skeleton {
      guard byte < unsplit else {
        json.append(byte)
        continue
      }
      let end = ByteScan.firstIndex(of: 0, or: 0, in: values, from: next)
      var value = values[next..<end]
      if value.count > maxValue, byte == plainString || byte == escapedString {
        value = value.prefix(maxValue &+ 1)
        if JSONReader.endsInEscape(value) { value.removeLast() }
      }
      json.append(contentsOf: UnsafeBufferPointer(rebasing: value))
      next = min(end + 1, values.count)
    }
  }

  private static func endOfString(
    _ json: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> (end: Int, isEscaped: Bool)? {
    var offset = ByteScan.endOfPlainText(json, from: start)
    var isEscaped = false
    while offset < json.count {
      if json[offset] == 0x22 { return (offset, isEscaped) }
      guard json[offset] == 0x5C, offset + 1 < json.count, json[offset + 1] > unsplit else { return nil }
      isEscaped = true
      offset = ByteScan.endOfPlainText(json, from: offset + 2)
    }
    return nil
  }

  private static func isKey(_ json: UnsafeBufferPointer<UInt8>, after end: Int) -> Bool {
    var offset = end
    while offset < json.count,
      json[offset] == 0x20 || json[offset] == 0x0A || json[offset] == 0x0D || json[offset] == 0x09
    {
      offset += 1
    }
    return offset < json.count && json[offset] == 0x3A
  }

  private static func endOfNumber(
    _ json: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> (end: Int, isPlain: Bool) {
    var end = start
    var isPlain = true
    scan: while end < json.count {
      switch json[end] {
      case 0x30...0x39: break
      case 0x2B, 0x2D, 0x2E, 0x45, 0x65: isPlain = false
      default: break scan
      }
      end += 1
    }
    if end - start > 15 || (end - start > 1 && json[start] == 0x30) { isPlain = false }
    return (end, isPlain)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10
  }
}
