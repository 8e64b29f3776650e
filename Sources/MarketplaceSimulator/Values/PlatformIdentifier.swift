/// The platform's object identifiers: a prefix and four groups of four random digits, `TSK-5498-1544-6054-5440`.
enum PlatformIdentifier {
  /// A new identifier with `prefix`, such as `TSK` or `TLR`, and `groups` groups of four digits.
  static func make(_ prefix: String, groups: Int = 4, using generator: inout SeededGenerator) -> String {
    var text = Array(prefix.utf8)
    for _ in 0..<groups {
      text.append(UInt8(ascii: "-"))
      CivilTime.append(Int(generator.next() % 10_000), digits: 4, to: &text)
    }
    return String(decoding: text, as: UTF8.self)
  }
}
