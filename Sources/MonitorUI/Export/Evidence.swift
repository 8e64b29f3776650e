import MonitorCore

/// What a ticket needs of what a pane shows, in Markdown: state, duration, errors with what stood around them, counts, notes,
/// and the command that shows it again.
struct Evidence {
  /// How many entries stand before an error, and behind it.
  private static let around = 3
  /// More errors than anyone reads in a ticket are only counted.
  private static let maxErrors = 50
  private static let maxMessage = 4_096

  private let model: Model
  private let pane: Pane
  private var lines: [String] = []

  /// Whether a file of this name is meant for it.
  static func isMeant(by path: String) -> Bool {
    let path = path.lowercased()
    return path.hasSuffix(".md") || path.hasSuffix(".markdown")
  }

  init(_ model: Model, _ pane: Pane) {
    self.model = model
    self.pane = pane
    let tasks = model.tasks(of: pane)
    for task in tasks { appendState(of: task, isAlone: tasks.count == 1) }
    appendErrors()
    appendNotes(of: tasks)
    appendCommand()
  }

  var text: String { lines.joined(separator: "\n") + "\n" }

  private func moment(_ at: Timestamp?) -> String? { at.map { model.clock.full($0) } }

  /// Name, state, times, counts.
  private mutating func appendState(of number: Int, isAlone: Bool) {
    let task = model.tasks[number]
    let name = SafeText.line(task.snapshot?.name ?? "")
    if !lines.isEmpty { lines.append("") }
    lines += ["\(isAlone ? "#" : "##") \(Self.escaped(name.isEmpty ? task.id.text : name))", ""]
    let status = StatusText(model: model, task: task)
    var state = status.word
    if let percent = task.progress.percent, task.status != .completed {
      state += " at \(NumberText.percent(percent)) %"
    }
    var facts: [(String, String)] = [("Task", "`\(task.id.text)`"), ("State", "**\(Self.escaped(state))**")]
    let started = task.snapshot?.started ?? task.snapshot?.created
    if let started = moment(started) { facts.append(("Started", started)) }
    if let ended = moment(task.snapshot?.completed), task.isFinal { facts.append(("Ended", ended)) }
    if let elapsed = task.elapsed(now: model.now) {
      facts.append((task.isFinal ? "Duration" : "Running for", DurationText.clock(elapsed)))
    }
    facts.append(("Entries", counts(of: number)))
    if let problem = status.problem {
      facts.append(("Source", Self.escaped([problem, SafeText.line(task.state.problem)].joined(separator: " "))))
    }
    if isAlone, pane.isFiltered { facts.append(("Shown", Self.code(model.filterLabel(of: pane)))) }
    facts.append(("As of", model.clock.full(model.now)))
    lines += facts.map { "- \($0): \($1)" }
  }

  private func counts(of number: Int) -> String {
    let counts = model.store.counts(of: number)
    var parts = [NumberText.grouped(counts.total)]
    for severity in Severity.allCases.reversed() where counts[severity] > 0 {
      parts.append("\(NumberText.grouped(counts[severity])) \(severity.word)")
    }
    let marks = [
      (counts.late, "late"), (counts.revised, "revised"), (counts.invalid, "invalid"),
      (max(0, model.tasks[number].state.missing), "missing"), (model.tasks[number].older, "older not loaded"),
    ]
    return (parts + marks.filter { $0.0 > 0 }.map { "\(NumberText.grouped($0.0)) \($0.1)" }).joined(separator: ", ")
  }

  /// The errors of what is shown, each with the entries around it, whatever the filter; those that are near share a block.
  private mutating func appendErrors() {
    let store = model.store
    let shown = pane.index.entries.filter { store.severity(of: $0) >= .error }
    lines += ["", "## Errors", ""]
    guard !shown.isEmpty else { return lines.append("None.") }
    let wanted = Set(shown.suffix(Self.maxErrors))
    if shown.count > wanted.count {
      lines += ["\(NumberText.grouped(shown.count)) in all; the last \(wanted.count) of them:", ""]
    }
    let open = Set(model.tasks(of: pane))
    let order = store.order.filter { open.contains(store.task(of: $0)) }
    var block: [String] = []
    var last: Int?
    for (position, slot) in order.enumerated() where wanted.contains(slot) {
      var start = max(0, position - Self.around)
      if let last {
        if start > last + 1 {
          close(&block)
        } else {
          start = last + 1
        }
      }
      let end = min(order.count - 1, position + Self.around)
      for other in start...max(start, end) where other <= end {
        block.append(contentsOf: entry(order[other], isWanted: wanted.contains(order[other])))
      }
      last = end
    }
    close(&block)
  }

  /// The lines of an entry; the first one of an error has a mark.
  private func entry(_ slot: Slot, isWanted: Bool) -> [String] {
    let store = model.store
    var message = FilledMessage()
    store.fill(slot, into: &message)
    let texts = SafeText.screen(Array(message.text.prefix(Self.maxMessage))).map(\.text)
    let severity = store.severity(of: slot)
    let word = severity == .unknown ? SafeText.line(String(decoding: store.severityText(of: slot), as: UTF8.self)) : ""
    let time = store.hasTimestamp(slot) ? model.clock.milliseconds(store.timestamp(of: slot)) : "--:--:--.---"
    let label = pane.task == nil ? "\(model.tasks[store.task(of: slot)].label) " : ""
    let head =
      "\(isWanted ? ">" : " ") \(time)  \(label)\((word.isEmpty ? severity.word : word).uppercased().padded(to: 7))  "
    let indent = String(repeating: " ", count: head.columns)
    return texts.enumerated().map { ($0.offset == 0 ? head : indent) + $0.element }
  }

  private mutating func close(_ block: inout [String]) {
    guard !block.isEmpty else { return }
    appendFence("text", block)
    lines.append("")
    block = []
  }

  /// What a person marked and wrote, in the order of the entries.
  private mutating func appendNotes(of tasks: [Int]) {
    let store = model.store
    let open = Set(tasks)
    let marks = model.marks.filter { store.holds($0) && open.contains(store.task(of: $0)) }
    guard !marks.isEmpty else { return }
    if lines.last != "" { lines.append("") }
    lines += ["## Notes", ""]
    for slot in marks.sorted(by: { store.precedes($0, $1) }) {
      var message = FilledMessage()
      store.fill(slot, into: &message)
      let text = SafeText.line(String(decoding: message.text.prefix(512), as: UTF8.self))
      let note = model.notes[slot].map { ": \(Self.escaped($0))" } ?? ""
      lines.append("- \(model.clock.milliseconds(store.timestamp(of: slot))) \(Self.code(text))\(note)")
    }
  }

  private mutating func appendCommand() {
    guard let command = model.viewCommand else { return }
    if lines.last != "" { lines.append("") }
    lines += ["## The same view", ""]
    appendFence("sh", [SafeText.line(command)])
  }

  /// Lines as they are, whatever they hold.
  private mutating func appendFence(_ kind: String, _ content: [String]) {
    let longest = content.map { $0.split { $0 != "`" }.map(\.count).max() ?? 0 }.max() ?? 0
    let fence = String(repeating: "`", count: max(3, longest + 1))
    lines += [fence + kind] + content + [fence]
  }

  /// Text in which Markdown finds nothing.
  private static func escaped(_ text: String) -> String {
    String(text.flatMap { #"\`*_{}[]<>()#+-!|~&"#.contains($0) ? ["\\", $0] : [$0] })
  }

  /// Text as code in a line.
  private static func code(_ text: String) -> String {
    let longest = text.split { $0 != "`" }.map(\.count).max() ?? 0
    let fence = String(repeating: "`", count: longest + 1)
    return longest == 0 ? "`\(text)`" : "\(fence) \(text) \(fence)"
  }
}
