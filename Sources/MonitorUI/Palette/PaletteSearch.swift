/// What is typed in the palette, and how well an entry answers it.
struct PaletteSearch {
  private let text: String
  private let query: [Unicode.Scalar]

  /// No name and no synonym is longer; what is answers nothing, and is not searched for.
  private static let maxLetters = 120

  /// vim's word before a setting says nothing here.
  init(_ text: String) {
    let lower = text.prefix(Self.maxLetters + 1).lowercased().drop { $0 == " " }
    let words = lower.hasPrefix("set ") ? lower.dropFirst(4) : lower
    // Names in a configuration, and lnav's, have hyphens.
    self.text = words.split { " -_".contains($0) }.joined(separator: " ")
    query = Array(self.text.unicodeScalars.filter { $0 != " " })
  }

  var isEmpty: Bool { query.isEmpty }

  /// The entries that answer it, the best first: those whose name begins with what is typed, then those with a word that
  /// does, a synonym, a word of the help, and where there is none of these, those whose name has the letters in their order.
  /// Several of a thing are that thing, too.
  func found(among entries: [PaletteEntry]) -> [PaletteEntry] {
    guard !isEmpty else { return entries }
    guard query.count < Self.maxLetters else { return [] }
    let found = answers(among: entries)
    guard text.count > 4, text.hasSuffix("s"), !text.hasSuffix("ss") else { return found }
    let ofOne = PaletteSearch(String(text.dropLast())).answers(among: entries)
    return found + ofOne.filter { entry in !found.contains { $0.deed == entry.deed } }
  }

  private func answers(among entries: [PaletteEntry]) -> [PaletteEntry] {
    var found: [(entry: PaletteEntry, tier: Int, score: Int)] = []
    for var entry in entries {
      guard let (tier, score) = rank(&entry) else { continue }
      found.append((entry, tier, score))
    }
    if found.contains(where: { $0.tier < Self.letters - 1 }) { found.removeAll { $0.tier == Self.letters } }
    return found.enumerated().sorted {
      ($0.element.tier, $0.element.score, $0.offset) < ($1.element.tier, $1.element.score, $1.offset)
    }.map(\.element.entry)
  }

  /// The tier of those that have but the letters.
  private static let letters = 6

  private func rank(_ entry: inout PaletteEntry) -> (tier: Int, score: Int)? {
    let name = Self.lowercased(entry.name)
    let match = Self.match(query, name)
    let lowerName = entry.name.lowercased()
    if let match {
      entry.hits = match.hits
      if lowerName == text { return (0, 0) }
      if lowerName.hasPrefix(text) { return (1, 0) }
    }
    if let index = entry.synonyms.firstIndex(of: text) {
      if match == nil { entry.synonym = entry.synonyms[index] }
      // The first of its other words is what most people call it.
      return (2, index == 0 ? 0 : 1)
    }
    if let match, Self.hasWords(text, lowerName) { return (3, match.score) }
    if let synonym = entry.synonyms.first(where: { Self.hasWords(text, $0) }) {
      if match == nil { entry.synonym = synonym }
      return (4, 0)
    }
    if text.count >= 3, Self.hasWords(text, entry.about.lowercased()) { return (5, 0) }
    return match.map { (Self.letters, $0.score) }
  }

  /// Whether each word typed begins a word of a text.
  private static func hasWords(_ text: String, _ in: String) -> Bool {
    let words = `in`.split { !$0.isLetter && !$0.isNumber }
    return text.split(separator: " ").allSatisfy { typed in words.contains { $0.hasPrefix(typed) } }
  }

  private static func lowercased(_ name: String) -> [Unicode.Scalar] {
    name.unicodeScalars.map { $0.properties.lowercaseMapping.unicodeScalars.first ?? $0 }
  }

  /// How well typed letters fit a name that has them in their order, less being better, and where they are; `nil`
  /// where it has not. Letters that begin a word or follow each other fit best.
  static func match(_ query: [Unicode.Scalar], _ name: [Unicode.Scalar]) -> (score: Int, hits: [Int])? {
    if query.isEmpty { return (0, []) }
    // For each index where the last letter can be, in their order, the best way to have matched so many letters: of ways
    // that fit as well it is always the same one that is shown.
    var best: [(index: Int, score: Int, hits: [Int])] = []
    for (number, letter) in query.enumerated() {
      var next: [(index: Int, score: Int, hits: [Int])] = []
      for (index, scalar) in name.enumerated() where scalar == letter {
        let begins = index == 0 || name[index - 1] == " "
        if number == 0 {
          next.append((index, (begins ? 0 : 4) + min(index, 3), [index]))
          continue
        }
        let ways = best.lazy.filter { $0.index < index }.map { way in
          (score: way.score + (way.index == index - 1 ? 0 : begins ? 1 : 4), hits: way.hits)
        }
        guard let way = ways.min(by: { $0.score < $1.score }) else { continue }
        next.append((index, way.score, way.hits + [index]))
      }
      best = next
    }
    return best.min { ($0.score, $0.hits[0]) < ($1.score, $1.hits[0]) }.map { ($0.score, $0.hits) }
  }
}
