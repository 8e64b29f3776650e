import MonitorCore
import MonitorUI

/// The file that remembers when tasks were last looked at: `$XDG_STATE_HOME/mpt-tail/visits`.
///
/// It is read again before it is written; of two screens that end at the very same moment one may be forgotten.
struct VisitStore: Sendable {
  private let file: StateFile

  /// `nil` where there is no place for it.
  init?(environment: Environment) {
    guard let file = StateFile("visits", environment: environment) else { return nil }
    self.file = file
  }

  /// The visits of tasks of a host.
  func load(host: String) -> [TaskID: Visit] { VisitHistory(text: file.read()).visits(host: host) }

  /// Remembers what a model shows.
  func save(_ model: Model, host: String) {
    let visits = model.visits(at: model.now)
    guard !visits.isEmpty else { return }
    var history = VisitHistory(text: file.read())
    for (task, visit) in visits { history.note(visit, host: host, task: task) }
    history.shorten()
    file.write(history.text.utf8)
  }
}

/// The file that remembers how panes stood when the screen was left: `$XDG_STATE_HOME/mpt-tail/layout`.
struct LayoutStore: Sendable {
  private let file: StateFile

  /// `nil` where there is no place for it.
  init?(environment: Environment) {
    guard let file = StateFile("layout", environment: environment) else { return nil }
    self.file = file
  }

  /// The layout that was left; that of a first start where there is none that can be read.
  func load() -> SavedLayout { SavedLayout(text: file.read()) }

  /// Remembers a layout; the file is left alone where it says so already.
  func save(_ layout: SavedLayout) {
    if layout != load() { file.write(layout.text.utf8) }
  }
}
