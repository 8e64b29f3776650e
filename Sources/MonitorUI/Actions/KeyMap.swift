/// Which key does what in which context, by the rows of the action table.
package struct KeyMap: Sendable {
  package let rows: [ActionRow]
  private let contexts: [Context: ContextKeys]

  /// The keys as shipped.
  package static let standard = KeyMap(rows: ActionTable.rows)

  package init(rows: [ActionRow]) {
    self.rows = rows
    var entries: [Context: [ContextKeys.Entry]] = [:]
    for row in rows {
      var contexts = row.contexts
      let isTyped = contexts.allSatisfy(\.isTyped)
      if contexts.contains(.log) { contexts.insert(.replay) }
      for context in contexts {
        guard let use = row.use(in: context) else { continue }
        entries[context, default: []].append(
          ContextKeys.Entry(row: row, use: use, isShared: contexts.contains(.log), isTyped: isTyped))
      }
    }
    contexts = entries.reduce(into: [:]) { $0[$1.key] = ContextKeys($1.value, in: $1.key) }
  }

  package func action(of key: Key, in context: Context) -> Action? { contexts[context]?.lookup[key] }

  /// The rows that mean something in a context, with the keys that they have there.
  package func rows(in context: Context) -> [ActionRow] { contexts[context]?.rows ?? [] }

  /// The rows of a context whose actions have no keys: the palette alone has them.
  func keylessRows(in context: Context) -> [ActionRow] { contexts[context]?.keyless ?? [] }

  /// The actions of a context, in the order of the table.
  package func actions(in context: Context) -> [Action] {
    var seen: Set<Action> = []
    return (rows(in: context) + keylessRows(in: context)).flatMap(\.bindings).map(\.action).filter {
      seen.insert($0).inserted
    }
  }

  /// What the footer may hint at, by rank.
  func hints(in context: Context) -> [(row: ActionRow, use: ActionRow.Use)] { contexts[context]?.hints ?? [] }

  func row(of action: Action, in context: Context) -> ActionRow? {
    rows(in: context).first { $0.bindings.contains { $0.action == action } }
  }

  /// Whether a number typed before is the action's count.
  func takesCount(_ action: Action, in context: Context) -> Bool { row(of: action, in: context)?.takesCount ?? false }

  /// The first key of an action in a context; empty where it has none.
  func firstLabel(of action: Action, in context: Context) -> String { keys(of: action, in: context).first?.label ?? "" }

  /// All keys of an action in a context: `j ↓`.
  func label(of action: Action, in context: Context) -> String {
    keys(of: action, in: context).map(\.label).joined(separator: " ")
  }

  /// The keys of an action, those of the panes, or where it has none there, of the first box that has it.
  package func label(of action: Action) -> String {
    Context.allCases.lazy.map { label(of: action, in: $0) }.first { !$0.isEmpty } ?? ""
  }

  private func keys(of action: Action, in context: Context) -> [Key] {
    rows(in: context).flatMap(\.bindings).filter { $0.action == action }.flatMap(\.keys)
  }
}

/// The table as it is in one context.
private struct ContextKeys: Sendable {
  /// A row that means something in the context.
  struct Entry {
    var row: ActionRow
    let use: ActionRow.Use
    /// Whether the row means something in the panes too.
    let isShared: Bool
    /// Whether it only means something where lines are typed.
    let isTyped: Bool
  }

  private(set) var lookup: [Key: Action] = [:]
  private(set) var rows: [ActionRow] = []
  private(set) var keyless: [ActionRow] = []
  private(set) var hints: [(row: ActionRow, use: ActionRow.Use)] = []

  init(_ entries: [Entry], in context: KeyMap.Context) {
    // A box's own rows go before those that it shares with the panes.
    for isShared in [false, true] {
      for entry in entries where entry.isShared == isShared {
        // A character is text where lines are typed, unless it is bound for such contexts alone.
        let isText = context.isTyped && !entry.isTyped
        for binding in entry.row.bindings {
          for key in binding.keys where lookup[key] == nil && !(isText && key.isCharacter) {
            lookup[key] = binding.action
          }
        }
      }
    }
    keyless = entries.map(\.row).filter { row in row.bindings.allSatisfy(\.keys.isEmpty) }
    for var entry in entries {
      for (index, binding) in entry.row.bindings.enumerated() {
        guard !binding.keys.allSatisfy({ lookup[$0] == binding.action }) else { continue }
        entry.row.bindings[index].keys.removeAll { lookup[$0] != binding.action }
      }
      entry.row.bindings.removeAll { $0.keys.isEmpty }
      guard !entry.row.bindings.isEmpty else { continue }
      rows.append(entry.row)
      if !entry.use.hints.isEmpty { hints.append((entry.row, entry.use)) }
    }
    // Ranks of a context differ.
    hints.sort { $0.use.rank < $1.use.rank }
  }
}

extension Key {
  fileprivate var isCharacter: Bool { if case .character = self { true } else { false } }
}

extension ActionRow {
  /// The keys as the help shows them, shortened to a range where they are many: `1 2 3 4 5`, `Alt-1…9`.
  package var label: String {
    let all = bindings.flatMap(\.keys)
    if all.count >= 9, case .alt = all[0], let last = all.last { return "\(all[0].label)…\(last.bare)" }
    // One action: its keys side by side. Several: their first keys as a pair, then their second ones.
    let count = bindings.map(\.keys.count).max() ?? 0
    let keys = (0..<count).flatMap { index in bindings.compactMap { $0.keys.count > index ? $0.keys[index] : nil } }
    return keys.map(\.label).joined(separator: " ")
  }

  /// The keys as a hint shows them; empty where there are none.
  func label(of keys: Hint.Keys, _ glyphs: Glyphs) -> String {
    let firsts = bindings.compactMap(\.keys.first)
    switch keys {
    case .pair: return firsts.map { $0.label(glyphs) }.joined(separator: " ")
    case .of(let action):
      return bindings.first { $0.action == action }?.keys.first?.label(glyphs) ?? ""
    case .first:
      guard let first = firsts.first, let last = firsts.last else { return "" }
      return firsts.count > 2 ? "\(first.label(glyphs))-\(last.bare)" : first.label(glyphs)
    }
  }
}
