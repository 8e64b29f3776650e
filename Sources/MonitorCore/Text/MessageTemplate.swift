/// A message with its placeholders filled in; reused from entry to entry. The text is still unsafe.
package struct FilledMessage: Sendable {
  package var text: [UInt8] = []
  /// The ranges of `text` that came from parameters, ascending and disjoint.
  package var values: [Range<Int>] = []

  package init() {}

  /// Fills `{{Name}}` in a template from a JSON object. Replaces what was here before.
  package mutating func fill(template: [UInt8], parameters: [UInt8]) {
    text = template
    values = []
  }
}
