/// What was typed into prompts, remembered from one run to the next; as text a line each, oldest first, with the sign of its
/// prompt before it, below a line that names the format.
package struct SavedPrompts: Sendable, Equatable {
  /// How many lines of a kind are kept.
  static let maxLines = 100
  private static let maxLength = 500
  private static let format = "mpt-tail prompts 1"

  private(set) var lines: [InputKind: [String]] = [:]

  package init() {}

  /// Reads a history. Lines that cannot be read are skipped; a text of another format is an empty one.
  package init(text: [UInt8]) {
    let lines = text.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
    guard lines.first == Self.format else { return }
    for line in lines.dropFirst() {
      guard let kind = line.first.flatMap({ InputKind(rawValue: String($0)) }) else { continue }
      add(String(line.dropFirst()), of: kind)
    }
  }

  package var text: String {
    let all = lines.sorted { $0.key.rawValue < $1.key.rawValue }
    return ([Self.format] + all.flatMap { kind, lines in lines.map { kind.rawValue + $0 } }).joined(separator: "\n")
      + "\n"
  }

  /// Adds a line as the newest of its kind.
  mutating func add(_ line: String, of kind: InputKind) {
    // A line has no break; one that is longer was pasted.
    guard !line.isEmpty, line.utf8.count <= Self.maxLength, !line.contains(where: \.isNewline) else { return }
    let others = (lines[kind] ?? []).filter { $0 != line }
    lines[kind] = (others + [line]).suffix(Self.maxLines)
  }
}

extension SavedPrompts {
  /// Adds what another run typed, as newer than all that is here.
  package mutating func add(_ other: SavedPrompts) {
    for (kind, lines) in other.lines { for line in lines { add(line, of: kind) } }
  }
}

extension Model {
  /// What was typed in this run and before.
  package var typedPrompts: SavedPrompts {
    var prompts = SavedPrompts()
    for (kind, lines) in history { for line in lines { prompts.add(line, of: kind) } }
    return prompts
  }

  /// Sets what was typed in earlier runs.
  package mutating func restore(_ prompts: SavedPrompts) {
    var all = prompts
    all.add(typedPrompts)
    history = all.lines
  }
}
