import MonitorCore

/// What is typed to find tasks: words that must all be found in a task's name, id, code or status.
///
/// Case matters in words with an upper-case letter.
struct TaskFilter: Sendable {
  private var words: [TextMatcher] = []

  init(_ text: String) {
    for word in text.split(whereSeparator: \.isWhitespace) {
      if let pattern = try? TextPattern(Self.literal(word)) { words.append(TextMatcher(pattern)) }
    }
  }

  var isEmpty: Bool { words.isEmpty }

  mutating func admits(_ task: TaskSnapshot) -> Bool {
    guard !words.isEmpty else { return true }
    // A line break cannot be typed, so no word is found across two of them.
    let text = Array("\(task.id)\n\(task.name)\n\(task.code)\n\(task.status.word)".utf8)
    for word in words.indices where !words[word].isFound(in: text) { return false }
    return true
  }

  /// Sets off what is found in a text.
  func highlight(_ text: String, _ style: Style, found: Style) -> [Segment] {
    let bytes = Array(text.utf8)
    var isFound = [Bool](repeating: false, count: bytes.count)
    for word in words {
      for range in word.ranges(in: bytes, limit: 20) {
        for index in range { isFound[index] = true }
      }
    }
    var result: [Segment] = []
    var start = 0
    for index in bytes.indices.dropFirst() where isFound[index] != isFound[index - 1] {
      result.append(Self.segment(bytes[start..<index], isFound[start] ? found : style))
      start = index
    }
    if start < bytes.count { result.append(Self.segment(bytes[start...], isFound[start] ? found : style)) }
    return result
  }

  private static func segment(_ bytes: ArraySlice<UInt8>, _ style: Style) -> Segment {
    Segment(String(decoding: bytes, as: UTF8.self), style.role, style.emphasis)
  }

  /// The word as a pattern that means only itself.
  private static func literal(_ word: Substring) -> String {
    var result = String.UnicodeScalarView()
    for scalar in word.unicodeScalars {
      if scalar.isASCII, !scalar.properties.isAlphabetic, !("0"..."9").contains(scalar) { result.append("\\") }
      result.append(scalar)
    }
    return String(result)
  }
}
