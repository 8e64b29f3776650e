import MonitorCore
import MonitorStream
import MonitorUI

/// Tasks in columns, safe to print: `TASK  STATUS  PROGRESS  ETA  USUALLY  AGE  NAME`; the usual duration where any is known.
struct TaskTable {
  let lines: [String]

  /// - Parameters:
  ///   - usual: seconds that tasks usually take, by code.
  ///   - zone: that of the times; of UTC where there is none.
  ///   - ascii: whether only 7-bit text may be printed.
  init(
    _ tasks: [TaskListReader.Row], now: Timestamp, usual: [String: Double] = [:], zone: ZoneOffset? = nil,
    ascii: Bool = false
  ) {
    let ends = TaskEnds(now: now, usual: usual, zone: zone, ascii: ascii)
    let all =
      [["TASK", "STATUS", "PROGRESS", "ETA", "USUALLY", "AGE", "NAME"]]
      + tasks.map { Self.cells(of: $0, now: now, ends, ascii: ascii) }
    // A column in which nothing stands says nothing.
    let shown = (0..<all[0].count).filter { column in
      !(3...4).contains(column) || all.dropFirst().contains { $0[column] != "-" }
    }
    let widths = shown.map { column in all.map { DisplayWidth.of($0[column]) }.max() ?? 0 }
    lines = all.map { row in
      var line = ""
      for (column, width) in zip(shown, widths).dropLast() {
        let space = String(repeating: " ", count: max(0, width - DisplayWidth.of(row[column])))
        // Numbers end below each other.
        line += (column >= 2 ? space + row[column] : row[column] + space) + "  "
      }
      line += row[row.count - 1]
      return line.last == " " ? String(line.reversed().drop { $0 == " " }.reversed()) : line
    }
  }

  private static func cells(of row: TaskListReader.Row, now: Timestamp, _ ends: TaskEnds, ascii: Bool) -> [String] {
    switch row {
    // A comment, for whoever reads the table again.
    case .unreadable(let why): ["#", "-", "-", "-", "-", "-", "<invalid task: \(why)>"]
    case .task(let task):
      [
        SafeText.line(task.id, ascii: ascii), SafeText.line(task.status.word, ascii: ascii),
        task.shownProgress.map { "\($0 == $0.rounded() ? "\(Int($0))" : "\($0)") %" } ?? "-",
        ends.eta(of: task), ends.usual(of: task),
        task.created.map { DurationText.short(max(0, now.seconds(since: $0))) } ?? "-",
        SafeText.line(task.name, ascii: ascii),
      ]
    }
  }
}

/// When tasks of a list end, as text; `-` where that is not known.
private struct TaskEnds {
  let now: Timestamp
  let usual: [String: Double]
  let zone: ZoneOffset?
  let ascii: Bool

  /// As the platform says, or else as such tasks usually do.
  func eta(of task: TaskSnapshot) -> String {
    guard !task.status.isFinal else { return "-" }
    if let eta = task.eta, eta > now { return time(eta) }
    guard let usual = usual[task.code], let end = task.started?.advanced(bySeconds: usual), end > now else {
      return "-"
    }
    return (ascii ? "~" : "≈") + time(end)
  }

  func usual(of task: TaskSnapshot) -> String { usual[task.code].map(DurationText.clock) ?? "-" }

  private func time(_ at: Timestamp) -> String {
    let local = Timestamp(ticks: at.ticks.addingSaturating(Int64(zone?(at) ?? 0) * Timestamp.ticksPerSecond))
    let isToday = abs(at.seconds(since: now)) < 20 * 3_600
    let text = TimestampFormat.rfc3339(local)
    return isToday ? String(text.dropFirst(11).prefix(5)) : String(text.prefix(10))
  }
}

/// Tasks on a terminal, as the picker shows them.
struct TaskSheetLines {
  let lines: [String]

  /// - Parameter usesColor: whether what stands in a role may be coloured.
  init(
    _ rows: [TaskListReader.Row], width: Int, now: Timestamp, usual: [String: Double] = [:],
    zone: @escaping ZoneOffset = LocalZone.offset, ascii: Bool, usesColor: Bool
  ) {
    let tasks = rows.compactMap { row in if case .task(let task) = row { task } else { nil } }
    let frame = TaskSheet.frame(
      of: tasks, width: width, now: now, usual: usual, zone: zone, glyphs: ascii ? .ascii : .unicode)
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
