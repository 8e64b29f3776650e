import MonitorCore
import MonitorUI

/// Marked entries and the notes on them: `$XDG_STATE_HOME/mpt-tail/marks`.
struct MarkStore: Sendable {
  private let file: StateFile

  /// `nil` where there is no state folder.
  init?(environment: Environment) {
    guard let file = StateFile("marks", environment: environment) else { return nil }
    self.file = file
  }

  /// The marks of tasks of a host.
  func load(host: String) -> [TaskID: SavedMarks.Notes] { SavedMarks(text: file.read()).notes(host: host) }

  /// Records the marks of the tasks that a model shows; where nothing changed, the file stays as it is.
  func save(_ model: Model, host: String) {
    let known = SavedMarks(text: file.read())
    var marks = known
    for (task, notes) in model.marksToSave { marks.replace(host: host, task: task, with: notes) }
    if marks != known { file.write(marks.text.utf8) }
  }
}

/// What was typed into prompts: `$XDG_STATE_HOME/mpt-tail/prompts`.
struct PromptStore: Sendable {
  private let file: StateFile

  /// `nil` where there is no state folder.
  init?(environment: Environment) {
    guard let file = StateFile("prompts", environment: environment) else { return nil }
    self.file = file
  }

  func load() -> SavedPrompts { SavedPrompts(text: file.read()) }

  /// Records what was typed; where nothing was, the file stays as it is.
  func save(_ prompts: SavedPrompts) {
    if prompts != load() { file.write(prompts.text.utf8) }
  }
}
