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
