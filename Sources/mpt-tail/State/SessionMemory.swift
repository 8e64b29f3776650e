import MonitorCore
import MonitorHistory
import MonitorUI

/// What is remembered from one run of the program to the next: `$XDG_STATE_HOME/mpt-tail/state.db`.
///
/// Its methods block for milliseconds, and for a second where another instance writes. That something cannot be read or
/// written is a sentence for the person, and nothing else.
struct SessionMemory: Sendable {
  private static let layout = "layout"
  private static let prompts = "prompts"
  /// Says that the files in which all of this once was have been read.
  private static let imported = "imported"

  let database: StateDatabase
  /// Whose tasks are watched.
  let host: String
  /// Whether earlier runs are consulted and remembered.
  let keepsRuns: Bool
  /// Where visits, the layout, marks and prompts once were.
  private let oldFiles: [StateFile]

  /// `nil` where there is no state folder, or it is `/dev/null`: whoever says so wants nothing remembered.
  init?(environment: Environment, host: String, keepsRuns: Bool = true) {
    guard let folder = environment.stateFolder, !folder.hasPrefix("/dev/null/") else { return nil }
    database = StateDatabase(path: folder + "/state.db")
    (self.host, self.keepsRuns) = (host, keepsRuns)
    oldFiles = ["visits", "layout", "marks", "prompts"].compactMap { StateFile($0, environment: environment) }
  }

  /// What is remembered of the host; nothing on a first start.
  func load() throws(StateFailure) -> Remembered {
    try importOldFiles()
    return try database.read { connection throws(SQLiteFailure) in
      Remembered(
        visits: try connection.visits(of: host).mapValues { Visit(newest: $0.newest, at: $0.at) },
        layout: try Self.layout(in: connection), marks: try connection.marks(of: host),
        prompts: try Self.prompts(in: connection),
        histories: keepsRuns ? try connection.histories(of: host) : [:])
    } ?? Remembered()
  }

  /// Remembers what a screen leaves. Of a first start without a choice nothing is left.
  func save(_ model: Model) throws(StateFailure) {
    let visits = model.visits(at: model.now)
    let runs = keepsRuns ? model.finishedRuns : []
    let marks = model.marksToSave
    let typed = model.typedPrompts
    let hasChoice =
      model.chosenLayout != SavedLayout() || typed != SavedPrompts() || marks.contains { !$0.value.isEmpty }
    guard !visits.isEmpty || !runs.isEmpty || hasChoice || database.exists else { return }
    try database.write { connection throws(SQLiteFailure) in
      try connection.record(visits.mapValues { ($0.newest, $0.at) }, of: host, limits: database.limits)
      try connection.record(runs, of: host, limits: database.limits)
      // Another instance may have left since.
      let known = try Self.layout(in: connection)
      let layout = model.layout(onto: known)
      if layout != known { try connection.setText(Self.layout, layout.text) }
      for (task, notes) in marks {
        try connection.record(
          marks: notes, of: task, host, replacing: model.isRemembered, at: model.now, limits: database.limits)
      }
      let before = try Self.prompts(in: connection)
      var prompts = before
      prompts.add(typed)
      if prompts != before { try connection.setText(Self.prompts, prompts.text) }
    }
  }

  /// Remembers runs, those that the platform listed for a code with the moment of asking.
  ///
  /// - Returns: all that is known of their codes then.
  func record(_ runs: [EarlierRun], listed code: String? = nil, at now: Timestamp) throws(StateFailure) -> [String:
    CodeHistory]
  {
    guard keepsRuns else { return [:] }
    return try database.write { connection throws(SQLiteFailure) in
      try connection.record(runs, of: host, limits: database.limits)
      if let code { try connection.recordAsked(for: code, of: host, at: now) }
      var histories: [String: CodeHistory] = [:]
      for code in Set(runs.map(\.code) + [code].compactMap(\.self)) {
        histories.merge(try connection.histories(of: host, code: code)) { _, new in new }
      }
      return histories
    }
  }

  /// The layout; that of a first start where none can be read.
  private static func layout(in connection: borrowing SQLiteConnection) throws(SQLiteFailure) -> SavedLayout {
    SavedLayout(text: Array(try connection.text(layout)?.utf8 ?? "".utf8))
  }

  private static func prompts(in connection: borrowing SQLiteConnection) throws(SQLiteFailure) -> SavedPrompts {
    SavedPrompts(text: Array(try connection.text(prompts)?.utf8 ?? "".utf8))
  }

  /// Reads the files in which all of this once was, the first time.
  private func importOldFiles() throws(StateFailure) {
    let texts = oldFiles.map { $0.read() }
    guard texts.count == 4, texts.contains(where: { !$0.isEmpty }) else { return }
    let isDone = try database.read { connection throws(SQLiteFailure) in try connection.text(Self.imported) }
    guard isDone?.flatMap(\.self) == nil else { return }
    let (visits, layout) = (VisitHistory(text: texts[0]).visits, SavedLayout(text: texts[1]))
    let (marks, prompts) = (SavedMarks(text: texts[2]).marks, SavedPrompts(text: texts[3]))
    try database.write { connection throws(SQLiteFailure) in
      guard try connection.text(Self.imported) == nil else { return }
      for (host, visits) in visits {
        try connection.record(visits.mapValues { ($0.newest, $0.at) }, of: host, limits: database.limits)
      }
      if try connection.text(Self.layout) == nil, layout != SavedLayout() {
        try connection.setText(Self.layout, layout.text)
      }
      for (host, marks) in marks {
        for (task, notes) in marks {
          try connection.record(marks: notes, of: task, host, replacing: false, at: .now, limits: database.limits)
        }
      }
      var typed = prompts
      typed.add(try Self.prompts(in: connection))
      if typed != SavedPrompts() { try connection.setText(Self.prompts, typed.text) }
      try connection.setText(Self.imported, "1")
    }
  }
}
