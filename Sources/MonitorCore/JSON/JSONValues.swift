/// Looks through the values in raw JSON without building anything from it.
enum JSONValues {
  /// Whether some value is exactly this one: a string's text, or a number or word as written. Keys do not count.
  /// With a name it has to be of a member of this name, or in a list that is.
  static func contains(_ wanted: [UInt8], of name: [UInt8]? = nil, in json: [UInt8]) -> Bool {
    var place = 0
    // Whether values count, for each bracket that is open.
    var counts = [name == nil]
    while place < json.count {
      let byte = json[place]
      if byte == 0x22 {
        let end = endOfString(json, from: place + 1)
        let inside = json[min(place + 1, end)..<end]
        if isKey(json, after: end + 1) {
          if let name { counts[counts.count - 1] = text(inside) == name }
        } else if counts[counts.count - 1], text(inside) == wanted {
          return true
        }
        place = end + 1
      } else if isWord(byte) {
        let start = place
        while place < json.count, isWord(json[place]) { place += 1 }
        if counts[counts.count - 1], json[start..<place].elementsEqual(wanted) { return true }
      } else {
        if byte == 0x7B { counts.append(name == nil) }
        if byte == 0x5B { counts.append(counts[counts.count - 1]) }
        if byte == 0x7D || byte == 0x5D, counts.count > 1 { counts.removeLast() }
        place += 1
      }
    }
    return false
  }

  /// Whether a value is one of the words of JSON.
  static func isWord(_ value: [UInt8]) -> Bool {
    ["true", "false", "null"].contains { $0.utf8.elementsEqual(value) }
  }

  private static func endOfString(_ json: [UInt8], from start: Int) -> Int {
    var place = start
    while place < json.count, json[place] != 0x22 { place += json[place] == 0x5C ? 2 : 1 }
    return min(place, json.count)
  }

  private static func isKey(_ json: [UInt8], after end: Int) -> Bool {
    json.dropFirst(end).first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } == 0x3A
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte > 0x20 && !Array(",:[]{}\"".utf8).contains(byte)
  }

  /// A string's text, its escapes taken out.
  private static func text(_ inside: ArraySlice<UInt8>) -> [UInt8] {
    guard inside.contains(0x5C) else { return Array(inside) }
    var units: [UInt16] = []
    var rest = Array(String(decoding: inside, as: UTF8.self).utf16)[...]
    while let unit = rest.popFirst() {
      guard unit == 0x5C, let escape = rest.popFirst() else {
        units.append(unit)
        continue
      }
      switch escape {
      case 0x62: units.append(0x08)
      case 0x66: units.append(0x0C)
      case 0x6E: units.append(0x0A)
      case 0x72: units.append(0x0D)
      case 0x74: units.append(0x09)
      case 0x75:
        units.append(UInt16(String(decoding: rest.prefix(4), as: UTF16.self), radix: 16) ?? 0xFFFD)
        rest = rest.dropFirst(4)
      default: units.append(escape)
      }
    }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }
}
