import MonitorCore

/// Replaces the values of some parameters in events by pseudonyms: where they are parameters, and from then on wherever they
/// stand as whole words, in entries, messages, snapshots, names and reasons.
///
/// Ids of tasks and entries, severities, states and times stay: without them a recording means nothing.
package struct Redactor: Sendable {
  /// How many words that were written are remembered.
  private static let maxWritten = 1 << 20

  /// The names of the parameters, in lower case.
  private let names: Set<[UInt8]>
  /// Those that no parameter has had yet.
  private var unseen: Set<[UInt8]>
  private var pseudonyms = Pseudonyms()
  private var message = FilledMessage()
  /// Hashes of words that were written.
  private var written: Set<Int> = []
  /// How many values were found to stand, or perhaps to stand, in what had been written before they were known.
  package private(set) var lateCount = 0

  /// - Parameter names: of the parameters, wherever they are in an entry's parameters; case does not matter.
  package init(names: [String]) {
    self.names = Set(names.map { Array($0.lowercased().utf8) })
    unseen = self.names
  }

  /// What to say of names that no parameter had; `nil` where each was found.
  package var unseenNames: String? {
    if unseen.isEmpty { return nil }
    let list = unseen.map { "'\(SafeText.line(String(decoding: $0, as: UTF8.self)))'" }.sorted().joined(separator: ", ")
    return "no parameter is called \(list): nothing was replaced for \(unseen.count == 1 ? "it" : "them")"
  }

  /// Learns the values in an event, a line without its end.
  package mutating func learn(_ line: [UInt8]) {
    line.withUnsafeBufferPointer { line in
      for name in ["log", "snapshot"] {
        guard let document = Self.member(name, of: line), let parameters = Self.member("parameters", of: document)
        else {
          continue
        }
        learn(parameters, isNamed: false)
      }
    }
  }

  /// Appends an event, a line without its end, with what is known of it replaced. Its own values are learnt first.
  package mutating func append(_ line: [UInt8], to output: inout [UInt8]) {
    learn(line)
    line.withUnsafeBufferPointer { line in
      guard let members = JSONParts(line), members.isObject else { return output.append(contentsOf: line) }
      var log: [UInt8]?
      if let raw = Self.member("log", of: line) {
        var redacted: [UInt8] = []
        appendDocument(raw, keeping: Self.keptOfEntry, to: &redacted)
        log = redacted
      }
      let event = Self.member("event", of: line).map { String(decoding: JSONReader.text(of: $0), as: UTF8.self) }
      let isKnown = event.map(Self.events.contains) ?? false
      var separator: UInt8 = 0x7B
      for member in members {
        output.append(separator)
        separator = 0x2C
        Self.appendName(member, of: line, to: &output)
        let value = UnsafeBufferPointer(rebasing: line[member.value])
        switch String(decoding: line[member.name], as: UTF8.self) {
        case "log": output += log ?? Array(value)
        case "text": appendText(value, of: log, to: &output)
        case "name", "problem", "filter": append(value, to: &output)
        case "snapshot": appendDocument(value, keeping: Self.keptOfTask, to: &output)
        case "tasks": append(value, only: Self.textsOfEnd, to: &output)
        case "event", "at", "task":
          if value.first == 0x7B {
            append(value, keeping: Self.keptOfTask, to: &output)
          } else {
            output.append(contentsOf: value)
          }
        default: if isKnown { output.append(contentsOf: value) } else { append(value, to: &output) }
        }
      }
      output.append(0x7D)
    }
  }

  /// What of their members may hold a value is known.
  private static let events: Set<String> = ["start", "watch", "task", "log", "source", "note", "end"]

  private static let keptOfEntry: Set<String> = ["id", "severity", "timestamp", "eta", "revision", "progress"]
  private static let keptOfTask: Set<String> = ["id", "status", "revision", "progress", "eta", "code"]
  private static let textsOfEnd: Set<String> = ["text", "reason"]

  /// A message is put together again from what became of its parts: a value may stand in it between letters.
  private mutating func appendText(_ value: UnsafeBufferPointer<UInt8>, of log: [UInt8]?, to output: inout [UInt8]) {
    guard let log else { return append(value, to: &output) }
    let isFilled = log.withUnsafeBufferPointer { log in
      guard let template = Self.member("message", of: log), template.first == 0x22 else { return false }
      let parameters = Self.member("parameters", of: log) ?? UnsafeBufferPointer(rebasing: log[0..<0])
      JSONReader.text(of: template).withUnsafeBufferPointer { message.fill(template: $0, parameters: parameters) }
      return true
    }
    guard isFilled else { return append(value, to: &output) }
    let text = pseudonyms.replaced(in: message.text) ?? message.text
    record(text)
    Self.append(text, to: &output)
  }

  /// Appends an entry or a task, of which `kept` members stay as they are.
  private mutating func appendDocument(
    _ log: UnsafeBufferPointer<UInt8>, keeping kept: Set<String>, to output: inout [UInt8]
  ) {
    guard let members = JSONParts(log), members.isObject else { return append(log, to: &output) }
    var separator: UInt8 = 0x7B
    for member in members {
      output.append(separator)
      separator = 0x2C
      Self.appendName(member, of: log, to: &output)
      let value = UnsafeBufferPointer(rebasing: log[member.value])
      let name = String(decoding: log[member.name], as: UTF8.self)
      switch name {
      case "parameters": appendParameters(value, isNamed: false, to: &output)
      case "task": append(value, keeping: Self.keptOfTask, to: &output)
      case _ where kept.contains(name): output.append(contentsOf: value)
      default: append(value, to: &output)
      }
    }
    if separator == 0x7B { output.append(separator) }
    output.append(0x7D)
  }

  private mutating func learn(_ value: UnsafeBufferPointer<UInt8>, isNamed: Bool) {
    if let parts = JSONParts(value) {
      for part in parts {
        let name = parts.isObject ? self.name(of: part, in: value) : []
        if !unseen.isEmpty { unseen.remove(name) }
        let isNamed = isNamed || names.contains(name)
        learn(UnsafeBufferPointer(rebasing: value[part.value]), isNamed: isNamed)
      }
    } else if isNamed, !JSONReader.isWord(Array(value)) {
      let text = JSONReader.text(of: value)
      guard pseudonyms.learn(text), let word = Pseudonyms.key(of: text), written.contains(Self.hash(word)) else {
        return
      }
      lateCount += 1
    }
  }

  private mutating func appendParameters(
    _ value: UnsafeBufferPointer<UInt8>, isNamed: Bool, to output: inout [UInt8]
  ) {
    guard let parts = JSONParts(value) else {
      guard isNamed, !JSONReader.isWord(Array(value)) else { return append(value, to: &output) }
      let text = JSONReader.text(of: value)
      return Self.append(pseudonyms.pseudonym(of: text) ?? text, to: &output)
    }
    output.append(parts.isObject ? 0x7B : 0x5B)
    for (index, part) in parts.enumerated() {
      if index > 0 { output.append(0x2C) }
      if parts.isObject { appendWords(ofName: part, of: value, to: &output) }
      let isNamed = isNamed || parts.isObject && names.contains(name(of: part, in: value))
      appendParameters(UnsafeBufferPointer(rebasing: value[part.value]), isNamed: isNamed, to: &output)
    }
    output.append(parts.isObject ? 0x7D : 0x5D)
  }

  /// Appends a value with the texts in it replaced; of an object's members `kept` stay as they are.
  private mutating func append(
    _ value: UnsafeBufferPointer<UInt8>, keeping kept: Set<String> = [], only texts: Set<String>? = nil,
    to output: inout [UInt8]
  ) {
    if let parts = JSONParts(value) {
      output.append(parts.isObject ? 0x7B : 0x5B)
      for (index, part) in parts.enumerated() {
        if index > 0 { output.append(0x2C) }
        if parts.isObject { appendWords(ofName: part, of: value, to: &output) }
        let inner = UnsafeBufferPointer(rebasing: value[part.value])
        let name = String(decoding: value[part.name], as: UTF8.self)
        let isText = texts.map { inner.first != 0x22 || $0.contains(name) } ?? true
        if kept.contains(name) || !isText {
          output.append(contentsOf: inner)
        } else {
          append(inner, only: texts, to: &output)
        }
      }
      return output.append(parts.isObject ? 0x7D : 0x5D)
    }
    guard value.first == 0x22 else { return output.append(contentsOf: value) }
    let text = JSONReader.text(of: value)
    let replaced = pseudonyms.replaced(in: text)
    record(replaced ?? text)
    if let replaced { Self.append(replaced, to: &output) } else { output.append(contentsOf: value) }
  }

  /// Appends the name of a member with the values in it replaced, and a colon.
  private func appendWords(
    ofName part: JSONParts.Part, of json: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]
  ) {
    var name: [UInt8] = []
    JSONReader.appendUnescaped(UnsafeBufferPointer(rebasing: json[part.name]), to: &name)
    guard let replaced = pseudonyms.replaced(in: name) else { return Self.appendName(part, of: json, to: &output) }
    Self.append(replaced, to: &output)
    output.append(0x3A)
  }

  /// The name of a member in lower case.
  private func name(of part: JSONParts.Part, in json: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var name: [UInt8] = []
    JSONReader.appendUnescaped(UnsafeBufferPointer(rebasing: json[part.name]), to: &name)
    return Array(String(decoding: name, as: UTF8.self).lowercased().utf8)
  }

  /// Remembers the words of a text that is written.
  private mutating func record(_ text: [UInt8]) {
    for word in text.split(whereSeparator: { !Pseudonyms.isWord($0) }) where written.count < Self.maxWritten {
      written.insert(Self.hash(word))
    }
  }

  private static func hash(_ word: ArraySlice<UInt8>) -> Int {
    var hasher = Hasher()
    for byte in word { hasher.combine(byte) }
    return hasher.finalize()
  }

  private static func appendName(
    _ part: JSONParts.Part, of json: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]
  ) {
    output.append(0x22)
    output.append(contentsOf: json[part.name])
    output += [0x22, 0x3A]
  }

  private static func append(_ text: [UInt8], to output: inout [UInt8]) {
    output.append(0x22)
    text.withUnsafeBufferPointer { SafeText.appendJSON($0, to: &output) }
    output.append(0x22)
  }

  private static func member(
    _ name: String, of json: UnsafeBufferPointer<UInt8>
  ) -> UnsafeBufferPointer<UInt8>? {
    guard let members = JSONParts(json), members.isObject else { return nil }
    for member in members where json[member.name].elementsEqual(name.utf8) {
      return UnsafeBufferPointer(rebasing: json[member.value])
    }
    return nil
  }
}
