extension KeyMap {
  /// The same table with other keys for some actions of a context, which lose the ones they had. A key given away here
  /// is taken from whatever else had it there; an empty list leaves an action without a key. What boxes share with the
  /// panes is changed for all of them by `.log`, for one box by its own context.
  package func remapped(_ changes: [Action: [Key]], in context: Context = .log) -> KeyMap {
    guard !changes.isEmpty else { return self }
    let taken = Set(changes.values.joined())
    var placed: Set<Action> = []
    var result: [ActionRow] = []
    for row in rows {
      guard row.contexts.contains(context) else {
        result.append(row)
        continue
      }
      var changed = row
      for index in row.bindings.indices {
        let action = row.bindings[index].action
        if let keys = changes[action] {
          if placed.insert(action).inserted { changed.bindings[index].keys = keys }
        } else {
          changed.bindings[index].keys.removeAll { taken.contains($0) }
        }
      }
      // What never had a key stays in the palette.
      let keyless = Set(row.bindings.filter(\.keys.isEmpty).map(\.action))
      changed.bindings.removeAll { $0.keys.isEmpty && !keyless.contains($0.action) }
      if context != .log, changed.bindings.map(\.keys) != row.bindings.map(\.keys) {
        if let rest = row.limited(to: { $0 != context }) { result.append(rest) }
        changed = changed.limited(to: { $0 == context }) ?? changed
      }
      if !changed.bindings.isEmpty { result.append(changed) }
    }
    return KeyMap(rows: result)
  }

  /// The actions that a configuration may give keys to in a context.
  package func remappable(in context: Context = .log) -> [Action] {
    guard context == .replay else { return actions(in: context) }
    // What a replay shares with the panes has the keys that it has there.
    return rows.filter { $0.contexts.contains(context) }.flatMap(\.bindings).map(\.action)
  }
}

/// An action that a change of keys would leave without one of its keys, without anybody having said so.
package struct KeyConflict: Hashable, Sendable {
  package let key: Key
  /// Where the key means both.
  package let context: KeyMap.Context
  /// The action that the key would do there, and the one that it would do no more, or not there.
  package let winner: Action
  package let loser: Action
}

extension KeyMap {
  /// The keys that some actions would lose by changes, as `remapped` makes them one context after the other, unless
  /// those actions are given keys there too.
  ///
  /// - Parameter changes: by context; `.log` also stands for the boxes that share a row with the panes.
  /// - Returns: in the order of the contexts, actions and keys.
  package func conflicts(of changes: [Context: [Action: [Key]]]) -> [KeyConflict] {
    var result: [KeyConflict] = []
    for scope in Context.allCases {
      for (action, keys) in (changes[scope] ?? [:]).sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
        let row = row(of: action, in: scope)
        for context in Context.allCases where scope == .log ? isShared(row, context) : context == scope {
          // What the box's own section says of the action comes later.
          if context != scope, changes[context]?[action] != nil { continue }
          for key in keys {
            guard let other = self.action(of: key, in: context), other != action else { continue }
            let otherRow = self.row(of: other, in: context)
            // What a replay takes from the panes is theirs elsewhere.
            if scope == .replay, otherRow?.contexts.contains(.replay) != true { continue }
            let isOfPanes = isShared(otherRow, context)
            if changes[context]?[other] != nil || isOfPanes && changes[.log]?[other] != nil { continue }
            let isTaken = scope == context || isOfPanes
            result.append(
              KeyConflict(
                key: key, context: context, winner: isTaken ? action : other, loser: isTaken ? other : action))
          }
        }
      }
    }
    return result
  }

  /// Whether what is said of the panes' keys holds for a row in a context.
  private func isShared(_ row: ActionRow?, _ context: Context) -> Bool {
    guard let contexts = row?.contexts else { return false }
    return contexts.contains(.log) && contexts.contains(context)
  }
}
