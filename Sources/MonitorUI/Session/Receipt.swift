import MonitorCore

/// What stays on the terminal when the screen is left: how the tasks stand, their last errors, and how to come back.
///
/// ```
/// TSK-5498-1544-6054-5440  Transferring the buyer to a different account
///   Processing · 57.3 % · elapsed 11:54
///   1 482 entries · 2 failures · 5 errors · 12 warnings · 3 late
///   13:40:15  ERROR    Agreement AGR-1 could not be moved: quota exceeded
///
/// mpt-tail TSK-5498-1544-6054-5440
/// ```
package struct Receipt: Sendable {
  /// A run of safe text in one style.
  package struct Run: Hashable, Sendable {
    package var text: String
    package var style: Style

    init(_ text: String, _ role: Style.Role = .text, _ emphasis: Style.Emphasis = []) {
      self.text = text
      style = Style(role, emphasis)
    }
  }

  package private(set) var lines: [[Run]] = []
  private let model: Model
  private let width: Int

  /// How many error lines a task gets, and for how many tasks at most they are written.
  private static let errorLines = 3
  private static let maxTasksWithErrors = 8

  /// - Parameters:
  ///   - width: no line is wider, except the command, which must stay whole.
  ///   - command: what begins watching again, the tasks not included; `nil` where nothing can.
  package init(_ model: Model, width: Int, command: String?) {
    self.model = model
    self.width = max(20, width)
    let open = model.openTasks
    for number in open {
      if !lines.isEmpty { lines.append([]) }
      append(number, withErrors: open.count <= Self.maxTasksWithErrors)
    }
    guard let command, !open.isEmpty else { return }
    lines.append([])
    lines.append([Run(([command] + open.map { model.tasks[$0].id.text }).joined(separator: " "), .secondary)])
  }

  /// The receipt as plain text.
  package var text: String { lines.map { $0.map(\.text).joined() }.joined(separator: "\n") }

  private mutating func append(_ number: Int, withErrors: Bool) {
    let task = model.tasks[number]
    let name = SafeText.line(task.snapshot?.name ?? "", ascii: isASCII)
    append([Run(task.id.text, .text, .bold)] + (name.isEmpty ? [] : [Run("  \(name)")]))
    let dot = " \(model.glyphs.dot) "
    let status = StatusText(model: model, task: task)
    var line = [Run("  "), Run(status.word, status.role)]
    if let percent = task.progress.percent, task.status != .completed {
      line.append(Run("\(dot)\(NumberText.percent(percent)) %"))
    }
    if let elapsed = task.elapsed(now: model.now) {
      let usual = task.progress.reading.usualDuration.map { ", usually \(DurationText.clock($0))" } ?? ""
      line.append(Run("\(dot)\(task.isFinal ? "took" : "elapsed") \(DurationText.clock(elapsed))\(usual)"))
    }
    append(line)
    append(counts(of: number, dot))
    if let problem = status.problem {
      let reason = task.state.problem.isEmpty ? "" : ": \(SafeText.line(task.state.problem, ascii: isASCII))"
      append([Run("  \(problem)\(reason)", .stale)])
    }
    if withErrors { appendErrors(of: number) }
  }

  private func counts(of number: Int, _ dot: String) -> [Run] {
    let counts = model.store.counts(of: number)
    var line = [Run("  \(NumberText.entries(counts.total))")]
    let severities: [(Severity, String, String)] = [
      (.failure, "failure", "failures"), (.error, "error", "errors"), (.warning, "warning", "warnings"),
    ]
    for (severity, one, many) in severities where counts[severity] > 0 {
      let number = counts[severity]
      line.append(Run(dot))
      line.append(Run("\(NumberText.grouped(number)) \(number == 1 ? one : many)", .severity(severity)))
    }
    let rest: [(Int, String)] = [
      (counts[.info], "info"), (counts[.debug], "debug"), (counts.late, "late"), (counts.revised, "revised"),
      (counts.invalid, "invalid"), (max(0, model.tasks[number].state.missing), "missing"),
      (model.tasks[number].older, "older not loaded"),
    ]
    for (number, word) in rest where number > 0 { line.append(Run("\(dot)\(NumberText.grouped(number)) \(word)")) }
    return line
  }

  /// The last errors, oldest first: three with a line each, or one with up to three.
  private mutating func appendErrors(of number: Int) {
    var slots: [Slot] = []
    for slot in model.store.order.reversed() where model.store.task(of: slot) == number {
      if model.store.severity(of: slot) >= .error { slots.append(slot) }
      if slots.count == Self.errorLines { break }
    }
    let clock = model.clock
    var message = FilledMessage(maxBytes: EntryLayout.limit)
    for slot in slots.reversed() {
      model.store.fill(slot, into: &message)
      let texts = SafeText.screen(Array(message.text.prefix(4096)), ascii: isASCII).map(\.text)
      let at = model.store.timestamp(of: slot)
      let time = clock.moment(at, now: model.now) + clock.zoneMark
      let severity = model.store.severity(of: slot)
      let word = severity.word.uppercased().padded(to: 7)
      for (row, text) in texts.prefix(slots.count == 1 ? Self.errorLines : 1).enumerated() {
        let head = "  \(time)  \(word)  "
        if row == 0 {
          append([Run("  \(time)  ", .timestamp), Run(word, .severity(severity)), Run("  \(text)")])
        } else {
          append([Run(String(repeating: " ", count: head.columns) + text)])
        }
      }
    }
  }

  private var isASCII: Bool { model.glyphs == .ascii }

  /// Appends a line, cut to the width.
  private mutating func append(_ line: [Run]) {
    var remaining = width
    var result: [Run] = []
    for run in line {
      let columns = run.text.columns
      if columns <= remaining {
        result.append(run)
        remaining -= columns
        continue
      }
      // Runs behind a cut one would read as its continuation.
      var cut = run
      cut.text = run.text.clipped(to: remaining, model.glyphs.ellipsis)
      result.append(cut)
      break
    }
    lines.append(result)
  }
}
