import MonitorCore

/// The list of all actions of a context, narrowed by typing, as a box.
struct CommandPalette: Box {
  private(set) var editor: LineEditor
  /// Which of the found ones is chosen.
  private(set) var selected = 0
  /// Whose actions are listed.
  let subject: KeyMap.Context

  /// What can be undone in the focused pane now.
  private let undoable: [Entry]

  init(of subject: KeyMap.Context = .log, typed text: String = "") {
    self.subject = subject
    editor = LineEditor(text)
    undoable = []
  }

  /// With the filters of a pane to be removed, and its collapsed templates to be shown again, by their names.
  init(filters: [(name: String, pattern: TextPattern)], collapsed: [(name: String, template: Int)]) {
    subject = .log
    editor = LineEditor()
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
    /// The indices of the letters of the name that were typed.
    var hits: [Int] = []
    /// What it undoes, where it is not simply the action.
    var undoes: Undoable?
    /// The other word by which it was found.
    var synonym: String?
  }

  /// What can be done there and matches what is typed, the best first.
  func entries(in keys: KeyMap) -> [Entry] {
    let query = Array(editor.text.lowercased().unicodeScalars.filter { $0 != " " })
    var found: [(entry: Entry, score: Int, index: Int)] = []
    let actions = keys.actions(in: subject).filter { $0 != .palette }
    let entries = actions.map { Entry(action: $0, name: $0.name, keys: keys.label(of: $0, in: subject)) }
    for var entry in undoable + entries {
      if let (score, hits) = Self.match(query, Self.lowercased(entry.name)) {
        entry.hits = hits
        found.append((entry, score, found.count))
      } else if entry.undoes == nil, let row = keys.row(of: entry.action, in: subject),
        let synonym = row.synonyms.first(where: { $0.hasPrefix(editor.text.lowercased()) })
      {
        entry.synonym = synonym
        found.append((entry, Self.synonymScore, found.count))
      }
    }
    return found.sorted { ($0.score, $0.index) < ($1.score, $1.index) }.map(\.entry)
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
    // For each index where the last letter can be, in their order, the best way to have matched so many letters: of ways
    // that fit as well it is always the same one that is shown.
    var best: [(index: Int, score: Int, hits: [Int])] = []
    for (number, letter) in query.enumerated() {
      var next: [(index: Int, score: Int, hits: [Int])] = []
      for (index, scalar) in name.enumerated() where scalar == letter {
        let begins = index == 0 || name[index - 1] == " "
        if number == 0 {
          next.append((index, (begins ? 0 : 4) + min(index, 3), [index]))
          continue
        }
        let ways = best.lazy.filter { $0.index < index }.map { way in
          (score: way.score + (way.index == index - 1 ? 0 : begins ? 1 : 4), hits: way.hits)
        }
        guard let way = ways.min(by: { $0.score < $1.score }) else { continue }
        next.append((index, way.score, way.hits + [index]))
      }
      best = next
    }
    return best.min { ($0.score, $0.hits[0]) < ($1.score, $1.hits[0]) }.map { ($0.score, $0.hits) }
  }
}

extension CommandPalette {
  var context: KeyMap.Context { .palette }

  func isText(_ key: Key) -> Bool { key == .backspace && !editor.isEmpty }

  mutating func perform(_ action: Action, count: Int, in scene: Scene) -> [Outcome] {
    let entries = entries(in: scene.keys)
    switch action {
    case .close, .dropLast: return [.close]
    case .accept: return [.close] + (entries.indices.contains(selected) ? [entries[selected].outcome] : [])
    default: break
    }
    guard let movement = Scroller.Movement(action, count: count, rows: PaletteView.rows(of: scene.size) + 1) else {
      return [.perform(action, count: count)]
    }
    if abs(count) == 1, action == .lineDown || action == .lineUp {
      // A step past an end goes on at the other one.
      let step = action == .lineDown ? 1 : entries.count - 1
      selected = entries.isEmpty ? 0 : (selected + step) % entries.count
    } else {
      selected = movement.target(from: selected, of: entries.count)
    }
    return []
  }

  mutating func type(_ key: Key, in scene: Scene) -> [Outcome] {
    if editor.apply(key) { selected = 0 }
    return []
  }

  func draw(in scene: Scene, on frame: inout Frame) { PaletteView(scene: scene, palette: self).draw(on: &frame) }
}

extension CommandPalette.Entry {
  fileprivate var outcome: Outcome {
    switch undoes {
    case .filter(let pattern): .replaceFilter(pattern, with: nil)
    case .collapse(let template): .collapse(template: template)
    case nil: .run(action)
    }
  }
}
