import MonitorCore
import MonitorStream
import MonitorUI

/// The focused pane as plain lines in the normal screen: what it showed, and what arrives from then on.
///
/// A terminal that accepts no output (Ctrl-S, a slow line) blocks nobody: entries are queued by their slots, in order, and
/// become text when it goes on. One that is revised meanwhile is written once, as it is then.
struct PlainScreen {
  /// Writes lines; false when the terminal does not accept all of them now. The rest stays in its queue.
  typealias Writer = ([UInt8]) -> Bool

  /// Entries that become text at once: no more is queued as text.
  private static let portion = 200

  private let tasks: [TaskID]
  private let pane: Int?
  private let filter: LogFilter
  private let options: OutputOptions
  private var queue: ArraySlice<Slot> = []
  private var queuedSlots: Set<Slot> = []
  private var isStopped = false

  /// For the pane that has the focus in `model`; the screen must have been left.
  init(_ model: Model, tasks: [TaskID], options: OutputOptions) {
    self.tasks = tasks
    self.options = options
    pane = model.focusedPane?.task
    filter = model.focusedPane?.filter ?? LogFilter()
  }

  /// Writes what the pane showed, and how to come back.
  mutating func begin(_ model: Model, _ write: Writer) {
    let name = pane.map { tasks.indices.contains($0) ? tasks[$0].text : "" } ?? "all tasks"
    let key = model.keys.label(of: .plainStream)
    let dash = options.isASCII ? "--" : "──"
    let line = "\(dash) \(name) goes on here as plain lines. \(key), q or Esc: back to the screen.\n"
    isStopped = !write(text(of: ArraySlice(model.visibleEntries), of: model) + Array(line.utf8))
  }

  /// Queues the entries of an event that the pane would show. To be called after the model applied it, and followed by `flow`.
  mutating func enqueue(_ event: FollowEvent, of task: Int, _ model: Model) {
    guard case .logs(let batch, _) = event, pane == nil || pane == task else { return }
    for entry in batch.entries {
      guard let slot = model.store.slot(of: batch.bytes[entry.id], task: task), filter.admits(slot, of: model.store),
        queuedSlots.insert(slot).inserted
      else { continue }
      queue.append(slot)
    }
  }

  /// Writes the queue as far as the terminal accepts it. `goesOn` says that it accepts output again, which alone ends a stop.
  mutating func flow(_ model: Model, goesOn: Bool = false, _ write: Writer) {
    // What the terminal left of the last write comes first.
    if goesOn { isStopped = !write([]) }
    while !isStopped, !queue.isEmpty {
      let portion = queue.prefix(Self.portion)
      queue = queue.dropFirst(Self.portion)
      queuedSlots.subtract(portion)
      isStopped = !write(text(of: portion, of: model))
    }
  }

  /// Whether a key brings the screen back.
  static func isLeft(by key: Key, _ model: Model) -> Bool {
    switch model.keys.action(of: key, in: .log) {
    case .plainStream, .close, .clear, .quit: true
    default: false
    }
  }

  private func text(of slots: ArraySlice<Slot>, of model: Model) -> [UInt8] {
    var lines = EntryLines(store: model.store, tasks: tasks, options: options, form: .plain)
    return lines.bytes(of: slots, now: model.now)
  }
}
