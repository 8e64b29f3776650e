package import MonitorCore

/// What is searched for and highlighted in the panes.
package struct Search: Sendable {
  package let pattern: TextPattern
  let matcher: TextMatcher

  package init(_ pattern: TextPattern) {
    self.pattern = pattern
    matcher = TextMatcher(pattern)
  }

  /// Highlights the matches in a line; the line's text stays as it is.
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
