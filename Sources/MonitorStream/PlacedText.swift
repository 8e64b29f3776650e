import MonitorCore

/// Text with places in braces, such as `{time} {severity:7} {message}`: what a person writes for a line of output.
///
/// `{name}` is filled in, `{name:7}` takes 7 columns at least; `{{` and `}}` are braces, `\t`, `\n` and `\\` what they are
/// everywhere. What has no value is left out, with the space before it.
package struct PlacedText<Place: RawRepresentable & CaseIterable & Sendable>: Sendable where Place.RawValue == String {
  private enum Part: Sendable {
    case text([UInt8])
    case place(Place, width: Int)
  }

  private var parts: [Part] = []

  /// Reads a text. Throws what is wrong with it.
  package init(_ text: String) throws(PlacedTextFailure) {
    var literal = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      switch (scalar, rest.first) {
      case ("{", "{"), ("}", "}"), ("\\", "\\"): literal.append(rest.removeFirst())
      case ("{", _):
        guard let close = rest.firstIndex(of: "}") else { throw .noEnd }
        if !literal.isEmpty { parts.append(.text(Array(String(literal).utf8))) }
        literal = String.UnicodeScalarView()
        parts.append(try Self.place(String(rest[..<close])))
        rest = rest[rest.index(after: close)...]
      case ("\\", "t"), ("\\", "n"): literal.append(rest.removeFirst() == "t" ? "\t" : "\n")
      case ("\\", let letter): throw .escape(letter.map { String(Character($0)) } ?? "")
      case ("\t", _), ("\n", _): literal.append(scalar)
      default:
        if scalar.properties.generalCategory == .control { throw .control }
        literal.append(scalar)
      }
    }
    if !literal.isEmpty { parts.append(.text(Array(String(literal).utf8))) }
    if parts.isEmpty { throw .empty }
  }

  /// Places with a space between them.
  package init(_ places: [Place]) {
    for place in places { parts += (parts.isEmpty ? [] : [.text([0x20])]) + [.place(place, width: 0)] }
  }

  private static func place(_ text: String) throws(PlacedTextFailure) -> Part {
    let colon = text.firstIndex(of: ":")
    let name = String(text[..<(colon ?? text.endIndex)])
    guard let place = Place(rawValue: name) else { throw .unknown(name) }
    guard let colon else { return .place(place, width: 0) }
    guard let width = Int(text[text.index(after: colon)...]), (1...1_000).contains(width) else { throw .width(text) }
    return .place(place, width: width)
  }

  /// The same with a text of its own that is 7-bit.
  package var ascii: PlacedText {
    var result = self
    for case (let index, .text(let bytes)) in parts.enumerated() {
      var output: [UInt8] = []
      for (number, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
        if number > 0 { output.append(0x0A) }
        SafeText.appendPlain(Array(line), ascii: true, to: &output)
      }
      result.parts[index] = .text(output)
    }
    return result
  }

  /// Appends the text. `value` appends what stands for a place, safe to show, and answers the style that it has.
  package func append(to output: inout [UInt8], _ value: (Place, inout [UInt8]) -> LineStyle?) {
    let start = output.count
    var isMissing = false
    for part in parts {
      switch part {
      case .text(let bytes):
        // A space after nothing would only indent the line.
        let isFirst = isMissing && output.count == start
        output.append(contentsOf: isFirst ? bytes.drop { $0 == 0x20 } : bytes[...])
      case .place(let place, let width):
        let before = output.count
        let style = value(place, &output)
        let columns = Self.columns(output[before...])
        if columns == 0 {
          isMissing = true
          if width == 0, before > start, output.last == 0x20 { output.removeLast() }
        } else if let style {
          output.insert(contentsOf: style.opening.utf8, at: before)
          output.append(contentsOf: LineStyle.closing.utf8)
        }
        output.append(contentsOf: repeatElement(0x20, count: max(0, width - columns)))
      }
    }
  }

  private static func columns(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.allSatisfy { $0 < 0x80 }
      ? bytes.count
      : String(decoding: bytes, as: UTF8.self).unicodeScalars.reduce(0) { $0 + ScalarWidth.of($1.value) }
  }
}

/// What is wrong with a text with places.
package enum PlacedTextFailure: Error, Equatable, Sendable {
  /// A place that there is not.
  case unknown(String)
  /// A `{` without its `}`.
  case noEnd
  case width(String)
  /// A backslash before something else than `t`, `n` or itself.
  case escape(String)
  /// A control character other than a tab or a line feed.
  case control
  case empty
}
