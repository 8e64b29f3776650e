import MonitorCore

/// What lies over the panes and receives the keys: a value that sees a `Scene` and answers with `Outcome`s.
///
/// To add a box: a type that conforms, a case of `KeyMap.Context` for its keys with its title (also in `boxesOfLines`, where
/// it only scrolls), the case of `Action` that opens it with its row in `ActionTable`, and `boxes.append` in `Model.perform`
/// or, with a reason not to open it, in `App/Opening.swift`. The boxes form a stack, `Model.boxes`: the topmost one is asked
/// first, and what it does not do the program does.
protocol Box: Sendable {
  /// Which keys are valid in it.
  var context: KeyMap.Context { get }

  /// Whether a key is typed as text now, whatever the action table says of it.
  func isText(_ key: Key) -> Bool
  /// Does what a key of its context asks for. What it does not know it passes on: `.perform(action, count: count)`.
  ///
  /// - Parameter count: the number typed before, at least 1.
  mutating func perform(_ action: Action, count: Int, in scene: Scene) -> [Outcome]
  /// Receives a key that asks for no action.
  mutating func type(_ key: Key, in scene: Scene) -> [Outcome]
  mutating func mouse(_ event: MouseEvent, in scene: Scene) -> [Outcome]
  /// Brings it up to date, also while other boxes lie over it.
  mutating func refresh(after event: BoxEvent, in scene: Scene) -> [Outcome]

  /// Whether it stands in place of the panes; what is under it then is not drawn.
  func isFullScreen(in size: Size) -> Bool
  /// Whether a condition of the footer's hints holds.
  func holds(_ condition: HintCondition, in scene: Scene) -> Bool
  /// Where the program draws the footer of a box on the full screen; `nil` where there is no room.
  func footer(in scene: Scene) -> Rect?
  /// What the footer says at its right end, such as `1-20 of 128`.
  func position(in scene: Scene) -> String
  func draw(in scene: Scene, on frame: inout Frame)
}

extension Box {
  func isText(_ key: Key) -> Bool { false }
  mutating func type(_ key: Key, in scene: Scene) -> [Outcome] { [] }
  mutating func refresh(after event: BoxEvent, in scene: Scene) -> [Outcome] { [] }
  func holds(_ condition: HintCondition, in scene: Scene) -> Bool { false }
  func isFullScreen(in size: Size) -> Bool { false }
  func footer(in scene: Scene) -> Rect? { nil }
  func position(in scene: Scene) -> String { "" }

  mutating func mouse(_ event: MouseEvent, in scene: Scene) -> [Outcome] { wheel(event, in: scene) }

  /// The wheel moves as three lines do.
  mutating func wheel(_ event: MouseEvent, in scene: Scene) -> [Outcome] {
    switch event.action {
    case .wheelUp: perform(.lineUp, count: Scroller.wheelLines, in: scene)
    case .wheelDown: perform(.lineDown, count: Scroller.wheelLines, in: scene)
    case .press: []
    }
  }
}

/// A box that shows entries, of which one is chosen: what searches and goes to the next entry while it is open.
protocol EntryBox: Box {
  /// The chosen entry; `nil` where there is none.
  var chosen: Slot? { get }
  /// Chooses an entry, or the nearest one there is.
  mutating func choose(_ slot: Slot, in scene: Scene)
  /// Chooses the entry so many further on, back where negative; whether that is another one.
  mutating func choose(by count: Int, in scene: Scene) -> Bool
  /// Chooses the next entry of at least this severity, or the one before; whether there is one.
  mutating func choose(atLeast severity: Severity, forward: Bool, in scene: Scene) -> Bool
  /// Chooses the next entry that a pattern matches, or the one before; whether there is one.
  mutating func find(_ pattern: TextPattern, forward: Bool, from start: SearchStart, in scene: Scene)
    throws(PatternError) -> Bool
  /// Which of the matches of a pattern the chosen entry is; `nil` where nothing matches.
  func place(matching pattern: TextPattern, in store: LogStore) -> MatchPlace?
}

/// Where a search begins: at the entry where the reader is, beyond it, or at the end that lies behind.
enum SearchStart: Sendable {
  case here, beyond, edge
}

/// What a box is brought up to date with.
enum BoxEvent: Sendable {
  /// Time went on; the size is another one; entries were merged into the store.
  case ticked, resized
  case merged(Changes)
  /// The answer to `Outcome.choose`: the entry that is the chosen one now.
  case chosen(Slot)
  /// The answer to `Outcome.find`: whether something matches, or why nothing was looked for.
  case found(Bool)
  /// The pattern cannot be searched for.
  case searchRefused(PatternError)
  /// The answers to `Command.listTasks`.
  case listed(TaskPage, offset: Int)
  case listFailed(SourceFailure)
  /// The answer to `Command.readEntry`.
  case entryRead(EntryAnswer)
}
