import MonitorCore

/// Each revision of an entry as it read, with what the next one changed.
struct EntryRevisions: Sendable {
  struct Version: Sendable {
    let revision: Int32
    let timestamp: Timestamp
    let severity: Severity
    let word: String
    /// The text with the words that changed marked.
    let text: [Segment]
    /// The parameters that changed.
    let changes: [[Segment]]
  }

  /// Oldest first; none where the entry was never revised.
  private(set) var versions: [Version] = []
  /// The first revision that is known.
  let first: Int32

  /// More changed parameters of one revision than anyone compares.
  private static let maxChanges = 50

  init(of slot: Slot, in store: LogStore) {
    guard store.holds(slot) else {
      first = 0
      return
    }
    let earlier = store.history(of: slot)
    first = earlier.first?.revision ?? store.revision(of: slot)
    guard !earlier.isEmpty else { return }
    var before: LogVersion?
    for version in earlier + [store.version(of: slot)] {
      let text = Self.text(of: version)
      var changes: [[Segment]] = []
      if let before, before.parameters != version.parameters { changes = Self.changes(from: before, to: version) }
      versions.append(
        Version(
          revision: version.revision, timestamp: version.timestamp, severity: version.severity,
          word: Self.word(of: version), text: Self.changes(from: before.map(Self.text) ?? text, to: text),
          changes: changes))
      before = version
    }
  }

  private static func word(of version: LogVersion) -> String {
    SafeText.line(String(decoding: version.severityWord, as: UTF8.self))
  }

  private static func text(of version: LogVersion) -> [Unicode.Scalar] {
    var message = FilledMessage(maxBytes: EntryLayout.limit)
    message.fill(template: version.message, parameters: version.parameters)
    return Array(SafeText.line(String(decoding: message.text, as: UTF8.self)).unicodeScalars)
  }

  /// The text with the words that changed marked as `diff --word-diff` does it: `[-old-]{+new+}`.
  static func changes(from old: [Unicode.Scalar], to new: [Unicode.Scalar]) -> [Segment] {
    WordChanges(from: old, to: new).runs.map { kind, text in
      switch kind {
      case .kept: Segment(text, .text)
      case .removed: Segment("[-\(text)-]", .danger)
      case .added: Segment("{+\(text)+}", .statusCompleted)
      }
    }
  }

  /// The parameters that are other than before: `Count  6  was 5`.
  private static func changes(from old: LogVersion, to new: LogVersion) -> [[Segment]] {
    let (before, after) = (JSONTree(old.parameters).paths, JSONTree(new.parameters).paths)
    let known = Dictionary(before.map { ($0.path, $0.line) }) { $1 }
    let left = Dictionary(after.map { ($0.path, $0.line) }) { $1 }
    var changes: [[Segment]] = []
    for (path, line) in after {
      let name = Segment(Self.name(path) + "  ", .secondary)
      guard let old = known[path] else {
        changes.append([name, Segment(Self.value(line), .currentMatch), Segment("  new", .secondary)])
        continue
      }
      if old.value == line.value, old.kind == line.kind, old.cutMark == line.cutMark { continue }
      changes.append([
        name, Segment(Self.value(line), .currentMatch), Segment("  was ", .secondary), Segment(Self.value(old), .value),
      ])
    }
    for (path, line) in before where left[path] == nil {
      changes.append([
        Segment(Self.name(path) + "  ", .secondary), Segment("gone", .currentMatch), Segment("  was ", .secondary),
        Segment(Self.value(line), .value),
      ])
    }
    let rest = changes.count - maxChanges
    let more = [Segment("\(NumberText.grouped(rest)) more parameters changed", .secondary)]
    return Array(changes.prefix(maxChanges)) + (rest > 0 ? [more] : [])
  }

  private static func name(_ path: [UInt8]) -> String {
    path.isEmpty ? "value" : SafeText.line(String(decoding: path.prefix(256), as: UTF8.self))
  }

  private static func value(_ line: JSONTree.Line) -> String {
    let value = line.value ?? []
    if line.kind == .text, value.isEmpty { return "\"\"" }
    let end = EntryLayout.boundary(in: value, before: 1_024)
    let text = SafeText.line(String(decoding: value[..<end], as: UTF8.self))
    return end < value.count ? text + " [cut]" : text
  }
}

/// The revisions of an entry as lines of a width.
struct RevisionLines {
  private(set) var lines: [[Segment]] = []
  private let width: Int
  private static let indent = String(repeating: " ", count: 6)

  init(_ revisions: EntryRevisions, clock: ClockText, width: Int) {
    self.width = width
    if revisions.first > 1 {
      lines.append([
        Segment("  before r\(revisions.first)", .revisedMark),
        Segment("  what it said then is not known", .secondary),
      ])
    }
    var before: String?
    for version in revisions.versions {
      var title = [
        Segment("  r\(version.revision)", .revisedMark),
        Segment("  \(clock.milliseconds(version.timestamp))  ", .timestamp),
        Segment(version.word, .severity(version.severity)),
      ]
      if let old = before, old != version.word { title.append(Segment("  was \(old)", .currentMatch)) }
      lines.append(title)
      for line in [version.text] + version.changes { wrap(line) }
      before = version.word
    }
  }

  private mutating func wrap(_ segments: [Segment]) {
    lines += EntryLayout.wrapped(segments, after: Segment(Self.indent, .text), to: width)
  }
}
