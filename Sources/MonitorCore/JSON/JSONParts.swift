/// Walks the members of a raw JSON object, or the elements of an array, as far as they can be read.
package struct JSONParts: Sequence, IteratorProtocol {
  /// A member or an element, by where it stands.
  package struct Part {
    /// The inside of the member's name, between its quotes, still escaped; empty for an element.
    package var name: Range<Int>
    /// The raw value.
    package var value: Range<Int>
  }

  package let isObject: Bool
  private let json: JSONReader.Bytes
  /// Where the next part begins; `nil` behind the last one.
  private var position: Int?

  /// Walks the object or array that begins at `start`, white space before it left out; `nil` where none begins there.
  @inline(__always)
  package init?(_ json: JSONReader.Bytes, from start: Int = 0) {
    let open = JSONReader.afterSpace(json, from: start)
    guard open < json.count, json[open] == 0x7B || json[open] == 0x5B else { return nil }
    isObject = json[open] == 0x7B
    self.json = json
    position = JSONReader.afterSpace(json, from: open + 1)
  }

  @inline(__always)
  package mutating func next() -> Part? {
    guard var index = position else { return nil }
    position = nil
    var name = index..<index
    if isObject {
      guard index < json.count, json[index] == 0x22, let end = JSONReader.endOfString(json, from: index) else {
        return nil
      }
      name = index + 1..<end - 1
      index = JSONReader.afterSpace(json, from: end)
      guard index < json.count, json[index] == 0x3A else { return nil }
      index = JSONReader.afterSpace(json, from: index + 1)
    }
    guard index < json.count, let end = JSONReader.endOfValue(json, from: index) else { return nil }
    let comma = JSONReader.afterSpace(json, from: end)
    if comma < json.count, json[comma] == 0x2C { position = JSONReader.afterSpace(json, from: comma + 1) }
    return Part(name: name, value: index..<end)
  }
}

extension JSONReader {
  /// Appends the text of a raw value: a string unescaped, another value as written.
  package static func appendText(of value: Bytes, to output: inout [UInt8]) {
    guard value.first == 0x22, value.count >= 2 else { return output.append(contentsOf: value) }
    appendUnescaped(Bytes(rebasing: value[1..<value.count - 1]), to: &output)
  }

  /// The text of a raw value; see `appendText`.
  package static func text(of value: Bytes) -> [UInt8] {
    var text: [UInt8] = []
    appendText(of: value, to: &text)
    return text
  }

  /// Whether some value is exactly this one: a string's text, or a number or word as written. Names do not count. With
  /// a name it has to be of a member of this name, or in a list that is.
  package static func contains(_ wanted: [UInt8], of name: [UInt8]? = nil, in json: [UInt8]) -> Bool {
    json.withUnsafeBufferPointer { json in
      var index = 0
      // Whether values count, for each bracket that is open.
      var counts = [name == nil]
      while index < json.count {
        switch json[index] {
        case 0x22:
          let found = endOfString(json, from: index)
          let end = found ?? json.count
          let inside = Bytes(rebasing: json[index + 1..<(found.map { $0 - 1 } ?? end)])
          let next = afterSpace(json, from: end)
          if next < json.count, json[next] == 0x3A {
            if let name { counts[counts.count - 1] = isText(inside, name) }
          } else if counts[counts.count - 1], isText(inside, wanted) {
            return true
          }
          index = end
        case 0x7B, 0x5B:
          counts.append(json[index] == 0x7B ? name == nil : counts[counts.count - 1])
          index += 1
        case 0x7D, 0x5D:
          if counts.count > 1 { counts.removeLast() }
          index += 1
        case 0x2C, 0x3A, 0x00...0x20: index += 1
        default:
          let end = endOfValue(json, from: index) ?? index + 1
          if counts[counts.count - 1], json[index..<end].elementsEqual(wanted) { return true }
          index = end
        }
      }
      return false
    }
  }

  /// Whether a value is one of the words of JSON.
  package static func isWord(_ value: [UInt8]) -> Bool {
    ["true", "false", "null"].contains { $0.utf8.elementsEqual(value) }
  }

  /// Whether the inside of a string stands for a text.
  private static func isText(_ inside: Bytes, _ text: [UInt8]) -> Bool {
    guard inside.contains(0x5C) else { return inside.elementsEqual(text) }
    var unescaped: [UInt8] = []
    appendUnescaped(inside, to: &unescaped)
    return unescaped == text
  }
}
