import MonitorCore
import MonitorStream
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

/// Tasks on a terminal, as the picker shows them.
struct TaskSheetLines {
  let lines: [String]

  /// - Parameter usesColor: whether what stands in a role may be coloured.
  init(
    _ rows: [TaskListReader.Row], width: Int, now: Timestamp, zone: @escaping ZoneOffset = LocalZone.offset,
    ascii: Bool, usesColor: Bool
  ) {
    let tasks = rows.compactMap { row in if case .task(let task) = row { task } else { nil } }
    let frame = TaskSheet.frame(of: tasks, width: width, now: now, zone: zone, glyphs: ascii ? .ascii : .unicode)
    let invalid = rows.compactMap { row in
      if case .unreadable(let why) = row { "# <invalid task: \(SafeText.line(why, ascii: ascii))>" } else { nil }
    }
    lines = (0..<frame.size.height).map { Self.line($0, of: frame, usesColor: usesColor) } + invalid
  }

  /// A row of a frame as text, with its colours.
  private static func line(_ y: Int, of frame: Frame, usesColor: Bool) -> String {
    var runs: [(style: LineStyle?, text: String)] = []
    for x in 0..<frame.size.width {
      guard let cell = frame[x, y], cell.width > 0 else { continue }
      var text = String(Character(cell.scalar))
      for mark in frame.marks[Int(cell.marks)] { text.unicodeScalars.append(mark) }
      let style = usesColor ? LineStyle(of: cell.style.role) : nil
      if let last = runs.last, last.style == style {
        runs[runs.count - 1].text += text
      } else {
        runs.append((style, text))
      }
    }
    while let last = runs.last, last.text.allSatisfy({ $0 == " " }) { runs.removeLast() }
    if let last = runs.last {
      runs[runs.count - 1].text = String(last.text.reversed().drop { $0 == " " }.reversed())
    }
    return runs.map { run in
      run.text.allSatisfy { $0 == " " } ? run.text : run.style?.applied(to: run.text) ?? run.text
    }.joined()
  }
}

extension LineStyle {
  /// How a role of the screen looks in a line; `nil` for plain text.
  init?(of role: Style.Role) {
    switch role {
    case .statusProcessing, .progressFilled: self = .running
    case .statusCompleted: self = .success
    case .statusFailed: self = .failure
    case .statusBlocked, .statusRescheduled: self = .warning
    case .statusQueued, .statusCanceled, .statusUnknown, .statusWaiting, .secondary: self = .faint
    case .header: self = .strong
    default: return nil
    }
  }
}
