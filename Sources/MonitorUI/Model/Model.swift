package import MonitorCore

/// Everything the screen shows: a value that `update` changes and `view` draws.
package struct Model: Sendable {
  package var size: Size
  /// The wall clock as last ticked (the server's, where the program knows it), and the engine's clock.
  package var now: Timestamp
  package var engine: Duration
  /// The zone of local times.
  package var zone: ZoneOffset
  package var glyphs: Glyphs
  package var keys: KeyMap
  /// Whom the program asks, and the token's id; both for the title.
  package var host: String
  package var tokenID: String
  /// The platform's address, which that of a result is relative to; empty where there is none.
  package var address = ""

  /// The command line that shows the same again, without tasks and filters; empty where there is none.
  package var command = ""
  /// Whether that command takes the tasks.
  package var commandNamesTasks = false

  /// The recording that is written meanwhile; `nil` where none is.
  package var recording: RecordingSize?
  /// The saved log that is shown in the place of a platform; `nil` where tasks are watched.
  package var playback: Playback?

  package internal(set) var tasks: [WatchedTask]
  package internal(set) var store = LogStore()
  /// One pane a task, in the order of the tasks.
  package internal(set) var panes: [Pane]
  /// The pane of all tasks, while `isMerged`.
  package internal(set) var mergedPane: Pane?
  /// Which of `panes` has the focus.
  package internal(set) var focus = 0
  package internal(set) var isZoomed = false
  package internal(set) var arrangement = PaneArrangement.automatic
  /// How panes get rows by themselves, and what a person gave or took.
  var heights = PaneHeights()
  /// What the last run left.
  var restoredLayout = SavedLayout()
  package var timestamps = TimestampMode.local
  /// Whether long lines are wrapped, where the person said so: otherwise they are in columns, which are narrow.
  var wrapChoice: Bool?
  /// Whether nothing ticks: what counts on is told by the minute, and drawn no oftener.
  package var isCalm = false
  /// The names of the themes that can be chosen, and of the chosen one: their colours are the terminal's business.
  package var themes: [String] = []
  package var theme = ""
  /// What lies over the panes, the topmost last.
  var boxes: [any Box] = []
  /// When this visit began, and when the tasks were looked at before.
  let start: Duration
  var visits: [TaskID: Visit] = [:]
  /// Whether earlier runs are consulted and remembered; those that are known, by code, and which were asked for.
  package var keepsHistory = false
  var histories: [String: CodeHistory] = [:]
  var askedCodes: Set<String> = []
  /// Seconds that tasks usually take, by code.
  var usualDurations: [String: Double] = [:]
  /// Seconds by which this machine's clock is ahead of the server's, where that is more than a few; else 0.
  package internal(set) var clockError = 0.0
  /// The tasks that the picker listed last.
  var listed = TaskListing()
  /// What panes of tasks that are added show at first.
  let filter: LogFilter
  package internal(set) var notice: Notice?
  /// Marked entries, in the order of marking.
  package internal(set) var marks: [Slot] = []
  /// The notes on them; unsafe text is never among them.
  package internal(set) var notes: [Slot: String] = [:]
  /// Those that the program set where the last visit ended.
  var visitMarks: Set<Slot> = []
  /// Those of them to which nobody has gone yet.
  var newVisitMarks: Set<Slot> = []
  /// Marks of earlier runs whose entries were not read yet.
  var awaitedMarks: [TaskID: SavedMarks.Notes] = [:]
  /// Whether what earlier runs left is known: what is not cannot be replaced.
  package internal(set) var isRemembered = false
  /// Whether times count from the newest mark.
  package internal(set) var showsElapsed = false
  /// Whether moving in one pane moves the others to the same instant.
  package internal(set) var isLocked = false
  /// What is highlighted in the panes, and what `n` goes to.
  package internal(set) var search: Search?
  /// Where the matches are in the focused pane; `nil` while nothing is searched for.
  var paneMarks: PaneMarks?
  /// The panes that only going to an error scrolled, by task, and where.
  var errorVisits: [Int: Viewport.Anchor] = [:]
  /// The filters that were cleared last, for as long as the same key brings them back.
  var clearedFilters: ClearedFilters?
  /// Whether the mouse is listened to.
  package internal(set) var hasMouse = false
  /// The count that was clicked last, while its filter may be on.
  var clickedCount: ClickedCount?
  var number: CountPrefix?
  /// What the key before collapsed, and where the reader was, so that the same key undoes it.
  var lastCollapse: LastCollapse?
  /// What was run in the palette, the latest first.
  var recentDeeds: [PaletteDeed] = []
  /// Patterns typed before, oldest first.
  var history: [InputKind: [String]] = [:]

  /// Watches these tasks; their numbers in messages and commands are their indices here.
  package init(
    tasks: [TaskID], host: String, tokenID: String = "", size: Size, now: Timestamp, engine: Duration = .zero,
    zone: @escaping ZoneOffset, filter: LogFilter = LogFilter(), glyphs: Glyphs = .unicode, keys: KeyMap = .standard
  ) {
    self.size = size
    self.now = now
    self.engine = engine
    self.zone = zone
    self.glyphs = glyphs
    self.keys = keys
    self.host = host
    self.tokenID = tokenID
    self.filter = filter
    start = engine
    let tags = WatchedTask.tags(of: tasks)
    self.tasks = zip(tasks, tags).map { id, tag in
      var task = WatchedTask(id: id)
      task.tag = tag
      return task
    }
    let store = LogStore()
    panes = tasks.indices.map { Pane(task: $0, filter: filter, over: store) }
    renewLabels()
  }

  /// The numbers of the tasks that are watched, in order.
  package var openTasks: [Int] { tasks.indices.filter { !tasks[$0].isClosed } }

  /// When this visit began, on the clock of `now`.
  var startedAt: Timestamp { now.advanced(bySeconds: (start - engine).seconds) }

  package var isMerged: Bool { mergedPane != nil }

  /// The pane that keys are about; `nil` when nothing is watched.
  package var focusedPane: Pane? {
    mergedPane ?? (panes.indices.contains(focus) ? panes[focus] : nil)
  }

  /// Changes the pane that keys are about.
  mutating func withFocusedPane(_ change: (inout Pane, LogStore) -> Void) {
    if mergedPane != nil {
      if var pane = mergedPane {
        mergedPane = nil
        change(&pane, store)
        mergedPane = pane
      }
    } else if panes.indices.contains(focus) {
      change(&panes[focus], store)
    }
  }

  /// The tasks whose entries a pane shows.
  func tasks(of pane: Pane) -> [Int] { pane.task.map { [$0] } ?? openTasks }

  /// Times as they are shown now: of the local zone, or of UTC.
  var clock: ClockText { ClockText(zone: timestamps == .utc ? nil : zone, isCalm: isCalm) }

  /// The model as it is drawn: where nothing ticks, at the beginning of the minute.
  var shown: Model {
    guard isCalm else { return self }
    let rest = now.ticks % (60 * Timestamp.ticksPerSecond)
    var shown = self
    shown.now = Timestamp(ticks: now.ticks - rest)
    shown.engine = engine - .seconds(Double(rest) / Double(Timestamp.ticksPerSecond))
    return shown
  }
}
