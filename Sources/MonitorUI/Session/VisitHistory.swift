package import MonitorCore

/// What is known from earlier visits of a host.
package struct Remembered: Sendable {
  package var visits: [TaskID: Visit]
  package var layout: SavedLayout
  package var marks: [TaskID: SavedMarks.Notes]
  /// What was typed into prompts, of whatever host.
  package var prompts: SavedPrompts
  /// The earlier runs of tasks, by their code.
  package var histories: [String: CodeHistory]

  package init(
    visits: [TaskID: Visit] = [:], layout: SavedLayout = SavedLayout(), marks: [TaskID: SavedMarks.Notes] = [:],
    prompts: SavedPrompts = SavedPrompts(), histories: [String: CodeHistory] = [:]
  ) {
    (self.visits, self.layout, self.marks, self.prompts) = (visits, layout, marks, prompts)
    self.histories = histories
  }
}

/// The last visits by host and task, in the file in which they once were, a line each:
/// `host TAB task TAB ticks of the newest entry TAB ticks of the visit`, below a line that names the format.
package struct VisitHistory: Sendable {
  /// So many lines are read.
  private static let limit = 1_000
  private static let format = "mpt-tail visits 1"

  /// By host and task.
  package private(set) var visits: [String: [TaskID: Visit]] = [:]

  /// Reads a history. Lines that cannot be read are skipped; a text of another format is an empty history.
  package init(text: [UInt8]) {
    let lines = text.split(separator: 0x0A).prefix(Self.limit).map { String(decoding: $0, as: UTF8.self) }
    guard lines.first == Self.format else { return }
    for line in lines.dropFirst() {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard fields.count == 4, let task = TaskID(String(fields[1])), let newest = Int64(fields[2]),
        let at = Int64(fields[3]), Self.isHost(fields[0])
      else { continue }
      let visit = Visit(newest: Timestamp(ticks: newest), at: Timestamp(ticks: at))
      let host = String(fields[0])
      if let known = visits[host]?[task], known.at > visit.at { continue }
      visits[host, default: [:]][task] = visit
    }
  }

  private static func isHost(_ text: Substring) -> Bool {
    (1...255).contains(text.utf8.count) && text.utf8.allSatisfy { 0x21...0x7E ~= $0 }
  }
}
