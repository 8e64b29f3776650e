package import MonitorCore

/// Marked entries with the notes on them, in the file in which they once were, a line each:
/// `host TAB task TAB entry TAB note`, below a line that names the format.
package struct SavedMarks: Sendable {
  /// The notes of a task's marks by the ids of their entries; empty where there is none.
  package typealias Notes = [String: String]

  /// So many lines are read.
  private static let maxLines = 20_000
  private static let maxNote = 500
  private static let format = "mpt-tail marks 1"

  /// By host and task.
  package private(set) var marks: [String: [TaskID: Notes]] = [:]

  /// Reads marks. Lines that cannot be read are skipped; a text of another format has no marks.
  package init(text: [UInt8]) {
    let lines = text.split(separator: 0x0A).prefix(Self.maxLines).map { String(decoding: $0, as: UTF8.self) }
    guard lines.first == Self.format else { return }
    for line in lines.dropFirst() {
      let fields = line.split(separator: "\t", maxSplits: 3, omittingEmptySubsequences: false).map(String.init)
      guard fields.count == 4, let task = TaskID(fields[1]), Self.isPlain(fields[0]), Self.isPlain(fields[2]) else {
        continue
      }
      marks[fields[0], default: [:]][task, default: [:]][fields[2]] = Self.cleaned(fields[3])
    }
  }

  /// Whether a text can be a field: printable ASCII without a blank.
  fileprivate static func isPlain(_ text: String) -> Bool {
    (1...255).contains(text.utf8.count) && text.utf8.allSatisfy { 0x21...0x7E ~= $0 }
  }

  fileprivate static func cleaned(_ note: String) -> String {
    String(SafeText.line(note).prefix(maxNote)).replacing("\t", with: " ")
  }
}

extension Model {
  /// Sets the marks that earlier runs left; an entry gets its mark when it is read, or now where it is held already.
  package mutating func restore(_ marks: [TaskID: SavedMarks.Notes]) {
    awaitedMarks = marks
    guard !marks.isEmpty else { return }
    for slot in store.order where tasks.indices.contains(store.task(of: slot)) {
      let task = tasks[store.task(of: slot)].id
      let entry = entryID(of: slot)
      if let note = awaitedMarks[task]?.removeValue(forKey: entry) { mark(slot, note) }
    }
  }

  private mutating func mark(_ slot: Slot, _ note: String) {
    if !marks.contains(slot) { marks.insert(slot, at: 0) }
    if !note.isEmpty, notes[slot] == nil { notes[slot] = note }
  }

  /// The marks to remember, by task: those of entries that are held, and those whose entries were not read.
  package var marksToSave: [TaskID: SavedMarks.Notes] {
    var result = awaitedMarks
    for task in tasks { result[task.id] = result[task.id] ?? [:] }
    for slot in marks where !visitMarks.contains(slot) && store.holds(slot) {
      let task = store.task(of: slot)
      guard tasks.indices.contains(task) else { continue }
      let entry = entryID(of: slot)
      if SavedMarks.isPlain(entry) { result[tasks[task].id]?[entry] = SavedMarks.cleaned(notes[slot] ?? "") }
    }
    return result
  }

  /// Marks entries that just came and were marked in an earlier run.
  mutating func takeAwaitedMarks(_ changes: Changes, of task: Int) {
    let id = tasks[task].id
    guard var awaited = awaitedMarks[id], !awaited.isEmpty else { return }
    for slot in changes.added {
      guard let note = awaited.removeValue(forKey: entryID(of: slot)) else { continue }
      mark(slot, note)
      if awaited.isEmpty { break }
    }
    awaitedMarks[id] = awaited
  }

  private func entryID(of slot: Slot) -> String { String(decoding: store.id(of: slot), as: UTF8.self) }
}
