/// What became of a text, word by word.
struct WordChanges {
  enum Kind: Hashable { case kept, removed, added }

  private typealias Word = ArraySlice<Unicode.Scalar>

  /// Runs of words, in the order of the new text; what was removed stands before what was added in its place.
  private(set) var runs: [(kind: Kind, text: String)] = []

  /// Beyond so many pairs of changed words all of them count as changed.
  private static let maxPairs = 40_000

  init(from old: [Unicode.Scalar], to new: [Unicode.Scalar]) {
    let (before, after) = (Self.words(old), Self.words(new))
    var start = 0
    while start < min(before.count, after.count), before[start] == after[start] { start += 1 }
    var end = 0
    while end < min(before.count, after.count) - start, before[before.count - 1 - end] == after[after.count - 1 - end] {
      end += 1
    }
    append(.kept, after[..<start])
    compare(Array(before[start..<before.count - end]), Array(after[start..<after.count - end]))
    append(.kept, after[(after.count - end)...])
  }

  /// The longest common subsequence of the words; single blanks between changes count as changed, or every other word would
  /// be marked apart.
  private mutating func compare(_ old: [Word], _ new: [Word]) {
    guard old.count * new.count <= Self.maxPairs else {
      append(.removed, old[...])
      return append(.added, new[...])
    }
    var lengths = Array(repeating: Array(repeating: 0, count: new.count + 1), count: old.count + 1)
    for i in old.indices.reversed() {
      for j in new.indices.reversed() {
        lengths[i][j] = old[i] == new[j] ? lengths[i + 1][j + 1] + 1 : max(lengths[i + 1][j], lengths[i][j + 1])
      }
    }
    var (i, j) = (0, 0)
    var (removed, added): ([Word], [Word]) = ([], [])
    func isBlank(_ word: Word) -> Bool { word.allSatisfy { $0 == " " } }
    while i < old.count || j < new.count {
      if i < old.count, j < new.count, old[i] == new[j] {
        let goesOn = i + 1 < old.count && j + 1 < new.count && old[i + 1] != new[j + 1]
        if isBlank(old[i]), goesOn, !removed.isEmpty || !added.isEmpty {
          removed.append(old[i])
          added.append(new[j])
        } else {
          flush(&removed, &added)
          append(.kept, [new[j]])
        }
        (i, j) = (i + 1, j + 1)
      } else if j == new.count || i < old.count && lengths[i + 1][j] >= lengths[i][j + 1] {
        removed.append(old[i])
        i += 1
      } else {
        added.append(new[j])
        j += 1
      }
    }
    flush(&removed, &added)
  }

  private mutating func flush(_ removed: inout [Word], _ added: inout [Word]) {
    append(.removed, removed[...])
    append(.added, added[...])
    (removed, added) = ([], [])
  }

  private mutating func append(_ kind: Kind, _ words: ArraySlice<Word>) {
    guard !words.isEmpty else { return }
    var view = String.UnicodeScalarView()
    for word in words { view.append(contentsOf: word) }
    if runs.last?.kind == kind { runs[runs.count - 1].text += String(view) } else { runs.append((kind, String(view))) }
  }

  /// Letters and digits in a row, blanks in a row, and every other sign by itself.
  private static func words(_ text: [Unicode.Scalar]) -> [Word] {
    var words: [Word] = []
    var start = 0
    func kind(_ scalar: Unicode.Scalar) -> Int {
      scalar == " " ? 0 : scalar.properties.isAlphabetic || scalar.properties.numericType != nil ? 1 : 2
    }
    for index in text.indices where index > start {
      let (one, other) = (kind(text[index - 1]), kind(text[index]))
      guard one != other || other == 2 else { continue }
      words.append(text[start..<index])
      start = index
    }
    if start < text.count { words.append(text[start...]) }
    return words
  }
}
