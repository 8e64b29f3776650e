/// The keys valid in a context with a word about each, as many as fit.
struct HintLine {
  private struct Hint {
    let keys: String
    let words: String
    let isKept: Bool

    var width: Int { keys.columns + words.columns + 3 }
  }

  private let hints: [Hint]

  /// - Parameter holds: whether a condition holds now.
  init(_ keys: KeyMap, in context: KeyMap.Context, _ glyphs: Glyphs, holds: (HintCondition) -> Bool) {
    hints = keys.hints(in: context).compactMap { row, use in
      guard let hint = use.hints.first(where: { $0.condition.map(holds) ?? true }) else { return nil }
      let label = row.label(of: hint.keys, glyphs)
      return label.isEmpty ? nil : Hint(keys: label, words: hint.words, isKept: hint.isKept)
    }
  }

  /// Writes what fits of the hints into what is left of a line.
  ///
  /// - Parameter words: what the words are drawn in.
  /// - Parameter margin: columns at the end to be left free.
  func draw(_ words: Style, margin: Int = 0, with pen: inout Pen, on frame: inout Frame) {
    for hint in fitting(into: pen.remaining - margin) {
      if pen.remaining < hint.width { break }
      pen.write(" ", words, on: &frame)
      pen.write(hint.keys, Style(.keyName), on: &frame)
      pen.write(" \(hint.words) ", words, on: &frame)
    }
  }

  /// The width of the hints that fit into so many columns.
  func width(in available: Int) -> Int { fitting(into: available).reduce(0) { $0 + $1.width } }

  /// What is always kept, and the others in their order, each where it fits beside that.
  private func fitting(into available: Int) -> [Hint] {
    var available = available - hints.reduce(0) { $0 + ($1.isKept ? $1.width : 0) }
    return hints.filter { hint in
      if hint.isKept { return true }
      guard hint.width <= available else { return false }
      available -= hint.width
      return true
    }
  }
}
