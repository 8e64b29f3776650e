import MonitorCore
import MonitorUI

/// Tasks in columns, safe to print: `TASK  STATUS  PROGRESS  AGE  NAME`.
struct TaskTable {
  let lines: [String]

  /// - Parameter ascii: whether only 7-bit text may be printed.
  init(_ tasks: [TaskListReader.Row], now: Timestamp, ascii: Bool = false) {
    let rows = tasks.map { Self.cells(of: $0, now: now, ascii: ascii) }
    let all = [["TASK", "STATUS", "PROGRESS", "AGE", "NAME"]] + rows
    let widths = (0..<4).map { column in all.map { DisplayWidth.of($0[column]) }.max() ?? 0 }
    lines = all.map { row in
      var line = ""
      for (column, width) in widths.enumerated() {
        let space = String(repeating: " ", count: max(0, width - DisplayWidth.of(row[column])))
        // Numbers end below each other.
        line += (column >= 2 ? space + row[column] : row[column] + space) + "  "
      }
      line += row[4]
      return line.last == " " ? String(line.reversed().drop { $0 == " " }.reversed()) : line
    }
  }

  private static func cells(of row: TaskListReader.Row, now: Timestamp, ascii: Bool) -> [String] {
    switch row {
    // A comment, for whoever reads the table again.
    case .unreadable(let why): ["#", "-", "-", "-", "<invalid task: \(why)>"]
    case .task(let task):
      [
        SafeText.line(task.id, ascii: ascii), SafeText.line(task.status.word, ascii: ascii),
        task.shownProgress.map { "\($0 == $0.rounded() ? "\(Int($0))" : "\($0)") %" } ?? "-",
        task.created.map { DurationText.short(max(0, now.seconds(since: $0))) } ?? "-",
        SafeText.line(task.name, ascii: ascii),
      ]
    }
  }
}
