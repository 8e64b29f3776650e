package import MonitorCore

/// What is searched for and set off in the panes.
package struct Search: Sendable {
  package let pattern: TextPattern
  let matcher: TextMatcher

  package init(_ pattern: TextPattern) {
    self.pattern = pattern
    matcher = TextMatcher(pattern)
  }

  /// Sets off the matches in a line; the line's text stays as it is.
  func highlight(_ line: [Segment], _ role: Style.Role) -> [Segment] {
    var bytes: [UInt8] = []
    for segment in line { bytes.append(contentsOf: segment.text.utf8) }
    let ranges = matcher.ranges(in: bytes, limit: 100)
    guard !ranges.isEmpty else { return line }
    var result: [Segment] = []
    var start = 0
    for segment in line {
      let text = Array(segment.text.utf8)
      var done = 0
      func pass(to end: Int, _ style: Style) {
        guard end > done else { return }
        var piece = Segment(String(decoding: text[done..<end], as: UTF8.self), style.role, style.emphasis)
        piece.style = style
        result.append(piece)
        done = end
      }
      for range in ranges where range.upperBound > start && range.lowerBound < start + text.count {
        pass(to: max(0, range.lowerBound - start), segment.style)
        pass(to: min(text.count, range.upperBound - start), Style(role))
      }
      pass(to: text.count, segment.style)
      start += text.count
    }
    return result
  }
}

/// A pattern being typed, in the last line.
package struct Prompt: Sendable {
  package enum Kind: String, Hashable, Sendable {
    case search = "/"
    case filter = "&"
  }

  package let kind: Kind
  package var editor = LineEditor()
  /// Why what is typed cannot be used.
  package var problem: String?
  /// Whether what is searched for was not found.
  var hasNoMatch = false
  /// What is searched for, and where the reader was, before the prompt.
  let search: Search?
  let viewport: Viewport
  /// What was chosen in the table, where one is searched.
  let chosen: Slot?
  /// How far back in the history; 0 is what is typed.
  var historyPlace = 0
  var typed = ""
  /// The stacked filter that is being edited.
  var edited: Edited?

  struct Edited: Sendable {
    let pattern: TextPattern
    /// Which of how many it is, from 1.
    let number: Int
    let count: Int
    /// The line as it was.
    let text: String
  }

  /// Whether a filter was brought up, and left as it was.
  var isUnchanged: Bool { edited.map { $0.text == editor.text } ?? false }

  init(_ kind: Kind, search: Search?, viewport: Viewport, chosen: Slot?) {
    self.kind = kind
    self.search = search
    self.viewport = viewport
    self.chosen = chosen
  }
}
