/// Suggestions for a mistyped word.
enum NearestWords {
  /// `; did you mean 'theme'?`, or all words where there are few or none is near.
  static func hint(for word: String, among words: [String]) -> String {
    let ranked = words.map { (word: $0, distance: distance(word.lowercased(), $0.lowercased())) }
      .sorted { ($0.distance, $0.word) < ($1.distance, $1.word) }
    let near = ranked.filter { $0.distance <= max(2, word.count / 2) }.prefix(3).map { "'\($0.word)'" }
    if words.count <= 8 { return "; there are \(words.map { "'\($0)'" }.joined(separator: ", "))." }
    if near.isEmpty {
      return "; there are \(ranked.prefix(60).map { "'\($0.word)'" }.sorted().joined(separator: ", "))."
    }
    return "; did you mean \(near.joined(separator: " or "))?"
  }

  /// The Levenshtein distance, over the first 60 characters.
  static func distance(_ left: String, _ right: String) -> Int {
    let (a, b) = (Array(left.prefix(60)), Array(right.prefix(60)))
    var row = Array(0...b.count)
    for (i, letter) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for j in b.indices {
        let kept = diagonal + (letter == b[j] ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(kept, row[j] + 1, diagonal + 1)
      }
    }
    return row[b.count]
  }
}
