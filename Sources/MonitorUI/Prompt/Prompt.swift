import MonitorCore

/// A pattern being typed in the last line, as a box.
struct Prompt: Box {
  let kind: InputKind
  private(set) var editor = LineEditor()
  /// Why what is typed cannot be used.
  private(set) var problem: String?
  /// Whether what is searched for was not found.
  private(set) var hasNoMatch = false
  /// The stacked filter that is being edited.
  private(set) var edited: Edited?
  /// The stacked filters of the pane.
  private(set) var filters: [TextPattern]
  private var before: ReadingState
  private var history: InputHistory

  struct Edited: Sendable {
    let pattern: TextPattern
    /// Which of how many it is, from 1.
    let number: Int
    let count: Int
    /// The line as it was.
    let text: String
  }

  init(_ kind: InputKind, before: ReadingState, filters: [TextPattern], history: [String]) {
    self.kind = kind
    self.before = before
    self.filters = filters
    self.history = InputHistory(history)
  }

  var context: KeyMap.Context { .prompt }

  /// Whether a filter was brought up, and left as it was.
  var isUnchanged: Bool { edited.map { $0.text == editor.text } ?? false }

  func isText(_ key: Key) -> Bool { key == .backspace && !editor.isEmpty }

  mutating func perform(_ action: Action, count: Int, in scene: Scene) -> [Outcome] {
    switch action {
    case .close: return cancel()
    case .accept: return accept()
    case .lineUp: recall(by: count)
    case .lineDown: recall(by: -count)
    case .focusNext, .focusPrevious:
      guard kind == .filter else { return [] }
      editFilter(forward: action == .focusNext)
    case .dropLast:
      if edited != nil {
        edited = nil
      } else if kind == .filter, let last = filters.popLast() {
        before.filters = filters
        before.isContext = false
        return [.replaceFilter(last, with: nil)] + preview()
      } else {
        return cancel()
      }
    default: return [.perform(action, count: count)]
    }
    return preview()
  }

  mutating func type(_ key: Key, in scene: Scene) -> [Outcome] {
    let before = editor.scalars
    // What a full line does not hold is not searched for again.
    guard editor.apply(key), editor.scalars != before else { return [] }
    history.leave()
    return preview()
  }

  mutating func mouse(_ event: MouseEvent, in scene: Scene) -> [Outcome] { [] }

  mutating func refresh(after event: BoxEvent, in scene: Scene) -> [Outcome] {
    switch event {
    case .found(let isFound): hasNoMatch = !isFound
    case .searchRefused(let error): (problem, hasNoMatch) = (error.sentence, false)
    default: break
    }
    return []
  }

  func holds(_ condition: HintCondition, in scene: Scene) -> Bool {
    switch condition {
    case .searchFinds: kind == .search && !hasNoMatch
    case .newFilter: kind == .filter && edited == nil
    case .filtersToEdit: kind == .filter && edited == nil && editor.isEmpty && !filters.isEmpty
    case .editingFilter: edited != nil
    case .filterChanged: edited != nil && !isUnchanged && !editor.isEmpty
    case .filterEmptied: edited != nil && editor.isEmpty
    default: false
    }
  }

  // MARK: What is typed

  /// Highlights what is typed so far, and goes there. A pattern that cannot be read leaves the last good one in force.
  private mutating func preview() -> [Outcome] {
    problem = nil
    hasNoMatch = false
    let isEmpty = editor.isEmpty || kind == .filter && editor.text == "!"
    if isUnchanged || isEmpty && edited == nil { return [.restore(before)] }
    do throws(PatternError) {
      guard kind == .search else {
        let pattern = isEmpty ? nil : try TextPattern(filter: editor.text)
        var patterns = filters
        if let index = edited.flatMap({ patterns.firstIndex(of: $0.pattern) }) { patterns.remove(at: index) }
        patterns += [pattern].compactMap(\.self)
        let highlights = pattern.map { $0.isExcluding ? [] : [Outcome.highlight($0)] } ?? []
        return [.tryFilters(patterns, from: before)] + highlights
      }
      let pattern = try TextPattern(editor.text)
      return [.restore(before), .highlight(pattern), .find(pattern)]
    } catch {
      problem = error.sentence
      return []
    }
  }

  private mutating func accept() -> [Outcome] {
    let text = editor.text
    let isEmpty = text.isEmpty || text == "!" && kind == .filter
    if let edited, isEmpty || isUnchanged {
      return cancel() + (isUnchanged ? [] : [.replaceFilter(edited.pattern, with: nil)])
    }
    if isEmpty { return cancel() }
    let previewed = preview()
    guard problem == nil else { return previewed }
    let remember = Outcome.remember(text, of: kind)
    if kind == .search {
      guard let pattern = try? TextPattern(text) else { return previewed }
      return previewed + [remember, .search(pattern)]
    }
    guard let pattern = try? TextPattern(filter: text) else { return previewed }
    if let edited { return [.restore(before), remember, .close, .replaceFilter(edited.pattern, with: pattern)] }
    return [.restore(before), remember, .filter(pattern)]
  }

  private func cancel() -> [Outcome] { [.close, .restore(before)] }

  private mutating func recall(by step: Int) {
    edited = nil
    editor = history.recall(by: step, from: editor)
  }

  /// Brings the next of the stacked filters, or the one before, into the line; after the last one an empty line.
  private mutating func editFilter(forward: Bool) {
    let index = edited.map { $0.number - 1 } ?? (forward ? -1 : filters.count)
    let next = index + (forward ? 1 : -1)
    history.leave()
    guard filters.indices.contains(next) else {
      edited = nil
      editor = LineEditor()
      return
    }
    let pattern = filters[next]
    editor = LineEditor((pattern.isExcluding ? "!" : "") + SafeText.line(pattern.source))
    edited = Edited(pattern: pattern, number: next + 1, count: filters.count, text: editor.text)
  }
}
