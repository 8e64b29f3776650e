import MonitorCore

/// What a box sees of the program: values to read. What it wants changed it asks for by an `Outcome`.
struct Scene: Sendable {
  let size: Size
  let time: Moment
  let glyphs: Glyphs
  let keys: KeyMap
  let host: Host
  let store: LogStore
  /// Everything that a recording holds, while it is played: also what lies ahead.
  var recording: LogStore?
  /// What is written of this run meanwhile; `nil` where nothing is.
  var recorded: RecordingSize?
  /// All tasks ever watched, by their numbers.
  let tasks: [WatchedTask]
  /// The pane that has the focus, also below the boxes.
  let pane: Pane?
  let display: EntryDisplay
  /// The notes on marked entries.
  var notes: [Slot: String] = [:]
  /// What actions have set, as `Model.actionStates`.
  var states: [Action: String] = [:]
  /// Seconds that tasks usually take, by code.
  var usualDurations: [String: Double] = [:]
  /// Seconds by which this machine's clock is ahead of the server's, where that matters.
  var clockError = 0.0
  /// Which match the reader is at, as `Model.matchPlace`.
  var matchPlace: MatchPlace?
  /// Moments typed before, oldest first.
  var moments: [String] = []

  /// The time as last ticked.
  struct Moment: Sendable {
    let now: Timestamp
    /// The engine's clock since its start.
    let engine: Duration
    /// Times as they are shown, of the local zone or of UTC.
    let clock: ClockText
  }

  /// Whom the program asks, for the title; unsafe text.
  struct Host: Hashable, Sendable {
    let name: String
    let tokenID: String
    /// The address that relative ones are relative to; empty where it is not known.
    var address = ""
  }

  /// The numbers of the tasks that are watched, in order.
  var openTasks: [Int] { tasks.indices.filter { !tasks[$0].isClosed } }

  var clock: ClockText { time.clock }

  /// Where a line is typed: its text shows at every size.
  var lastLine: Rect { Rect(x: 0, y: max(0, size.height - 1), width: size.width, height: min(1, size.height)) }

  func label(of task: Int) -> String { tasks.indices.contains(task) ? tasks[task].label : "" }

  /// The entries' times and words as text.
  var entryTexts: EntryTexts { EntryTexts(display: display, now: time.now, clock: clock, glyphs: glyphs) }

  /// The title line of a full screen.
  func title(_ states: [[Segment]]) -> TitleLine {
    TitleLine(host: host.name, tokenID: host.tokenID, glyphs: glyphs, clock: clock.titleText(time.now), states: states)
  }
}
