import FoundationEssentials

extension PlatformValue: Decodable {
  /// Reads a JSON document, or nothing when it is not one; members come in the order of their names, because the
  /// decoder does not keep theirs.
  package init?(json bytes: [UInt8]) {
    guard let value = try? JSONDecoder().decode(PlatformValue.self, from: Data(bytes)) else { return nil }
    self = value
  }

  package init(from decoder: any Decoder) throws {
    // Texts are the most frequent, and every wrong guess costs an error.
    let single = try decoder.singleValueContainer()
    if let text = try? single.decode(String.self) {
      self = .string(text)
      return
    }
    if let members = try? decoder.container(keyedBy: MemberName.self) {
      self = .object(
        try members.allKeys.sorted { $0.stringValue < $1.stringValue }.map {
          Member($0.stringValue, try members.decode(PlatformValue.self, forKey: $0))
        })
      return
    }
    if var list = try? decoder.unkeyedContainer() {
      var elements: [PlatformValue] = []
      while !list.isAtEnd { elements.append(try list.decode(PlatformValue.self)) }
      self = .array(elements)
      return
    }
    if single.decodeNil() {
      self = .null
    } else if let value = try? single.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? single.decode(Int64.self) {
      self = .integer(value)
    } else {
      self = .number(try single.decode(Double.self))
    }
  }
}

private struct MemberName: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }

  init(stringValue: String) {
    self.stringValue = stringValue
  }

  init?(intValue: Int) {
    nil
  }
}

extension PlatformValue {
  /// This value as compact JSON in UTF-8; a number that JSON cannot say becomes null.
  package var json: [UInt8] {
    var bytes: [UInt8] = []
    write(to: &bytes)
    return bytes
  }

  func write(to bytes: inout [UInt8]) {
    switch self {
    case .null: bytes += "null".utf8
    case .bool(let value): bytes += (value ? "true" : "false").utf8
    case .integer(let value): bytes += String(value).utf8
    case .number(let value): Self.write(value, to: &bytes)
    case .string(let text): Self.write(text, to: &bytes)
    case .array(let elements):
      bytes.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        element.write(to: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let members):
      bytes.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        Self.write(member.name, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        member.value.write(to: &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    }
  }

  private static func write(_ number: Double, to bytes: inout [UInt8]) {
    if let whole = Int64(exactly: number) {
      bytes += String(whole).utf8
    } else if number.isFinite {
      bytes += number.description.utf8
    } else {
      bytes += "null".utf8
    }
  }

  private static func write(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): bytes += #"\""#.utf8
      case UInt8(ascii: "\\"): bytes += #"\\"#.utf8
      case 0x0a: bytes += #"\n"#.utf8
      case 0x0d: bytes += #"\r"#.utf8
      case 0x09: bytes += #"\t"#.utf8
      case 0..<0x20, 0x7f:
        let digits = Array("0123456789abcdef".utf8)
        bytes += #"\u00"#.utf8
        bytes.append(digits[Int(byte >> 4)])
        bytes.append(digits[Int(byte & 15)])
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
