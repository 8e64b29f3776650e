extension KeyMap {
  /// The same table with other keys for some actions, which lose the ones they had. A key given away here is taken from
  /// whatever else had it; an empty list leaves an action without a key.
  package func remapped(_ changes: [Action: [Key]]) -> KeyMap {
    guard !changes.isEmpty else { return self }
    var rows = rows
    var placed: Set<Action> = []
    for row in rows.indices {
      for binding in rows[row].bindings.indices {
        let action = rows[row].bindings[binding].action
        guard rows[row].contexts.contains(.log), let keys = changes[action], placed.insert(action).inserted
        else { continue }
        rows[row].bindings[binding].keys = keys
      }
    }
    for row in rows.indices where rows[row].contexts.contains(.log) {
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

  /// The actions that a configuration may give keys to: those of the panes.
  package var remappable: [Action] {
    var seen: Set<Action> = []
    return rows.filter { $0.contexts.contains(.log) }.flatMap(\.bindings).map(\.action)
      .filter { seen.insert($0).inserted }
  }
}
