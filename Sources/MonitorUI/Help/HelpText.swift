/// What the help of a context says, from the rows of the action table.
struct HelpText {
  struct Row {
    let keys: String
    let text: String
    /// What the keys do.
    let actions: [Action]
  }

  /// Rows under one heading.
  struct Group {
    let title: String
    var rows: [Row]
  }

  private(set) var groups: [Group] = []

  /// In the panes what a newcomer needs, the others by the sections of the table, then what is meant in boxes only; in a box
  /// first what is meant there, then what it shares with the whole program.
  init(_ keys: KeyMap, in context: KeyMap.Context) {
    let rows = keys.rows(in: context)
    if context.isOfPanes {
      if context == .replay {
        for row in rows where !row.contexts.contains(.log) { add(row, in: .replay, to: row.section.rawValue) }
      }
      for row in rows where row.isBasic { add(row, in: .log, to: "To begin with") }
      for row in rows where !row.isBasic && row.contexts.contains(.log) { add(row, in: .log, to: row.section.rawValue) }
      for box in KeyMap.Context.allCases where !box.isTyped && box != .replay {
        let own = keys.rows(in: box).filter { !$0.contexts.contains(.log) && $0.section.isOfPanes }
        for row in own where row.contexts.min() == box { add(row, in: box, to: "In the \(box.title)") }
      }
      return
    }
    for isEverywhere in [false, true] {
      for row in rows where row.isEverywhere(seenFrom: context) == isEverywhere {
        add(row, in: context, to: isEverywhere ? "Everywhere" : "In the \(context.title)")
      }
    }
  }

  private mutating func add(_ row: ActionRow, in context: KeyMap.Context, to title: String) {
    guard let use = row.use(in: context) else { return }
    let line = Row(keys: row.label, text: use.help, actions: row.bindings.map(\.action))
    if let group = groups.firstIndex(where: { $0.title == title }) {
      groups[group].rows.append(line)
    } else {
      groups.append(Group(title: title, rows: [line]))
    }
  }
}

extension ActionRow {
  /// Whether the row means in a box what it means in the panes, about the whole program.
  fileprivate func isEverywhere(seenFrom context: KeyMap.Context) -> Bool {
    section == .program && use(in: .log).map { $0.help == use(in: context)?.help } ?? false
  }
}

extension ActionRow.Section {
  /// Whether the help of the panes says also what is meant in boxes only.
  fileprivate var isOfPanes: Bool { ![.program, .replay, .typing, .picker, .accessible].contains(self) }
}
