/// Which key does what, and how the help says it: the one table behind keys, help, footer and palette.
package struct KeyMap: Sendable {
  /// Where keys are typed.
  package enum Context: Hashable, Sendable, CaseIterable {
    /// The panes; the box of the help; the box of an entry's details.
    case log, help, details
    /// The box of the timeline; the list of tasks to choose from; the table of a template's entries.
    case timeline, picker, table
  }

  /// One line of the help: actions that belong together, with their keys.
  package struct Row: Sendable {
    package var section: String
    package var bindings: [Binding]
    /// What the help says.
    package var text: String
    /// What the footer says; `nil` keeps the row out of it.
    package var hint: String?
    package var contexts: Set<Context>
    /// What the help of a box says instead.
    package var texts: [Context: String] = [:]
  }

  package struct Binding: Sendable {
    package var action: Action
    package var keys: [Key]
  }

  package private(set) var rows: [Row]
  /// The rows that the footer may hint at, in its order: sorted once, drawn with every frame.
  let hintRows: [Row]
  private var lookup: [Context: [Key: Action]] = [:]

  /// The keys as shipped.
  package static let standard = KeyMap(rows: ActionTable.rows)

  package init(rows: [Row]) {
    self.rows = rows
    hintRows = HintOrder.sorted(rows.filter { $0.hint != nil })
    for row in rows {
      for context in row.contexts {
        for binding in row.bindings {
          for key in binding.keys where lookup[context]?[key] == nil {
            lookup[context, default: [:]][key] = binding.action
          }
        }
      }
    }
  }

  package func action(of key: Key, in context: Context) -> Action? { lookup[context]?[key] }

  /// The keys of a row as the help shows them, shortened to ranges where they are many: `1 2 3 4 5`, `Alt-1…9`.
  package func label(of row: Row) -> String {
    let all = row.bindings.flatMap(\.keys)
    if all.count >= 9, case .alt = all[0], let last = all.last { return "\(all[0].label)…\(last.bare)" }
    // One action: its keys side by side. Several: their first keys as a pair, then their second ones.
    var labels: [String] = []
    let most = row.bindings.map(\.keys.count).max() ?? 0
    for place in 0..<most {
      for binding in row.bindings where place < binding.keys.count { labels.append(binding.keys[place].label) }
    }
    return labels.joined(separator: " ")
  }

  /// The first key of an action in a context; empty where it has none.
  func firstLabel(of action: Action, in context: Context) -> String {
    for row in rows where row.contexts.contains(context) {
      for binding in row.bindings where binding.action == action { return binding.keys.first?.label ?? "" }
    }
    return ""
  }

  /// The keys of one action, `j ↓`: those of the panes, or where it has none there, of the boxes.
  package func label(of action: Action) -> String {
    let all = rows.filter { $0.bindings.contains { $0.action == action } }
    let inPanes = all.filter { $0.contexts.contains(.log) }
    var labels: [String] = []
    for binding in (inPanes.isEmpty ? all : inPanes).flatMap(\.bindings) where binding.action == action {
      for key in binding.keys where !labels.contains(key.label) { labels.append(key.label) }
    }
    return labels.joined(separator: " ")
  }
}

extension Key {
  /// The key as the help names it.
  package var label: String {
    switch self {
    case .character(" "): "Space"
    case .character(let scalar): String(Character(scalar))
    case .control(let scalar): "Ctrl-\(String(Character(scalar)).uppercased())"
    case .alt(let scalar): "Alt-\(Character(scalar))"
    case .up: "↑"
    case .down: "↓"
    case .left: "←"
    case .right: "→"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .home: "Home"
    case .end: "End"
    case .enter: "Enter"
    case .tab: "Tab"
    case .backTab: "Shift-Tab"
    case .escape: "Esc"
    case .backspace: "Backspace"
    case .delete: "Del"
    case .insert: "Ins"
    case .function(let number): "F\(number)"
    case .paste: "Paste"
    case .mouse: "Mouse"
    }
  }

  var bare: String {
    switch self {
    case .alt(let scalar), .control(let scalar), .character(let scalar): String(Character(scalar))
    default: label
    }
  }
}

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
