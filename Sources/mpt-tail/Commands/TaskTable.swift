import MonitorCore
import MonitorUI

/// Tasks in columns, safe to print: `TASK  STATUS  PROGRESS  AGE  NAME`.
struct TaskTable {
  let lines: [String]

  /// - Parameter ascii: whether only 7-bit text may be printed.
  init(_ tasks: [TaskSnapshot], now: Timestamp, ascii: Bool = false) {
    let rows = tasks.map { task in
      [
        SafeText.line(task.id, ascii: ascii), SafeText.line(task.status.word, ascii: ascii),
        // Cut, not rounded: nothing shows as done before it is.
        task.progress.map { "\(Int(max(0, min(100, $0)).rounded(.down))) %" } ?? "-",
        task.created.map { DurationText.short(max(0, now.seconds(since: $0))) } ?? "-",
        SafeText.line(task.name, ascii: ascii),
      ]
    }
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
}
