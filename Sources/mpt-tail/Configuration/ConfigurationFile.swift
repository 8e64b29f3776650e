import MonitorCore

/// A configuration as text: a subset of TOML, wide enough for what formatters and other programs write.
///
/// Sections `[a.b]`, dotted keys, inline tables, comments, all four kinds of strings, integers (also hexadecimal, octal,
/// binary and with `_`), floats, booleans, and lists of strings over any number of lines. Dates, lists of other things
/// and lists of sections (`[[a]]`) are refused, because no setting takes one. Every failure names its line.
///
/// It is read here and not by a library because the libraries at hand forget where a value stood, and a sentence about a
/// wrong value has to name its line.
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
    /// Where the key stands, counted from 1.
    let line: Int
  }

  struct Section: Equatable {
    /// The parts of `[a.b]`; empty for what stands before the first section.
    let name: [String]
    /// Where its header stands, or the first key that named it.
    let line: Int
    var entries: [Entry] = []
  }

  /// In the order in which they were named first; the one without a name is always there.
  private(set) var sections = [Section(name: [], line: 1)]
  /// What each name was defined as, so that none is defined twice.
  private var definitions: [[String]: Definition] = [:]

  init() {}

  /// Throws the first failure, with its line.
  init(_ text: String) throws(ConfigurationFailure) {
    var reader = ConfigurationReader(text)
    do {
      var header: [String] = []
      while try reader.beginsStatement() {
        let line = reader.line
        if reader.consume("[") {
          header = try reader.header()
          try define(header, as: .header, line: line)
        } else {
          try assign(&reader, in: header)
        }
        try reader.endStatement()
      }
    } catch {
      throw ConfigurationFailure(line: error.line ?? reader.line, sentence: error.sentence)
    }
  }

  /// Inline tables in inline tables: nothing real has more.
  private static let maxDepth = 8

  /// Reads `key = value` into the table with this name.
  private mutating func assign(
    _ reader: inout ConfigurationReader, in table: [String], depth: Int = 0
  ) throws(ConfigurationFailure) {
    let line = reader.line
    let keys = try reader.keys()
    let name = table + keys
    guard reader.consume("=") else {
      throw ConfigurationFailure(line: line, sentence: "after '\(Self.text(keys))' a '=' and a value are missing.")
    }
    for count in table.count + 1..<max(table.count + 1, name.count) {
      try define(Array(name.prefix(count)), as: .dotted, line: line)
    }
    reader.skipSpace()
    guard reader.consume("{") else {
      let value = try reader.value()
      try define(name, as: .value, line: line)
      section(Array(name.dropLast()), line: line) {
        $0.entries.append(Entry(key: name.last ?? "", value: value, line: line))
      }
      return
    }
    guard depth < Self.maxDepth else { throw ConfigurationFailure(sentence: "there are too many '{' in each other.") }
    try define(name, as: .inline, line: line)
    try reader.skipSpaceAndLines()
    while !reader.consume("}") {
      try assign(&reader, in: name, depth: depth + 1)
      try reader.skipSpaceAndLines()
      if reader.consume(",") {
        try reader.skipSpaceAndLines()
      } else if !reader.isAt("}") {
        throw ConfigurationFailure(sentence: "between '{' and '}' a ',' or the '}' is missing.")
      }
    }
  }

  /// How a name came to be: what decides whether it may be named again.
  private enum Definition: Equatable {
    /// A section with a header of its own; one that only a longer header named.
    case header(Int), parent(Int)
    /// A table that dotted keys, or braces, made.
    case dotted(Int), inline(Int)
    case value(Int)

    var line: Int {
      switch self {
      case .header(let line), .parent(let line), .dotted(let line), .inline(let line), .value(let line): line
      }
    }
  }

  private enum Kind { case header, dotted, inline, value }

  private mutating func define(_ name: [String], as kind: Kind, line: Int) throws(ConfigurationFailure) {
    let known = definitions[name]
    switch (kind, known) {
    case (.dotted, .dotted), (.dotted, .parent): break
    case (.header, nil), (.header, .parent):
      for count in 1..<max(1, name.count) { try defineParent(Array(name.prefix(count)), line: line) }
      definitions[name] = .header(line)
    case (.dotted, nil): definitions[name] = .dotted(line)
    case (.inline, nil): definitions[name] = .inline(line)
    case (.value, nil): definitions[name] = .value(line)
    case (.header, let known?):
      throw ConfigurationFailure(
        line: line, sentence: "the section [\(Self.text(name))] stands in line \(known.line) already.")
    case (_, let known?):
      throw ConfigurationFailure(
        line: line, sentence: "'\(Self.text(name))' stands in line \(known.line) already.")
    }
    if kind != .value { section(name, line: line) { _ in } }
  }

  private mutating func defineParent(_ name: [String], line: Int) throws(ConfigurationFailure) {
    switch definitions[name] {
    case nil: definitions[name] = .parent(line)
    case .header, .parent, .dotted: break
    case .inline(let other), .value(let other):
      throw ConfigurationFailure(
        line: line, sentence: "'\(Self.text(name))' stands in line \(other) already, and is no section.")
    }
  }

  private mutating func section(_ name: [String], line: Int, _ change: (inout Section) -> Void) {
    let index = sections.firstIndex { $0.name == name } ?? sections.endIndex
    if index == sections.endIndex { sections.append(Section(name: name, line: line)) }
    change(&sections[index])
  }

  private static func text(_ name: [String]) -> String { name.joined(separator: ".") }
}

/// Why a configuration cannot be used: a sentence that is safe to show, and the line where there is one.
struct ConfigurationFailure: Error, Equatable {
  /// Counted from 1.
  var line: Int?
  let sentence: String

  /// `sentence` may hold text of the configuration as it stands there: it is made safe here, once for all.
  init(line: Int? = nil, sentence: String) {
    self.line = line
    self.sentence = SafeText.line(sentence)
  }

  /// The sentence with where it is about: `config.toml, line 3: …`.
  func sentence(in path: String) -> String { "\(path)\(line.map { ", line \($0)" } ?? ""): \(sentence)" }
}
