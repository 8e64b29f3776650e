package import MonitorCore

/// Marked entries with the notes on them, remembered from one run to the next; as text, a line each:
/// `host TAB task TAB entry TAB note`, below a line that names the format. The latest runs come last.
package struct SavedMarks: Sendable, Equatable {
  /// The notes of a task's marks by the ids of their entries; empty where there is none.
  package typealias Notes = [String: String]

  private struct Group: Equatable, Sendable {
    let host: String
    let task: TaskID
    var notes: Notes
  }

  /// The maximum number of tasks; those of the oldest runs are dropped first.
  package static let maxTasks = 200
  /// The maximum number of marks of a task.
  package static let maxMarks = 500
  package static let maxNote = 500
  private static let format = "mpt-tail marks 1"

  private var groups: [Group] = []

  package init() {}

  /// Reads marks. Lines that cannot be read are skipped; a text of another format has no marks.
  package init(text: [UInt8]) {
    let lines = text.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
    guard lines.first == Self.format else { return }
    for line in lines.dropFirst() {
      let fields = line.split(separator: "\t", maxSplits: 3, omittingEmptySubsequences: false).map(String.init)
      guard fields.count == 4, let task = TaskID(fields[1]), Self.isPlain(fields[0]), Self.isPlain(fields[2]) else {
        continue
      }
      if let index = groups.firstIndex(where: { $0.host == fields[0] && $0.task == task }) {
        groups[index].notes[fields[2]] = Self.cleaned(fields[3])
      } else {
        groups.append(Group(host: fields[0], task: task, notes: [fields[2]: Self.cleaned(fields[3])]))
      }
    }
    groups.removeFirst(max(0, groups.count - Self.maxTasks))
  }

  package var text: String {
    let lines = groups.flatMap { group in
      group.notes.sorted { $0.key < $1.key }.map { "\(group.host)\t\(group.task.text)\t\($0.key)\t\($0.value)" }
    }
    return ([Self.format] + lines).joined(separator: "\n") + "\n"
  }

  package var isEmpty: Bool { groups.isEmpty }

  /// The marks of a host's tasks.
  package func notes(host: String) -> [TaskID: Notes] {
    groups.reduce(into: [:]) { if $1.host == host { $0[$1.task] = $1.notes } }
  }

  /// Puts the marks of a task in the place of those that are remembered of it.
  package mutating func replace(host: String, task: TaskID, with notes: Notes) {
    let kept = notes.filter { Self.isPlain($0.key) }.sorted {
      ($0.value.isEmpty ? 1 : 0, $0.key) < ($1.value.isEmpty ? 1 : 0, $1.key)
    }
    .prefix(Self.maxMarks)
    let old = groups.firstIndex { $0.host == host && $0.task == task }
    let fresh = Notes(uniqueKeysWithValues: kept.map { ($0.key, Self.cleaned($0.value)) })
    if let old, groups[old].notes == fresh { return }
    if let old { groups.remove(at: old) }
    guard !fresh.isEmpty, Self.isPlain(host) else { return }
    groups.append(Group(host: host, task: task, notes: fresh))
    groups.removeFirst(max(0, groups.count - Self.maxTasks))
  }

  /// Whether a text can be a field: printable ASCII without a blank.
  private static func isPlain(_ text: String) -> Bool {
    (1...255).contains(text.utf8.count) && text.utf8.allSatisfy { 0x21...0x7E ~= $0 }
  }

  private static func cleaned(_ note: String) -> String {
    String(SafeText.line(note).prefix(maxNote)).replacing("\t", with: " ")
  }
}

extension Model {
  /// Sets the marks that earlier runs left; an entry gets its mark when it is read. Must come before anything else of the
  /// tasks.
  package mutating func restore(_ marks: [TaskID: SavedMarks.Notes]) { awaitedMarks = marks }

  /// The marks to remember, by task: those of entries that are held, and those whose entries were not read.
  package var marksToSave: [TaskID: SavedMarks.Notes] {
    var result = awaitedMarks
    for task in tasks { result[task.id] = result[task.id] ?? [:] }
    for slot in marks where !visitMarks.contains(slot) && store.holds(slot) {
      let task = store.task(of: slot)
      guard tasks.indices.contains(task) else { continue }
      result[tasks[task].id]?[entryID(of: slot)] = notes[slot] ?? ""
    }
    return result
  }

  /// Marks entries that just came and were marked in an earlier run.
  mutating func takeAwaitedMarks(_ changes: Changes, of task: Int) {
    let id = tasks[task].id
    guard var awaited = awaitedMarks[id], !awaited.isEmpty else { return }
    for slot in changes.added {
      guard let note = awaited.removeValue(forKey: entryID(of: slot)) else { continue }
      marks.insert(slot, at: 0)
      if !note.isEmpty { notes[slot] = note }
      if awaited.isEmpty { break }
    }
    awaitedMarks[id] = awaited
  }

  private func entryID(of slot: Slot) -> String { String(decoding: store.id(of: slot), as: UTF8.self) }
}
