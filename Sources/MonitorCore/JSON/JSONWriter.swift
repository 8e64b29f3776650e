/// Writes JSON, compactly and in the order of the calls: commas come by themselves.
///
/// Whatever the texts hold, what is written is valid JSON without control, bidi or invisible characters.
package struct JSONWriter: Sendable {
  /// What was written so far.
  package private(set) var output: [UInt8]
  /// Whether the output is 7-bit.
  package let isASCII: Bool
  /// Whether a value stands before, in the same brackets.
  private var needsComma = false

  package init(ascii: Bool = false) {
    output = []
    isASCII = ascii
  }

  package mutating func beginObject() { begin(0x7B) }
  package mutating func endObject() { end(0x7D) }
  package mutating func beginArray() { begin(0x5B) }
  package mutating func endArray() { end(0x5D) }

  /// The name of the member whose value comes next. `name` is written as it is: ASCII that needs no escape.
  @inline(__always)
  package mutating func name(_ name: StaticString) {
    comma()
    output.append(0x22)
    output.append(contentsOf: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    output.append(0x22)
    output.append(0x3A)
    needsComma = false
  }

  /// A string; `null` where there is none.
  package mutating func value(_ text: String?) {
    guard var text else { return null() }
    text.withUTF8 { value(text: $0) }
  }

  /// A string, from bytes that are read as UTF-8 with what is wrong in it repaired.
  package mutating func value(text: UnsafeBufferPointer<UInt8>) {
    comma()
    output.append(0x22)
    SafeText.appendJSON(text, ascii: isASCII, to: &output)
    output.append(0x22)
    needsComma = true
  }

  /// A string that `append` writes: ASCII that needs no escape.
  package mutating func value(plain append: (inout [UInt8]) -> Void) {
    comma()
    output.append(0x22)
    append(&output)
    output.append(0x22)
    needsComma = true
  }

  /// A string that the program itself says: ASCII that needs no escape.
  @inline(__always)
  package mutating func value(_ word: StaticString) {
    value(plain: { $0.append(contentsOf: UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)) })
  }

  package mutating func value(_ flag: Bool) { write(flag ? "true" : "false") }
  package mutating func value(_ number: some FixedWidthInteger) { write(String(number)) }

  /// A number in the fewest digits that give it back; `null` where there is none or JSON has none for it.
  package mutating func value(_ number: Double?) { write(number.map(Self.text) ?? "null") }
  /// A number in the fewest digits that give it back.
  package mutating func value(_ number: Float) { write(Self.text(number)) }

  /// A raw value, repaired: see `JSONRepair`. Nothing at all is `null`.
  package mutating func value(raw: UnsafeBufferPointer<UInt8>) {
    comma()
    JSONRepair.append(raw, ascii: isASCII, to: &output)
    needsComma = true
  }

  /// A member of a raw object: its name with its quotes taken off, still escaped, and its raw value.
  package mutating func member(rawName: UnsafeBufferPointer<UInt8>, raw value: UnsafeBufferPointer<UInt8>) {
    comma()
    JSONRepair.append(name: rawName, ascii: isASCII, to: &output)
    output.append(0x3A)
    needsComma = false
    self.value(raw: value)
  }

  package mutating func null() { write("null") }

  /// Says that the document is whole: what follows is another one.
  package mutating func endDocument() { needsComma = false }

  /// Lets `body` write behind what `output` holds.
  @inline(__always)
  package mutating func write(to output: inout [UInt8], _ body: (inout JSONWriter) -> Void) {
    // Moved in and out, so that it has one owner and nothing is copied.
    swap(&output, &self.output)
    body(&self)
    swap(&output, &self.output)
  }

  /// A number as JSON, in the fewest digits that give it back: `21.3`, `100`; `null` for what JSON cannot hold.
  package static func text(_ number: some BinaryFloatingPoint & LosslessStringConvertible) -> String {
    guard number.isFinite else { return "null" }
    let text = String(number)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  @inline(__always)
  private mutating func comma() {
    if needsComma { output.append(0x2C) }
  }

  private mutating func begin(_ bracket: UInt8) {
    comma()
    output.append(bracket)
    needsComma = false
  }

  private mutating func end(_ bracket: UInt8) {
    output.append(bracket)
    needsComma = true
  }

  /// Writes a number or a word of JSON as it is.
  mutating func write(_ word: String) {
    comma()
    output.append(contentsOf: word.utf8)
    needsComma = true
  }
}
