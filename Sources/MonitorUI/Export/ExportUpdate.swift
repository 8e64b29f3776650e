import MonitorCore

extension Model {
  /// More would not fit into a clipboard.
  private static let maxCopied = 1_000

  /// The entries that keys about a line mean: from the current one on, or from the top row; the newest while following.
  private func meant(_ count: Int) -> [Slot] {
    guard let pane = focusedPane, let place = readingPlace(of: pane) else { return [] }
    let slots = pane.index.slots
    let count = max(1, min(count, Self.maxCopied))
    if pane.viewport.isFollowing, pane.viewport.current == nil { return Array(slots.suffix(count)) }
    let start = max(0, min(place.position, slots.count))
    return Array(slots[start...].prefix(count))
  }

  mutating func copy(_ count: Int) -> [Command] {
    let slots = meant(count)
    guard let pane = focusedPane, !slots.isEmpty else {
      announce("nothing to copy")
      return []
    }
    let text = VisibleText(model: self, pane: pane).text(of: slots)
    let first = text.split(separator: "\n").first.map(String.init) ?? ""
    let what = slots.count == 1 ? first : "\(NumberText.grouped(slots.count)) entries from \(first)"
    return [.copy(text: text, what: what)]
  }

  mutating func copyJSON(_ count: Int) -> [Command] {
    let slots = meant(count)
    if slots.isEmpty { announce("nothing to copy") }
    return slots.isEmpty ? [] : [.copyJSON(slots)]
  }

  /// Shows the page of the pane's task; in the merged pane that of the meant entry.
  mutating func openPortal() -> [Command] {
    let task = focusedPane?.task ?? meant(1).first.map { store.task(of: $0) }
    guard let task, tasks.indices.contains(task) else {
      announce("no task to open")
      return []
    }
    return [.openPortal(tasks[task].id)]
  }

  mutating func askWhereToSave() {
    guard let pane = focusedPane, pane.index.count > 0 else {
      announce("nothing to save")
      return
    }
    let name = pane.task.flatMap { tasks.indices.contains($0) ? tasks[$0].id.text : nil } ?? "tasks"
    overlay = .fileQuestion(SavePrompt(editor: LineEditor(name + ".log")))
  }

  /// Asks whether a file may be replaced.
  mutating func ask(about request: SaveRequest) {
    overlay = .fileQuestion(SavePrompt(editor: LineEditor(request.path), existing: request))
  }

  mutating func press(_ key: Key, in question: SavePrompt) -> [Command] {
    question.existing.map { answer(key, $0) } ?? type(key, in: question)
  }

  /// Only `y` says yes; what is pasted says nothing.
  private mutating func answer(_ key: Key, _ request: SaveRequest) -> [Command] {
    switch keys.action(of: key, in: .question) {
    case .confirm:
      overlay = nil
      var request = request
      request.replaces = true
      return [.save(request)]
    case .decline:
      overlay = .fileQuestion(SavePrompt(editor: LineEditor(request.path)))
    default: break
    }
    return []
  }

  private mutating func type(_ key: Key, in question: SavePrompt) -> [Command] {
    var question = question
    let action = keys.action(of: key, in: .prompt)
    if action == .accept || (action == .dropLast && question.editor.isEmpty) {
      overlay = nil
      guard action == .accept, !question.editor.isEmpty, let pane = focusedPane else { return [] }
      return [.save(SaveRequest(path: question.editor.text, slots: pane.index.entries))]
    }
    if question.editor.take(key) { overlay = .fileQuestion(question) }
    return []
  }
}
