package import MonitorCore

/// What a screen left: when tasks were last looked at, and texts by name.
extension SQLiteConnection {
  /// When a task was last looked at, and the newest entry that was shown then.
  package typealias LastVisit = (newest: Timestamp, at: Timestamp)

  package func visits(of host: String) throws(SQLiteFailure) -> [TaskID: LastVisit] {
    var visits: [TaskID: LastVisit] = [:]
    try run("SELECT task, newest, at FROM visits WHERE host = ?", [.text(host)]) { row in
      guard let task = row.text(0).flatMap({ TaskID($0) }), let newest = row.integer(1), let at = row.integer(2)
      else { return }
      visits[task] = (Timestamp(ticks: newest), Timestamp(ticks: at))
    }
    return visits
  }

  /// Remembers visits of a host; of two of a task the later one.
  package func record(
    _ visits: [TaskID: LastVisit], of host: String, limits: StateDatabase.Limits
  ) throws(SQLiteFailure) {
    guard (1...255).contains(host.utf8.count) else { return }
    for (task, visit) in visits {
      try run(
        """
        INSERT INTO visits VALUES (?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET newest = max(newest, excluded.newest), at = excluded.at WHERE excluded.at > at
        """,
        [.text(host), .text(task.text), .integer(visit.newest.ticks), .integer(visit.at.ticks)])
    }
    try run(
      "DELETE FROM visits WHERE (host, task) IN (SELECT host, task FROM visits ORDER BY at DESC LIMIT -1 OFFSET ?)",
      [.integer(Int64(limits.visits))])
  }

  /// The notes on marked entries by their ids, of the tasks of a host.
  package func marks(of host: String) throws(SQLiteFailure) -> [TaskID: [String: String]] {
    var marks: [TaskID: [String: String]] = [:]
    try run("SELECT task, entry, note FROM marks WHERE host = ?", [.text(host)]) { row in
      guard let task = row.text(0).flatMap({ TaskID($0) }), let entry = row.text(1), let note = row.text(2) else {
        return
      }
      marks[task, default: [:]][entry] = note
    }
    return marks
  }

  /// Remembers the marks of a task of a host, in the place of those that were remembered, or beside them.
  package func record(
    marks: [String: String], of task: TaskID, _ host: String, replacing: Bool, at now: Timestamp,
    limits: StateDatabase.Limits
  ) throws(SQLiteFailure) {
    guard (1...255).contains(host.utf8.count) else { return }
    if replacing { try run("DELETE FROM marks WHERE host = ? AND task = ?", [.text(host), .text(task.text)]) }
    // Those with a note are worth more.
    let kept = marks.sorted { ($0.value.isEmpty ? 1 : 0, $0.key) < ($1.value.isEmpty ? 1 : 0, $1.key) }
    for (entry, note) in kept.prefix(limits.marksPerTask) where (1...255).contains(entry.utf8.count) {
      try run(
        "INSERT INTO marks VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET note = excluded.note, at = excluded.at",
        [.text(host), .text(task.text), .text(entry), .text(String(note.prefix(500))), .integer(now.ticks)])
    }
    try run(
      """
      DELETE FROM marks WHERE (host, task, entry) IN
        (SELECT host, task, entry FROM marks ORDER BY at DESC LIMIT -1 OFFSET ?)
      """, [.integer(Int64(limits.marks))])
  }

  package func text(_ name: String) throws(SQLiteFailure) -> String? {
    var text: String?
    try run("SELECT text FROM texts WHERE name = ?", [.text(name)]) { row in text = row.text(0) }
    return text
  }

  package func setText(_ name: String, _ text: String) throws(SQLiteFailure) {
    try run(
      "INSERT INTO texts VALUES (?, ?) ON CONFLICT DO UPDATE SET text = excluded.text", [.text(name), .text(text)])
  }
}
