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
