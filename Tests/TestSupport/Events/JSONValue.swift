/// A value of JSON, read strictly by RFC 8259: an independent reader, for what the program writes.
package indirect enum JSONValue: Equatable, Sendable {
  case null
  case bool(Bool)
  /// As written.
  case number(String)
  case string(String)
  case array([JSONValue])
  /// In the order of the members; no name twice.
  case object([Member])

  package struct Member: Equatable, Sendable {
    package let name: String
    package let value: JSONValue
  }

  package struct Defect: Error, CustomStringConvertible {
    package let description: String
  }

  /// Reads a text that is one value.
  package init(_ text: some Sequence<UInt8>) throws {
    var reader = Reader(bytes: Array(text))
    self = try reader.value()
    reader.skipSpace()
    guard reader.index == reader.bytes.count else { throw Defect(description: "something follows the value") }
  }

  /// The value of an object's member; `nil` where it has none.
  package subscript(name: String) -> JSONValue? {
    if case .object(let members) = self { members.first { $0.name == name }?.value } else { nil }
  }

  package var text: String? { if case .string(let text) = self { text } else { nil } }
  package var double: Double? { if case .number(let digits) = self { Double(digits) } else { nil } }
  package var elements: [JSONValue] { if case .array(let elements) = self { elements } else { [] } }
  package var members: [Member] { if case .object(let members) = self { members } else { [] } }

  private struct Reader {
    let bytes: [UInt8]
    var index = 0

    mutating func skipSpace() {
      while index < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[index]) { index += 1 }
    }

    mutating func value() throws -> JSONValue {
      skipSpace()
      guard index < bytes.count else { throw defect("it ends too soon") }
      switch bytes[index] {
      case 0x7B:
        var members: [Member] = []
        try list(until: 0x7D) { reader in
          guard case .string(let name) = try reader.value() else { throw reader.defect("a name is no string") }
          guard !members.contains(where: { $0.name == name }) else { throw reader.defect("'\(name)' comes twice") }
          try reader.expect(0x3A)
          members.append(Member(name: name, value: try reader.value()))
        }
        return .object(members)
      case 0x5B:
        var elements: [JSONValue] = []
        try list(until: 0x5D) { elements.append(try $0.value()) }
        return .array(elements)
      case 0x22: return .string(try string())
      default: return try word()
      }
    }

    private mutating func list(until end: UInt8, _ element: (inout Reader) throws -> Void) throws {
      index += 1
      skipSpace()
      if index < bytes.count, bytes[index] == end {
        index += 1
        return
      }
      while true {
        try element(&self)
        skipSpace()
        guard index < bytes.count else { throw defect("it ends too soon") }
        index += 1
        if bytes[index - 1] == end { return }
        guard bytes[index - 1] == 0x2C else { throw defect("a comma is missing") }
      }
    }

    private mutating func string() throws -> String {
      var text: [UInt8] = []
      index += 1
      while index < bytes.count, bytes[index] != 0x22 {
        guard bytes[index] >= 0x20 else { throw defect("a control character") }
        if bytes[index] == 0x5C { try escape(&text) } else { text.append(bytes[index]) }
        index += 1
      }
      try expect(0x22)
      guard let text = String(validating: text, as: UTF8.self) else { throw defect("bad UTF-8") }
      return text
    }

    private mutating func escape(_ text: inout [UInt8]) throws {
      index += 1
      guard index < bytes.count else { throw defect("it ends too soon") }
      let plain: [UInt8: UInt8] = [
        0x22: 0x22, 0x5C: 0x5C, 0x2F: 0x2F, 0x62: 8, 0x66: 12, 0x6E: 10, 0x72: 13, 0x74: 9,
      ]
      if let byte = plain[bytes[index]] { return text.append(byte) }
      var scalar = try unit()
      if 0xD800..<0xDC00 ~= scalar {
        index += 1
        guard index < bytes.count, bytes[index] == 0x5C else { throw defect("half a character") }
        index += 1
        scalar = 0x10000 + (scalar - 0xD800) << 10 + (try unit() &- 0xDC00)
      }
      guard let scalar = Unicode.Scalar(scalar) else { throw defect("half a character") }
      text.append(contentsOf: String(scalar).utf8)
    }

    private mutating func unit() throws -> UInt32 {
      guard index + 4 < bytes.count, bytes[index] == 0x75,
        let unit = UInt32(String(decoding: bytes[index + 1...index + 4], as: UTF8.self), radix: 16)
      else { throw defect("an escape that does not exist") }
      index += 4
      return unit
    }

    private mutating func word() throws -> JSONValue {
      let start = index
      while index < bytes.count, ![0x2C, 0x5D, 0x7D, 0x20, 0x0A].contains(bytes[index]) { index += 1 }
      let word = String(decoding: bytes[start..<index], as: UTF8.self)
      switch word {
      case "null": return .null
      case "true": return .bool(true)
      case "false": return .bool(false)
      default:
        guard word.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?/) != nil else {
          throw defect("'\(word.prefix(40))' is no value")
        }
        return .number(word)
      }
    }

    private mutating func expect(_ byte: UInt8) throws {
      skipSpace()
      guard index < bytes.count, bytes[index] == byte else {
        throw defect("'\(Character(Unicode.Scalar(byte)))' is missing")
      }
      index += 1
    }

    private func defect(_ why: String) -> Defect { Defect(description: "\(why), at byte \(index)") }
  }
}
