extension KeyMap {
  /// The same table with other keys for some actions of a context, which lose the ones they had. A key given away here
  /// is taken from whatever else had it there; an empty list leaves an action without a key.
  package func remapped(_ changes: [Action: [Key]], in context: Context = .log) -> KeyMap {
    guard !changes.isEmpty else { return self }
    var rows = rows
    var placed: Set<Action> = []
    for row in rows.indices {
      for binding in rows[row].bindings.indices {
        let action = rows[row].bindings[binding].action
        guard rows[row].belongs(to: context), let keys = changes[action], placed.insert(action).inserted
        else { continue }
        rows[row].bindings[binding].keys = keys
      }
    }
    for row in rows.indices where rows[row].belongs(to: context) {
      for binding in rows[row].bindings.indices {
        let action = rows[row].bindings[binding].action
        guard changes[action] == nil else { continue }
        let taken = Set(changes.values.joined())
        rows[row].bindings[binding].keys.removeAll { taken.contains($0) }
      }
    }
    for row in rows.indices { rows[row].bindings.removeAll { $0.keys.isEmpty } }
    return KeyMap(rows: rows.filter { !$0.bindings.isEmpty })
  }

  /// The actions that a configuration may give keys to in a context.
  package func remappable(in context: Context = .log) -> [Action] {
    var seen: Set<Action> = []
    return rows.filter { $0.belongs(to: context) }.flatMap(\.bindings).map(\.action)
      .filter { seen.insert($0).inserted }
  }
}

extension KeyMap.Row {
  /// Whether its keys are given in this context: what boxes share with the panes is given there, for all.
  fileprivate func belongs(to context: KeyMap.Context) -> Bool {
    context == .log ? contexts.contains(.log) : contexts == [context]
  }
}
