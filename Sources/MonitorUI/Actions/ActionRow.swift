/// A row of the action table: actions that belong together, their keys, and the words about them in each context.
package struct ActionRow: Sendable {
  /// The headings of the help, in the order of the table.
  package enum Section: String, Hashable, Sendable {
    case move = "Move"
    case follow = "Follow"
    case filter = "Filter"
    case display = "Display"
    case panes = "Panes"
    case keep = "Keep"
    case timeline = "Timeline"
    case replay = "Replay"
    case picker = "Picker"
    case typing = "Typing"
    case program = "Program"
    case accessible = "Accessible mode"
  }

  package struct Binding: Sendable {
    package let action: Action
    package internal(set) var keys: [Key]
  }

  /// The words of a row in some contexts.
  package struct Use: Sendable {
    package internal(set) var contexts: Set<KeyMap.Context>
    /// What the help says.
    package let help: String
    /// Where the footer's hint stands: a lower rank comes first, what a newcomer needs before the rest.
    let rank: Int
    /// The first one whose condition holds is shown.
    let hints: [Hint]
  }

  /// What the footer says of a row.
  struct Hint: Sendable, ExpressibleByStringLiteral {
    let words: String
    var condition: HintCondition?
    var keys = Keys.first
    /// Whether it is shown before anything else gets room.
    var isKept = false

    /// Which keys stand before the words: `j`, or `1-5` for more than two actions; `j k`; those of one action.
    enum Keys: Hashable, Sendable {
      case first, pair
      case of(Action)
    }
  }

  package let section: Section
  package internal(set) var bindings: [Binding]
  package internal(set) var uses: [Use]
  /// Whether a number typed before is the actions' count.
  let takesCount: Bool
  /// Other words by which the palette finds the actions.
  let synonyms: [String]

  /// Whether a newcomer needs it: the help begins with these.
  private(set) var isBasic = false

  /// The same row as one that a newcomer needs.
  var basic: ActionRow {
    var row = self
    row.isBasic = true
    return row
  }

  /// Where the keys are valid.
  package var contexts: Set<KeyMap.Context> { uses.reduce(into: []) { $0.formUnion($1.contexts) } }

  /// What it does in a context; `nil` where its keys mean nothing there.
  package func use(in context: KeyMap.Context) -> Use? {
    // In a replay the panes' own keys mean what they mean there.
    uses.first { $0.contexts.contains(context) } ?? (context == .replay ? use(in: .log) : nil)
  }

  /// The same row for some contexts only; `nil` where nothing is left.
  func limited(to isWanted: (KeyMap.Context) -> Bool) -> ActionRow? {
    var row = self
    for use in row.uses.indices { row.uses[use].contexts = row.uses[use].contexts.filter(isWanted) }
    row.uses.removeAll { $0.contexts.isEmpty }
    return row.uses.isEmpty ? nil : row
  }
}

extension ActionRow.Hint {
  init(stringLiteral words: String) { self.init(words: words) }

  /// Shown while the condition holds.
  static func when(
    _ condition: HintCondition, _ words: String, keys: ActionRow.Hint.Keys = .first, kept: Bool = false
  ) -> Self {
    Self(words: words, condition: condition, keys: keys, isKept: kept)
  }

  /// With the keys of two actions: `j k entry`.
  static func pair(_ words: String) -> Self { Self(words: words, keys: .pair) }

  /// Shown whatever else has to give way.
  static func kept(_ words: String) -> Self { Self(words: words, isKept: true) }
}

/// When a hint is shown. The panes or the topmost box say what holds.
package enum HintCondition: Hashable, Sendable, CaseIterable {
  /// Several panes on the screen; several tasks, merged or not; all of them merged; one pane zoomed.
  case severalPanes, severalTasks, merged, zoomed
  /// The newest entry is followed; it is not; the display is paused.
  case following, scrolled, paused
  /// It is not followed, and nothing more comes: the tasks have ended.
  case scrolledOfEnded
  /// A recording is played, and is not stopped.
  case playing
  /// Something is searched for; entries are filtered away; a search or a text filter can be cleared.
  case searching, filtered, clearable
  /// Severities are filtered away; what is around the matches shows, too.
  case leveled, aroundMatches
  /// The entries of the template share a row.
  case collapsed
  /// The picker and the list of panes: something is typed; nothing is; only running tasks are listed; nothing is
  /// watched yet; tasks are marked; tasks are listed, or one was pasted; the list could not be read.
  case typed, untyped, runningOnly, nothingWatched, marked, listed, pasted, listFailed
  /// The prompt: a search that finds something; a new filter; filters there are to edit; one that is edited, was
  /// changed, or was emptied; a file name; a moment; a note, or one that was emptied.
  case searchFinds, newFilter, filtersToEdit, editingFilter, filterChanged, filterEmptied, fileName, momentTyped,
    noteTyped, noteEmptied
}
