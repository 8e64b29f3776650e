import Glibc
import MonitorCore
import MonitorStream
import MonitorUI

/// The focused pane as plain lines in the normal screen: what it showed, and what arrives from then on.
struct PlainScreen {
  private let tasks: [TaskID]
  private let pane: Int?
  private let filter: LogFilter
  private let looks: PlainWriter.Options
  private var pipe = OutputPipe(descriptor: STDOUT_FILENO)

  /// For the pane that has the focus in `model`; the screen must have been left.
  init(_ model: Model, tasks: [TaskID], looks: PlainWriter.Options) {
    self.tasks = tasks
    self.looks = looks
    pane = model.focusedPane?.task
    filter = model.focusedPane?.filter ?? LogFilter()
  }

  /// Writes what the pane showed, and how to come back.
  mutating func begin(_ model: Model) {
    write(model.visibleEntries, of: model)
    let name = pane.map { tasks.indices.contains($0) ? tasks[$0].text : "" } ?? "all tasks"
    say("\(name) goes on here as plain lines. \(model.keys.label(of: .plainStream)), q or Esc: back to the screen.")
  }

  /// Writes the entries of an event that the pane would show. Give it after the model took it.
  mutating func take(_ event: FollowEvent, of task: Int, _ model: Model) {
    guard case .logs(let batch, _) = event, pane == nil || pane == task else { return }
    let slots = batch.entries.compactMap { model.store.slot(of: batch.bytes[$0.id], task: task) }
    write(slots.filter { filter.admits($0, of: model.store) }, of: model)
  }

  /// Whether a key brings the screen back.
  static func isLeft(by key: Key, _ model: Model) -> Bool {
    switch model.keys.action(of: key, in: .log) {
    case .plainStream, .close, .clear, .quit: true
    default: false
    }
  }

  private mutating func say(_ line: String) {
    let dash = looks.isASCII ? "--" : "──"
    pipe.buffer.append(contentsOf: "\(dash) \(line)\n".utf8)
    try? pipe.flush()
  }

  /// What cannot be written is not lost: the screen still has it.
  private mutating func write(_ slots: [Slot], of model: Model) {
    var lines = EntryLines(store: model.store, tasks: tasks, looks: looks, asJSON: false)
    try? lines.write(slots, now: model.now, to: &pipe)
    try? pipe.flush()
  }
}
