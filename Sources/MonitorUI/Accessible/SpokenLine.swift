import MonitorCore

/// A line of the accessible mode: text that is safe to show, in runs that may have colours.
package typealias SpokenLine = [Receipt.Run]

extension [Receipt.Run] {
  /// The line as plain text.
  package var text: String { map(\.text).joined() }
}

// How things of the model are called in lines that are heard.
extension Model {
  /// `task 2`; nothing where there is only one.
  func spokenNumber(of task: Int) -> String? { tasks.count > 1 ? "task \(task + 1)" : nil }

  /// `Task 2`, or what stands for the only task.
  func spokenSubject(of task: Int, else only: String) -> String { tasks.count > 1 ? "Task \(task + 1)" : only }

  func spokenName(of task: Int) -> String {
    let name = safe(tasks[task].snapshot?.name ?? "")
    return name.isEmpty ? "without a name" : name
  }

  func spokenTime(_ at: Timestamp) -> String? { SpokenText.moment(at, now: now, as: timestamps, zone: zone) }

  /// The status in the platform's word, in its colour; what is known of the source where the task was never read.
  func spokenStatus(of task: Int) -> Receipt.Run {
    let status = StatusText(model: self, task: tasks[task])
    return Receipt.Run(status.word, status.role)
  }

  /// `13 minutes left`, `about 13 minutes left`, `2 minutes overdue`; `nil` where no end is known.
  func spokenRest(of task: Int) -> String? {
    guard !tasks[task].isFinal, let eta = tasks[task].progress.eta else { return nil }
    let seconds = eta.seconds(since: now)
    let length = SpokenText.roughly(seconds.magnitude)
    if seconds < 0 { return "\(length) overdue" }
    return (tasks[task].progress.isEstimated ? "about " : "") + "\(length) left"
  }

  /// `2 errors, 4 warnings`; as much of it as there is.
  func spokenCounts(_ counts: SeverityCounts) -> [String] {
    let (errors, warnings) = (counts.atLeast(.error), counts[.warning])
    return [
      errors > 0 ? SpokenText.count(errors, "error") : nil,
      warnings > 0 ? SpokenText.count(warnings, "warning") : nil,
    ].compactMap(\.self)
  }

  /// An entry: its message, then its severity, what is special about it, its task and its time.
  ///
  /// - Parameter isWhole: whether everything that is held of it is said.
  func spokenEntry(_ slot: Slot, isWhole: Bool = false) -> SpokenLine {
    var message = FilledMessage()
    store.fill(slot, into: &message)
    let text = SpokenText.message(message.text, ascii: glyphs == .ascii)
    let severity = store.severity(of: slot)
    let word = safe(String(decoding: store.severityWord(of: slot), as: UTF8.self))
    var facts: [String] = []
    if store.isRevised(slot) { facts.append("revision \(store.revision(of: slot))") }
    let lateness = Double(store.lateness(of: slot)) / Double(Timestamp.ticksPerSecond)
    if lateness >= 1 { facts.append("\(SpokenText.duration(lateness)) late") }
    if store.isInvalid(slot) { facts.append("not readable as an entry") }
    if let number = spokenNumber(of: store.task(of: slot)) { facts.append(number) }
    if isWhole {
      facts.append("id \(safe(String(decoding: store.id(of: slot), as: UTF8.self)))")
      if let progress = store.progress(of: slot) { facts.append(SpokenText.percent(Double(progress))) }
    }
    if let time = spokenTime(store.timestamp(of: slot)) { facts.append(time) }
    let pause = text.isEmpty ? "" : SpokenText.endsSentence(text) ? " " : ". "
    return [
      Receipt.Run(text + pause), Receipt.Run(word, .severity(severity)),
      Receipt.Run(facts.isEmpty ? "" : ", " + facts.joined(separator: ", ")),
    ].filter { !$0.text.isEmpty }
  }

  /// A key in words: a capital letter is heard like a small one.
  func spokenKey(_ key: Key) -> String {
    guard case .character(let scalar) = key, scalar.properties.isUppercase else { return key.label(.ascii) }
    return "Shift \(Character(scalar))"
  }

  /// The first key of an action in the accessible mode; `nil` where it has none.
  func spokenKey(of action: Action) -> String? {
    keys.rows(in: .accessible).lazy.flatMap(\.bindings).first { $0.action == action }?.keys.first.map(spokenKey)
  }

  func safe(_ text: String) -> String { SafeText.line(text, ascii: glyphs == .ascii) }
}
