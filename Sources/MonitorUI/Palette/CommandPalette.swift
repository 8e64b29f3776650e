import MonitorCore

/// The list of everything that can be done, narrowed by typing.
package struct CommandPalette: Sendable {
  package var editor = LineEditor()
  /// Which of the found ones is chosen.
  var selected = 0
  /// Whose actions are listed.
  let context: KeyMap.Context

  /// What can be undone in the focused pane now.
  private let undoable: [Entry]

  package init(context: KeyMap.Context = .log) {
    self.context = context
    undoable = []
  }

  /// With the filters of a pane to be removed, and its collapsed templates to be shown again, by their names.
  init(filters: [(name: String, pattern: TextPattern)], collapsed: [(name: String, template: Int)]) {
    context = .log
    undoable =
      filters.map { Entry(action: .filter, name: "remove filter: \($0.name)", keys: "", undoes: .filter($0.pattern)) }
      + collapsed.map {
        Entry(action: .collapse, name: "expand: \($0.name)", keys: "", undoes: .collapse(template: $0.template))
      }
  }

  enum Undoable: Equatable {
    case filter(TextPattern)
    case collapse(template: Int)
  }

  struct Entry: Equatable {
    var action: Action
    var name: String
    var keys: String
    /// The letters of the name that were typed, by place.
    var hits: [Int] = []
    /// What it takes back, where it is not simply the action.
    var undoes: Undoable?
    /// The other word by which it was found.
    var synonym: String?
  }

  /// What can be done there and matches what is typed, the best first.
  func entries(in keys: KeyMap) -> [Entry] {
    let query = Array(editor.text.lowercased().unicodeScalars.filter { $0 != " " })
    var found: [(entry: Entry, score: Int, place: Int)] = []
    let actions = keys.actions(in: context).filter { $0 != .palette }
    let entries = actions.map { Entry(action: $0, name: $0.name, keys: keys.label(of: $0, in: context)) }
    for var entry in undoable + entries {
      if let (score, hits) = Self.match(query, Self.lowercased(entry.name)) {
        entry.hits = hits
        found.append((entry, score, found.count))
      } else if entry.undoes == nil, let row = keys.row(of: entry.action, in: context),
        let synonym = row.synonyms.first(where: { $0.hasPrefix(editor.text.lowercased()) })
      {
        entry.synonym = synonym
        found.append((entry, Self.synonymScore, found.count))
      }
    }
    return found.sorted { ($0.score, $0.place) < ($1.score, $1.place) }.map(\.entry)
  }

  /// Behind whatever was found by its name.
  private static let synonymScore = 1_000

  private static func lowercased(_ name: String) -> [Unicode.Scalar] {
    name.unicodeScalars.map { $0.properties.lowercaseMapping.unicodeScalars.first ?? $0 }
  }

  /// How well typed letters fit a name that has them in their order, less being better, and where they are; `nil`
  /// where it has not. Letters that begin a word or follow each other fit best.
  static func match(_ query: [Unicode.Scalar], _ name: [Unicode.Scalar]) -> (score: Int, hits: [Int])? {
    if query.isEmpty { return (0, []) }
    // The best way to have matched so many letters for each place where the last one can be, in the order of the places:
    // of ways that fit as well it is always the same one that is shown.
    var best: [(place: Int, score: Int, hits: [Int])] = []
    for (number, letter) in query.enumerated() {
      var next: [(place: Int, score: Int, hits: [Int])] = []
      for (place, scalar) in name.enumerated() where scalar == letter {
        let begins = place == 0 || name[place - 1] == " "
        if number == 0 {
          next.append((place, (begins ? 0 : 4) + min(place, 3), [place]))
          continue
        }
        let ways = best.lazy.filter { $0.place < place }.map { way in
          (score: way.score + (way.place == place - 1 ? 0 : begins ? 1 : 4), hits: way.hits)
        }
        guard let way = ways.min(by: { $0.score < $1.score }) else { continue }
        next.append((place, way.score, way.hits + [place]))
      }
      best = next
    }
    return best.min { ($0.score, $0.hits[0]) < ($1.score, $1.hits[0]) }.map { ($0.score, $0.hits) }
  }
}

extension Model {
  /// Opens the palette with what can be done where the reader is: in a box, in the table, in the panes.
  mutating func openPalette() {
    below = overlay
    let context = boxContext
    guard context == .log else {
      overlay = .palette(CommandPalette(context: context))
      return
    }
    let collapsed = focusedPane?.index.collapsedRows ?? []
    var templates: [(name: String, template: Int)] = []
    for slot in collapsed where !templates.contains(where: { $0.template == store.template(of: slot) }) {
      templates.append(
        (SafeText.line(String(decoding: store.message(of: slot), as: UTF8.self)), store.template(of: slot)))
    }
    let filters = stackedFilters.map { ($0.sign + SafeText.line($0.source), $0) }
    overlay = .palette(CommandPalette(filters: filters, collapsed: templates))
  }

  mutating func pressInPalette(_ key: Key, _ palette: CommandPalette) -> [Command] {
    var palette = palette
    let entries = palette.entries(in: keys)
    switch keys.action(of: key, in: .palette) {
    case .dropLast where palette.editor.isEmpty:
      closeBox()
      return []
    case .accept:
      closeBox()
      guard entries.indices.contains(palette.selected) else { return [] }
      switch entries[palette.selected].undoes {
      case .filter(let pattern): replace(pattern, by: nil)
      case .collapse(let template): toggleCollapse(template: template)
      case nil:
        let action = entries[palette.selected].action
        switch overlay {
        case .picker(let picker): return perform(action, in: picker)
        case .details(let details): return perform(action, in: details)
        case .timeline(let timeline): return perform(action, in: timeline)
        default: return table == nil ? perform(action, count: 1) : performInTable(action)
        }
      }
      return []
    case .lineDown: palette.selected += 1
    case .lineUp: palette.selected -= 1
    case .pageDown: palette.selected = min(entries.count - 1, palette.selected + PaletteBox.rows(of: size))
    case .pageUp: palette.selected = max(0, palette.selected - PaletteBox.rows(of: size))
    default:
      guard palette.editor.take(key) else { return [] }
      palette.selected = 0
    }
    if !entries.isEmpty { palette.selected = (palette.selected + entries.count) % entries.count }
    overlay = .palette(palette)
    return []
  }
}
