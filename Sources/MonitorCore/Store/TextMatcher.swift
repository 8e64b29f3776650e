/// A pattern that searches texts; reused from text to text. Patterns of values and templates match no text.
package struct TextMatcher: Sendable {
  enum Method: Sendable {
    case literal(LiteralFinder)
    case expression(RegularExpression)
    case none
  }

  let method: Method
  private(set) var budget = SearchBudget()

  package init(_ pattern: TextPattern) {
    switch pattern.kind {
    case .literal(let text, let ignoresCase): method = .literal(LiteralFinder(text, ignoresCase: ignoresCase))
    case .expression(let expression): method = .expression(expression)
    case .value, .template: method = .none
    }
  }

  /// Whether so many searches were undecided that the pattern is to be dropped, with `PatternError.tooSlow`. From then
  /// on nothing is searched.
  package var isTooSlow: Bool { budget.isSpent }

  /// Whether the pattern is found for certain in a message; `isExcluding` does not matter here.
  package mutating func isFound(in text: [UInt8]) -> Bool {
    if case .found = text.withUnsafeBufferPointer({ search($0) }) { true } else { false }
  }

  /// Whether the pattern lets a message be shown: one that it is found in, or with `excluding` not found in. A message
  /// that cannot be decided within the bounds of a search is shown.
  package mutating func admits(_ text: [UInt8], excluding: Bool = false) -> Bool {
    switch text.withUnsafeBufferPointer({ search($0) }) {
    case .found: !excluding
    case .absent: excluding
    case .undecided: true
    }
  }

  /// Searches a message.
  mutating func search(_ text: UnsafeBufferPointer<UInt8>) -> SearchResult<Void> {
    switch method {
    case .literal(let finder): return finder.isIn(text) ? .found(()) : .absent
    case .expression(let expression): return expression.withSearch { budget.search($0, text) }
    case .none: return .absent
    }
  }

  /// Searches with the search that the caller has of the pattern's expression.
  @inline(__always)
  mutating func search(
    _ text: UnsafeBufferPointer<UInt8>, with search: borrowing ExpressionSearch
  ) -> SearchResult<Void> {
    budget.search(search, text)
  }

  /// Starts a pass over many entries, whose time is bounded as a whole.
  mutating func startPass() { budget.startPass() }
  mutating func endPass() { budget.endPass() }

  /// Where the pattern is found, to highlight it: ascending, disjoint, never empty, at most `limit`. Ends with the first
  /// search that is undecided.
  package func ranges(in text: [UInt8], limit: Int = 1000) -> [Range<Int>] {
    text.withUnsafeBufferPointer { text in
      var found: [Range<Int>] = []
      var start = 0
      switch method {
      case .literal(let finder):
        while !finder.needle.isEmpty, found.count < limit, let index = finder.find(in: text, from: start) {
          start = index + finder.needle.count
          found.append(index..<start)
        }
      case .expression(let expression):
        guard !isTooSlow else { break }
        expression.withSearch { search in
          while found.count < limit, case .found(let range) = search.firstRange(in: text, from: start) {
            found.append(range)
            start = range.upperBound
          }
        }
      case .none: break
      }
      return found
    }
  }
}
