import MonitorCore
import MonitorUI

/// The file that remembers when tasks were last looked at: `$XDG_STATE_HOME/mpt-tail/visits`.
///
/// It is read again before it is written; of two screens that end at the very same moment one may be forgotten.
struct VisitStore: Sendable {
  private let file: StateFile

  /// `nil` where there is no place for it.
  init?(environment: [String: String]) {
    guard let file = StateFile("visits", environment: environment) else { return nil }
    self.file = file
  }

  /// The visits of tasks of a host.
  func load(host: String) -> [TaskID: Visit] { VisitBook(text: file.read()).visits(host: host) }

  /// Remembers what a model shows.
  func save(_ model: Model, host: String) {
    let visits = model.visits(at: model.now)
    guard !visits.isEmpty else { return }
    var book = VisitBook(text: file.read())
    for (task, visit) in visits { book.note(visit, host: host, task: task) }
    book.shorten()
    file.write(book.text.utf8)
  }
}
