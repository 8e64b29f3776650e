extension KeyMap {
  /// Where keys are typed: the panes, or the box that lies on top. The raw value names its section of a configuration.
  package enum Context: String, Hashable, Sendable, CaseIterable, Comparable {
    /// The panes.
    case log
    /// The panes, while a recording is played: asked before `log`, whose keys are valid too.
    case replay
    /// The help; an entry's details; a task's; the timeline; the table of a template's entries; the list of panes.
    case help, details, task, timeline, table, panes
    /// The list of tasks to choose from; the list of all actions; a line being typed; a question with yes and no.
    case picker, palette, prompt, question
    /// The accessible mode, which has no screen.
    case accessible

    /// The order of the cases.
    package static func < (left: Self, right: Self) -> Bool { left.order < right.order }

    private var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  }
}

extension KeyMap.Context {
  /// What it is called in a title: `Keys in the details`.
  package var title: String {
    switch self {
    case .log: "panes"
    case .replay: "panes of a replay"
    case .accessible: "accessible mode"
    case .task: "task's details"
    case .panes: "list of panes"
    default: rawValue
    }
  }

  /// Whether it is that of the panes, whatever they show.
  var isOfPanes: Bool { self == .log || self == .replay }

  /// Whether characters are text there, unless the context's own rows bind them.
  var isTyped: Bool {
    switch self {
    case .picker, .palette, .prompt: true
    case .log, .replay, .help, .details, .task, .timeline, .table, .panes, .question, .accessible: false
    }
  }

  /// What the help of the context says below its keys.
  var notes: [String] {
    switch self {
    case .log, .replay:
      [
        "A number before a movement repeats it: 10j.", "1 to 5 alone are severities; what a longer",
        "number has filtered is taken back.",
      ]
    case .picker:
      [
        "Anything else is typed: a part of a name, an id, a", "code or a status. Letters above mean what they say",
        "while nothing is typed.",
      ]
    default: []
    }
  }
}

extension Set<KeyMap.Context> {
  static let everywhere = Set(KeyMap.Context.allCases)
  static let onScreen = everywhere.subtracting([.accessible])

  /// Boxes of lines over the panes: they share the keys that scroll, explain and close them.
  static let boxesOfLines: Set = [KeyMap.Context.help, .details, .task, .panes]
}
