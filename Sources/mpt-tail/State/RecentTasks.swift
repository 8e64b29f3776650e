import MonitorCore

/// The tasks that were listed or watched lately, newest first: `$XDG_CACHE_HOME/mpt-tail/tasks`, a line `id TAB name` each.
///
/// A shell that completes a word asks nobody but this file.
struct RecentTasks: Sendable {
  struct Row: Equatable, Sendable {
    var id: TaskID
    /// Safe to show; empty where it is not known.
    var name = ""
  }

  private static let maxRows = 200
  private static let maxName = 80

  private let file: StateFile

  /// `nil` where there is no cache folder.
  init?(environment: Environment) {
    guard let folder = environment.cacheFolder else { return nil }
    file = StateFile("tasks", inFolder: folder, isDurable: false)
  }

  func load() -> [Row] {
    String(decoding: file.read(), as: UTF8.self).split(separator: "\n").prefix(Self.maxRows).compactMap { line in
      let fields = line.split(separator: "\t", maxSplits: 1)
      guard let id = fields.first.flatMap({ TaskID(String($0)) }) else { return nil }
      return Row(id: id, name: fields.count > 1 ? SafeText.line(String(fields[1])) : "")
    }
  }

  /// Puts tasks before those that are there. A name that is not known stays as it was.
  func record(_ tasks: [(id: TaskID, name: String)]) {
    let old = load()
    var rows: [Row] = []
    var known: Set<TaskID> = []
    for task in tasks where known.insert(task.id).inserted {
      let name = String(SafeText.line(task.name).replacing("\t", with: " ").prefix(Self.maxName))
      rows.append(Row(id: task.id, name: name.isEmpty ? old.first { $0.id == task.id }?.name ?? "" : name))
    }
    rows += old.filter { !known.contains($0.id) }
    let text = rows.prefix(Self.maxRows).map { $0.name.isEmpty ? "\($0.id)\n" : "\($0.id)\t\($0.name)\n" }.joined()
    if rows != old { file.write(text.utf8) }
  }
}
