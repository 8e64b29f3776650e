/// Why a pattern cannot be used.
package struct PatternError: Error, Sendable, Equatable {
  /// One sentence for the person who typed it; holds nothing from a server.
  package let sentence: String

  init(_ sentence: String) {
    self.sentence = sentence
  }
}
