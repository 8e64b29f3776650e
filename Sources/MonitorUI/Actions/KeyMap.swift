/// Which key does what in which context, by the rows of the action table.
package struct KeyMap: Sendable {
  package let rows: [ActionRow]
  private let contexts: [Context: ContextKeys]

  /// The keys as shipped.
  package static let standard = KeyMap(rows: ActionTable.rows)

  package init(rows: [ActionRow]) {
    self.rows = rows
    contexts = Dictionary(uniqueKeysWithValues: Context.allCases.map { ($0, ContextKeys(rows, in: $0)) })
  }

  package func action(of key: Key, in context: Context) -> Action? { contexts[context]?.lookup[key] }

  /// The rows that mean something in a context, with the keys that they have there.
  package func rows(in context: Context) -> [ActionRow] { contexts[context]?.rows ?? [] }

  /// The actions of a context, in the order of the table.
  package func actions(in context: Context) -> [Action] {
    var seen: Set<Action> = []
    return rows(in: context).flatMap(\.bindings).map(\.action).filter { seen.insert($0).inserted }
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
  private(set) var lookup: [Key: Action] = [:]
  private(set) var rows: [ActionRow] = []
  private(set) var hints: [(row: ActionRow, use: ActionRow.Use)] = []

  init(_ all: [ActionRow], in context: KeyMap.Context) {
    let valid = all.filter { $0.use(in: context) != nil }
    // A box's own rows go before those that it shares with the panes.
    for isShared in [false, true] {
      for row in valid where row.contexts.contains(.log) == isShared {
        for binding in row.bindings {
          for key in binding.keys where lookup[key] == nil && !(context.isTyped && row.isTextElsewhere(key)) {
            lookup[key] = binding.action
          }
        }
      }
    }
    for var row in valid {
      for index in row.bindings.indices {
        let action = row.bindings[index].action
        row.bindings[index].keys.removeAll { lookup[$0] != action }
      }
      row.bindings.removeAll { $0.keys.isEmpty }
      if !row.bindings.isEmpty { rows.append(row) }
    }
    hints = rows.compactMap { row in
      row.use(in: context).flatMap { $0.hints.isEmpty ? nil : (row, $0) }
    }
    let ranks = hints.enumerated().sorted { ($0.element.use.rank, $0.offset) < ($1.element.use.rank, $1.offset) }
    hints = ranks.map(\.element)
  }
}

extension ActionRow {
  /// Whether a key is text where lines are typed: a character that is not bound for such a context alone.
  fileprivate func isTextElsewhere(_ key: Key) -> Bool {
    if case .character = key { uses.contains { $0.contexts.contains { !$0.isTyped } } } else { false }
  }

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
