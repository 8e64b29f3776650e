/// The one way for server text to anywhere: `safety.md`, "Text from the server".
///
/// Bytes are read as UTF-8 with what is wrong in it repaired. Every function takes time in proportion to its input, and
/// leaves text that it has made unchanged when given it again (but for the backslashes and quotes of JSON).
/// `ascii` makes the output 7-bit, for locales that are not UTF-8.
package enum SafeText {
  /// Text as lines for the screen. `values` are the ranges of `text` that were filled into a template, ascending and
  /// disjoint; ranges that are not so are passed over. Never returns no line.
  package static func screen(_ text: [UInt8], values: [Range<Int>] = [], ascii: Bool = false) -> [SafeLine] {
    var scanner = SafeScanner(ScreenSink(isASCII: ascii))
    text.withUnsafeBufferPointer { text in
      var done = 0
      func pass(to end: Int, _ kind: SafeRun.Kind) {
        guard end > done else { return }
        scanner.separate()
        scanner.sink.become(kind)
        scanner.scan(UnsafeBufferPointer(rebasing: text[done..<end]))
        done = end
      }
      for value in values where value.lowerBound >= done && value.upperBound <= text.count {
        pass(to: value.lowerBound, .text)
        pass(to: value.upperBound, .value)
      }
      pass(to: text.count, .text)
    }
    scanner.sink.finish()
    return scanner.sink.lines
  }

  /// Text for one line of the screen or of a diagnostic: line breaks become a visible `\n`, a tab a space.
  package static func line(_ text: String, ascii: Bool = false) -> String {
    if text.utf8.allSatisfy({ 0x20...0x7E ~= $0 }) { return text }
    var scanner = SafeScanner(PlainSink(output: [], isASCII: ascii, tabs: 0x20))
    var text = text
    text.withUTF8 { scanner.scan($0) }
    return String(decoding: scanner.sink.output, as: UTF8.self)
  }

  /// Appends text for plain output: one line, whatever it holds.
  package static func appendPlain(_ text: [UInt8], ascii: Bool = false, to output: inout [UInt8]) {
    text.withUnsafeBufferPointer { appendPlain($0, ascii: ascii, to: &output) }
  }

  /// Appends text for plain output: one line, whatever it holds.
  package static func appendPlain(
    _ text: UnsafeBufferPointer<UInt8>, ascii: Bool = false, to output: inout [UInt8]
  ) {
    guard ByteScan.endOfPrintable(text, from: 0) < text.count else { return output.append(contentsOf: text) }
    var scanner = SafeScanner(PlainSink(output: moved(&output), isASCII: ascii))
    scanner.scan(text)
    output = scanner.sink.output
  }

  /// Appends text as the inside of a JSON string (without the quotes).
  package static func appendJSON(_ text: [UInt8], ascii: Bool = false, to output: inout [UInt8]) {
    text.withUnsafeBufferPointer { appendJSON($0, ascii: ascii, to: &output) }
  }

  /// Appends text as the inside of a JSON string (without the quotes).
  package static func appendJSON(
    _ text: UnsafeBufferPointer<UInt8>, ascii: Bool = false, to output: inout [UInt8]
  ) {
    var scanner = SafeScanner(JSONSink(output: moved(&output), isASCII: ascii))
    scanner.scan(text)
    output = scanner.sink.output
  }

  /// Moves bytes out, so that whoever appends to them is their only owner and nothing is copied.
  private static func moved(_ bytes: inout [UInt8]) -> [UInt8] {
    var moved: [UInt8] = []
    swap(&moved, &bytes)
    return moved
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

extension String {
  /// What stands before a separator; all of it where that is not there.
  package func prefixBefore(_ separator: String) -> String {
    guard let range = firstRange(of: separator) else { return self }
    return String(self[..<range.lowerBound])
  }

  /// A sentence as it stands before more text: without the period at its end; three of them stay.
  package var withoutPeriod: String { hasSuffix(".") && !hasSuffix("..") ? String(dropLast()) : self }
}
