import MonitorCore

/// A line of the palette: something that can be done, with its words.
struct PaletteEntry: Equatable, Sendable {
  /// What is done when it is run.
  let deed: PaletteDeed
  let name: String
  var keys = ""
  /// What the help says of it; empty where the name says all.
  var about = ""
  /// Where it stands while nothing is typed.
  var area = PaletteEntry.values
  /// What it is set to, an empty word where it is simply on; `nil` where it is not.
  var state: String?
  /// Other words by which it is found.
  var synonyms: [String] = []

  /// The indices of the letters of the name that were typed.
  var hits: [Int] = []
  /// The other word by which it was found.
  var synonym: String?

  static let values = "Settings"
  static let recent = "Recent"
  static let often = "Often"

  var action: Action? { if case .action(let action) = deed { action } else { nil } }

  /// What the help says beyond the name; `nil` where it says nothing new.
  var news: String? {
    let text = about.hasPrefix(name + ": ") ? String(about.dropFirst(name.count + 2)) : about
    let known = Set(name.split(separator: " ") + ["next", "previous", "down"])
    let words: [Substring] = text.split { !$0.isLetter }
    return words.allSatisfy { $0.count < 4 || known.contains($0) } ? nil : text
  }

  var outcome: Outcome {
    switch deed {
    case .action(let action): .run(action)
    case .set(let value): .set(value)
    case .removeFilter(let pattern): .replaceFilter(pattern, with: nil)
    case .expand(let template): .collapse(template: template)
    case .goTo(let text): .goToTyped(text)
    }
  }
}

extension PaletteEntry {
  /// What can be undone in a pane, and what can be set.
  init(_ value: SettingValue, isOn: Bool) {
    self.init(deed: .set(value), name: value.name, state: isOn ? "" : nil, synonyms: value.synonyms)
  }

  /// The actions of a context, in the order of the areas.
  static func actions(of context: KeyMap.Context, in keys: KeyMap, on states: [Action: String]) -> [PaletteEntry] {
    var seen: Set<Action> = [.palette]
    var entries: [(rank: Int, entry: PaletteEntry)] = []
    for row in keys.rows(in: context) + keys.keylessRows(in: context) {
      for action in row.bindings.map(\.action) where seen.insert(action).inserted {
        entries.append(
          (
            action.isNumbered ? .max : row.section.paletteRank,
            PaletteEntry(
              deed: .action(action), name: action.name, keys: keys.label(of: action, in: context),
              about: (context.isOfPanes ? action.about : nil) ?? row.use(in: context)?.help ?? "",
              area: action.isNumbered ? "By number" : row.section.rawValue, state: states[action],
              synonyms: row.synonyms + action.valueSynonyms)
          ))
      }
    }
    return entries.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }.map(
      \.element.entry)
  }

  /// The same entries while nothing is typed: what is done most before the areas, in the panes.
  static func byUse(_ entries: [PaletteEntry], in context: KeyMap.Context) -> [PaletteEntry] {
    guard context.isOfPanes else { return entries }
    let chosen = oftenDone.compactMap { action in
      entries.first { $0.action == action }.map { entry in
        var entry = entry
        entry.area = Self.often
        return entry
      }
    }
    return chosen + entries.filter { entry in !chosen.contains { $0.deed == entry.deed } }
  }

  private static let oftenDone: [Action] = [
    .newestError, .nextError, .previousError, .minimumSeverity(.error), .minimumSeverity(.warning), .severityAll,
    .search, .filter, .context, .goToTime, .details, .taskDetails, .zoom, .merge, .paneList, .timeline, .copy, .save,
    .help,
  ]
}

extension Action {
  /// Whether there are as many of it as there are digits: nobody looks for one of them in a list.
  fileprivate var isNumbered: Bool { if case .focusPane = self { true } else { false } }

  /// What it does alone, where the help says it of several at once.
  fileprivate var about: String? {
    switch self {
    case .minimumSeverity(let severity): "at least \(severity.word); again: only this"
    case .newestError: "of any task; again: of the next one"
    case .nextError: "the next one in this pane"
    case .previousError: "the one before in this pane"
    case .nextMatch: "the next one of what is searched for"
    case .previousMatch: "the one before of what is searched for"
    case .taskDetails: "progress, phases, owner, object, result"
    default: nil
    }
  }

  /// Words for the value that an action sets, as people write it.
  fileprivate var valueSynonyms: [String] {
    guard case .minimumSeverity(let severity) = self else { return [] }
    let words: [String] =
      switch severity {
      case .info: ["info", "information"]
      case .warning: ["warning", "only warnings"]
      case .error: ["error", "only errors"]
      case .failure: ["failure", "fatal", "critical"]
      default: [severity.word.lowercased()]
      }
    return words + words.map { "level \($0)" }
  }
}

extension ActionRow.Section {
  /// Where an area stands in the palette: what nobody looks up there comes last.
  fileprivate var paletteRank: Int {
    switch self {
    case .timeline, .replay, .picker, .typing, .accessible: 0
    case .filter: 1
    case .panes: 2
    case .display: 3
    case .keep: 4
    case .follow: 5
    case .program: 6
    case .move: 7
    }
  }
}
