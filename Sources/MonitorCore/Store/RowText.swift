/// The parts of the one byte string that a row of a `LogStore` has: those that are present, each with its length first,
/// and then the parameters' values.
enum RowText {
  struct Sections: OptionSet, Sendable {
    let rawValue: UInt8
    /// The template, where it is not among the shared ones; the parameters then are as sent.
    static let message = Sections(rawValue: 1)
    /// The other members, where they are not among the shared ones.
    static let extras = Sections(rawValue: 2)
    /// The word of an unknown severity.
    static let severity = Sections(rawValue: 4)
    /// A timestamp that cannot be read.
    static let timestamp = Sections(rawValue: 8)
  }

  /// Adds the next section; they must come in the order of their values.
  static func append(_ section: UnsafeBufferPointer<UInt8>, to text: inout [UInt8]) {
    var length = section.count
    while length >= 0x80 {
      text.append(UInt8(truncatingIfNeeded: length) | 0x80)
      length >>= 7
    }
    text.append(UInt8(length))
    text.append(contentsOf: section)
  }

  /// Where a section stands; empty where it is absent. `nil` asks for the values.
  @inline(__always)
  static func range(
    of wanted: Sections?, in text: UnsafeBufferPointer<UInt8>, present: Sections
  ) -> Range<Int> {
    if present.isEmpty { return wanted == nil ? 0..<text.count : 0..<0 }
    return search(for: wanted, in: text, present: present)
  }

  private static func search(
    for wanted: Sections?, in text: UnsafeBufferPointer<UInt8>, present: Sections
  ) -> Range<Int> {
    var place = 0
    for section in [Sections.message, .extras, .severity, .timestamp] where present.contains(section) {
      var length = 0
      var shift = 0
      while place < text.count {
        let byte = text[place]
        place += 1
        length |= Int(byte & 0x7F) << shift
        shift += 7
        if byte < 0x80 { break }
      }
      let end = min(text.count, place + length)
      if section == wanted { return place..<end }
      place = end
    }
    return wanted == nil ? place..<text.count : 0..<0
  }
}
