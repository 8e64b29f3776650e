package import MonitorCore

/// A value of a small document, to be looked into member by member. For what is read seldom: the page scanner reads
/// entries without it.
///
/// A member that is no valid JSON is there as `nil` kind and does not hide its neighbours.
package struct JSONNode {
  private let source: [UInt8]
  /// `nil` where the bytes are no valid JSON.
  private let token: JSONToken?
  private let range: Range<Int>

  /// Reads a whole document that is an object. `nil` where its frame is broken.
  package init?(document: [UInt8]) {
    var position = 0
    var start: Int?
    let bytes = document.span
    do {
      try JSONFraming.members(bytes, &position) { bytes, key, position throws(JSONDefect) in
        _ = try JSONFraming.skip(bytes, &position)
      }
    } catch { return nil }
    for index in 0..<document.count where document[index] == 0x7B {
      start = index
      break
    }
    guard let start else { return nil }
    var end = document.count
    while end > start, document[end - 1] != 0x7D { end -= 1 }
    self.init(document, start..<end)
  }

  private init(_ source: [UInt8], _ range: Range<Int>) {
    self.source = source
    self.range = range
    var position = range.lowerBound
    let token = try? StrictJSON.value(source.span, &position)
    self.token = position == range.upperBound ? token : nil
  }

  /// The bytes of the value.
  package var raw: [UInt8] { Array(source[range]) }

  /// The kind, where the value is valid JSON.
  package var kind: JSONToken.Kind? { token?.kind }

  /// The members of an object, also of one with invalid values; of a repeated key the last one.
  package var members: [String: JSONNode] {
    var result: [String: JSONNode] = [:]
    for (key, value) in orderedMembers { result[key] = value }
    return result
  }

  /// The members in their order, repeated keys included; empty for what is no object.
  var orderedMembers: [(key: String, value: JSONNode)] {
    guard source[range].first == 0x7B else { return [] }
    let object = Array(source[range])
    var result: [(key: String, value: JSONNode)] = []
    var position = 0
    try? JSONFraming.members(object.span, &position) { bytes, key, position throws(JSONDefect) in
      let value = try JSONFraming.skip(bytes, &position)
      result.append((JSONText.text(bytes, key), JSONNode(object, value)))
    }
    return result
  }

  /// The elements of an array; empty for what is none.
  package var elements: [JSONNode] {
    guard token?.kind == .array else { return [] }
    var result: [JSONNode] = []
    var position = range.lowerBound + 1
    let bytes = source.span
    while !StrictJSON.consume(0x5D, bytes, &position) {
      StrictJSON.skipSpace(bytes, &position)
      guard let element = try? JSONFraming.skip(bytes, &position) else { break }
      result.append(JSONNode(source, element))
      _ = StrictJSON.consume(0x2C, bytes, &position)
    }
    return result
  }

  /// The text of a string, escapes resolved and bad UTF-8 replaced. Unsafe text.
  package var string: String? {
    guard let token, token.kind == .string else { return nil }
    return JSONText.text(source.span, token)
  }

  package var number: Double? {
    guard let token, token.kind == .number else { return nil }
    return JSONText.number(source.span, token.range)
  }

  package var timestamp: Timestamp? {
    guard let string else { return nil }
    return Timestamp(parsing: string.utf8)
  }

}
