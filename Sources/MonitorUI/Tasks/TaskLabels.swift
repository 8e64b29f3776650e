import MonitorCore

/// What tasks are called where there is room for a word: by their names, as far as these tell them apart.
enum TaskLabels {
  /// Words that tell nothing apart.
  private static let fillers: Set<Substring> = ["a", "an", "the", "to", "of", "for", "from", "in", "and", "with"]
  private static let minWidth = 8
  private static let minNameBesideTail = 4

  /// A label for each task, all of them different, at most so wide: the first word of its name; of tasks that share it what
  /// comes after the words that they share; and where that is the same too, the end of the id.
  ///
  /// - Parameter tasks: the name, empty where it is not known, and the end of the id that no other has.
  static func labels(of tasks: [(name: String, tail: String)], maxWidth: Int, ellipsis: Unicode.Scalar) -> [String] {
    guard maxWidth >= minWidth else { return tasks.map(\.tail) }
    let words = tasks.map { SafeText.line($0.name).split(separator: " ") }
    var forms = words.map { String($0.first ?? "") }
    for group in groups(forms) where group.count > 1 {
      let shared = sharedWords(group.map { words[$0] })
      for index in group {
        let rest = words[index].dropFirst(shared).drop { fillers.contains($0) }.joined(separator: " ")
        if rest.contains(where: \.isLetter) {
          forms[index] = rest
        } else if !rest.isEmpty {
          // A number alone is no name.
          forms[index] = "\(forms[index].clipped(to: max(1, maxWidth - rest.columns - 1), ellipsis)) \(rest)"
        }
      }
    }
    forms = forms.map { $0.clipped(to: maxWidth, ellipsis) }
    for group in groups(forms) {
      for index in group where group.count > 1 || forms[index].isEmpty {
        let tail = tasks[index].tail
        let space = maxWidth - tail.columns - 1
        // What tells some of them apart stays beside what tells all of them apart.
        let form = forms[index]
        forms[index] = form.isEmpty || space < minNameBesideTail ? tail : "\(form.clipped(to: space, ellipsis)) \(tail)"
      }
    }
    return forms
  }

  /// The indices of equal forms, whatever their case.
  private static func groups(_ forms: [String]) -> [[Int]] {
    Dictionary(grouping: forms.indices) { forms[$0].lowercased() }.values.map { $0.sorted() }
  }

  /// How many words all begin with.
  private static func sharedWords(_ names: [[Substring]]) -> Int {
    guard let first = names.first else { return 0 }
    return first.indices.first { index in names.contains { $0.count <= index || $0[index] != first[index] } }
      ?? first.count
  }
}
