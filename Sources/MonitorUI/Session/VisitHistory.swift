package import MonitorCore

/// When a task was last visited, and the newest entry that was shown then.
package struct Visit: Hashable, Sendable {
  /// How far the server's clock may be from what its answers say of it: their `Date` has whole seconds.
  static let clockError = 1.0

  /// The newest entry's timestamp; never later than the visit itself (but for `clockError`), so that a date from the far
  /// future hides nothing.
  package var newest: Timestamp
  /// When the person left.
  package var at: Timestamp

  package init(newest: Timestamp, at: Timestamp) {
    self.newest = min(newest, at.advanced(bySeconds: Self.clockError))
    self.at = at
  }
}

/// The last visits by host and task; as text, a line each:
/// `host TAB task TAB ticks of the newest entry TAB ticks of the visit`, below a line that names the format.
package struct VisitHistory: Sendable, Equatable {
  private struct Key: Hashable {
    var host: String
    var task: TaskID
  }

  /// The maximum number of visits; the oldest are dropped first.
  package static let limit = 500
  private static let format = "mpt-tail visits 1"

  private var visits: [Key: Visit] = [:]

  package init() {}

  /// Reads a history. Lines that cannot be read are skipped; a text of another format is an empty history.
  package init(text: [UInt8]) {
    let lines = text.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
    guard lines.first == Self.format else { return }
    for line in lines.dropFirst() {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard fields.count == 4, let task = TaskID(String(fields[1])), let newest = Int64(fields[2]),
        let at = Int64(fields[3])
      else { continue }
      record(Visit(newest: Timestamp(ticks: newest), at: Timestamp(ticks: at)), host: String(fields[0]), task: task)
    }
    shorten()
  }

  /// The history as text, the latest visits first.
  package var text: String {
    let lines = sorted.map { "\($0.key.host)\t\($0.key.task.text)\t\($0.value.newest.ticks)\t\($0.value.at.ticks)" }
    return ([Self.format] + lines).joined(separator: "\n") + "\n"
  }

  package var count: Int { visits.count }

  package func visit(host: String, task: TaskID) -> Visit? { visits[Key(host: host, task: task)] }

  /// All that is remembered of a host.
  package func visits(host: String) -> [TaskID: Visit] {
    var result: [TaskID: Visit] = [:]
    for (key, visit) in visits where key.host == host { result[key.task] = visit }
    return result
  }

  /// Records a visit. Older visits than the known one are ignored, and hosts whose name is not printable ASCII.
  package mutating func record(_ visit: Visit, host: String, task: TaskID) {
    guard (1...255).contains(host.utf8.count), host.utf8.allSatisfy({ 0x21...0x7E ~= $0 }) else { return }
    let key = Key(host: host, task: task)
    if let known = visits[key], known.at > visit.at { return }
    visits[key] = visit
    if visits.count > Self.limit * 2 { shorten() }
  }

  /// Drops the oldest visits beyond the limit.
  package mutating func shorten() {
    guard visits.count > Self.limit else { return }
    visits = Dictionary(uniqueKeysWithValues: sorted.prefix(Self.limit).map { ($0.key, $0.value) })
  }

  private var sorted: [(key: Key, value: Visit)] {
    visits.sorted { left, right in
      if left.value.at != right.value.at { return left.value.at > right.value.at }
      return (left.key.host, left.key.task.text) < (right.key.host, right.key.task.text)
    }
  }
}
