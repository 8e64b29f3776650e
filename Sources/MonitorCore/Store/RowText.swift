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
    /// The list of members, where it is not among the shared ones.
    static let entryShape = Sections(rawValue: 16)
  }

  /// Adds the next section; they must come in the order of their values.
  static func append(_ section: UnsafeBufferPointer<UInt8>, to text: inout [UInt8]) {
    ByteLength.append(section.count, to: &text)
    text.append(contentsOf: section)
  }

  /// The range of a section; empty where it is absent. `nil` asks for the values.
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
    var offset = 0
    for section in [Sections.message, .extras, .severity, .timestamp, .entryShape] where present.contains(section) {
      let length = ByteLength.read(text, &offset)
      let end = min(text.count, offset + length)
      if section == wanted { return offset..<end }
      offset = end
    }
    return wanted == nil ? offset..<text.count : 0..<0
  }
}

extension LogRows {
  /// The severity's number and the flags of a row in one byte.
  enum Kind {
    static let severity: UInt8 = 0b111
    static let isInvalid: UInt8 = 1 << 3
    static let lacksTimestamp: UInt8 = 1 << 4
    static let hasSeverityText: UInt8 = 1 << 5
    static let hasTimestampText: UInt8 = 1 << 6
    static let isRevised: UInt8 = 1 << 7
    /// Of a row that was released: no severity has this number.
    static let released: UInt8 = 0xFF
  }
}
