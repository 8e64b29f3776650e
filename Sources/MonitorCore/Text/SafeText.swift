/// The one way for server text to anywhere.
package enum SafeText {
  /// Text as lines for the screen. `values` are the ranges of `text` that were filled into a template, ascending and
  /// disjoint. Never returns no line.
  package static func screen(_ text: [UInt8], values: [Range<Int>] = []) -> [SafeLine] {
    [SafeLine(runs: [SafeRun(String(decoding: text, as: UTF8.self), .text)])]
  }

  /// Text for one line of the screen or of a diagnostic: line breaks become a visible `\n`, a tab a space.
  package static func line(_ text: String) -> String { text }

  /// Appends text for plain output: one line, whatever it holds.
  package static func appendPlain(_ text: [UInt8], to output: inout [UInt8]) {
    output.append(contentsOf: text)
  }

  /// Appends text as the inside of a JSON string (without the quotes).
  package static func appendJSON(_ text: [UInt8], to output: inout [UInt8]) {
    output.append(contentsOf: text)
  }
}

/// One line of text that is safe to draw.
package struct SafeLine: Hashable, Sendable {
  package var runs: [SafeRun]

  package init(runs: [SafeRun]) { self.runs = runs }

  package var text: String { runs.map(\.text).joined() }
}

/// A run of safe text of one kind.
package struct SafeRun: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// The template's own words, a filled-in value, the visible form of an unsafe character.
    case text, value, escape
  }

  package var text: String
  package var kind: Kind

  package init(_ text: String, _ kind: Kind) {
    self.text = text
    self.kind = kind
  }
}
