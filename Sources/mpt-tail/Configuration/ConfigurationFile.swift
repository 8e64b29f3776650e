/// Why a configuration cannot be used: a sentence, and the line where there is one.
struct ConfigurationFailure: Error, Equatable {
  var line: Int?
  let sentence: String
}

/// A configuration as text: the part of TOML that settings need.
///
/// Lines of `key = value`, `[section]` and comments (`#`). A value is a string in `"` or `'`, a number, `true` or
/// `false`, or a list of strings in one line. Anything else is told with its line, and never guessed.
struct ConfigurationFile: Equatable {
  enum Value: Equatable {
    case string(String)
    case number(Double)
    case bool(Bool)
    case list([String])
  }

  struct Entry: Equatable {
    let key: String
    let value: Value
    let line: Int
  }

  struct Section: Equatable {
    /// The parts of `[a.b]`; empty before the first header.
    let name: [String]
    let line: Int
    var entries: [Entry] = []
  }

  private(set) var sections = [Section(name: [], line: 1)]

  init() {}

  init(_ text: String) throws(ConfigurationFailure) {
    // Scalars: a CR LF is one Character.
    let lines = text.unicodeScalars.split(omittingEmptySubsequences: false) { $0 == "\n" }
    for (number, line) in lines.enumerated() {
      do {
        try take(String(line), at: number + 1)
      } catch {
        throw ConfigurationFailure(line: number + 1, sentence: error.sentence)
      }
    }
  }

  private mutating func take(_ text: String, at line: Int) throws(ConfigurationFailure) {
    var reader = ConfigurationLine(text)
    reader.skipSpace()
    if reader.isAtEnd { return }
    if reader.take("[") {
      let name = try reader.name(until: "]")
      try reader.end()
      if sections.contains(where: { $0.name == name }) {
        throw ConfigurationFailure(sentence: "the section [\(name.joined(separator: "."))] stands twice.")
      }
      sections.append(Section(name: name, line: line))
      return
    }
    let key = try reader.key()
    reader.skipSpace()
    guard reader.take("=") else {
      throw ConfigurationFailure(sentence: "after '\(key)' a '=' and a value are missing.")
    }
    let value = try reader.value()
    try reader.end()
    let last = sections.count - 1
    if let other = sections[last].entries.first(where: { $0.key == key }) {
      throw ConfigurationFailure(sentence: "'\(key)' stands in line \(other.line) already.")
    }
    sections[last].entries.append(Entry(key: key, value: value, line: line))
  }
}
