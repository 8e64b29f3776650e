/// The identity of a task, such as `TSK-5498-1544-6054-5440`.
///
/// Its letters are ASCII letters, digits, `-`, `_` and `.`, so it is safe on a screen and in a path.
package struct TaskID: Hashable, Sendable, CustomStringConvertible {
  package let text: String

  /// Takes an identity as it stands. `nil` for an empty one, one over 128 characters, or with other letters.
  package init?(_ text: String) {
    guard (1...128).contains(text.utf8.count), text.utf8.allSatisfy(Self.isAllowed), text.utf8.first != 0x2E
    else { return nil }
    self.text = text
  }

  /// Takes what a person may paste: an identity, or a portal or API address that contains a `TSK-…`.
  package init?(argument: String) {
    if let start = argument.utf8.indices.first(where: { argument.utf8[$0...].starts(with: "TSK-".utf8) }) {
      self.init(String(argument[start...].prefix { $0 == "-" || $0.isASCII && ($0.isNumber || $0.isLetter) }))
    } else {
      self.init(argument)
    }
  }

  /// Makes an identity of any name: other letters become `-`, and nothing at all `log`.
  package init(madeOf name: String) {
    let letters = name.utf8.map { Self.isAllowed($0) ? $0 : 0x2D }.drop { $0 == 0x2E }.prefix(128)
    text = letters.isEmpty ? "log" : String(decoding: letters, as: UTF8.self)
  }

  package var description: String { text }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
    default: false
    }
  }
}
