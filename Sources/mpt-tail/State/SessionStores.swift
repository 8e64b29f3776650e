import MonitorCore
import MonitorUI

/// When tasks were last watched: `$XDG_STATE_HOME/mpt-tail/visits`.
///
/// The file is read again before it is written; of two screens that end at the same moment one may be lost.
struct VisitStore: Sendable {
  private let file: StateFile

  /// `nil` where there is no state folder.
  init?(environment: Environment) {
    guard let file = StateFile("visits", environment: environment) else { return nil }
    self.file = file
  }

  /// The visits of tasks of a host.
  func load(host: String) -> [TaskID: Visit] { VisitHistory(text: file.read()).visits(host: host) }

  /// Records the tasks that a model shows.
  func save(_ model: Model, host: String) {
    let visits = model.visits(at: model.now)
    guard !visits.isEmpty else { return }
    var history = VisitHistory(text: file.read())
    for (task, visit) in visits { history.record(visit, host: host, task: task) }
    history.shorten()
    file.write(history.text.utf8)
  }
}

/// The layout of the panes when the screen was last left: `$XDG_STATE_HOME/mpt-tail/layout`.
struct LayoutStore: Sendable {
  private let file: StateFile

  /// `nil` where there is no state folder.
  init?(environment: Environment) {
    guard let file = StateFile("layout", environment: environment) else { return nil }
    self.file = file
  }

  /// The saved layout; the default one where none can be read.
  func load() -> SavedLayout { SavedLayout(text: file.read()) }

  /// Records a layout; an unchanged one is not written again.
  func save(_ layout: SavedLayout) {
    if layout != load() { file.write(layout.text.utf8) }
  }
}
