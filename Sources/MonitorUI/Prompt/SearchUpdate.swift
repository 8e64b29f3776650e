import MonitorCore

extension Model {
  mutating func openPrompt(_ kind: Prompt.Kind) {
    guard let pane = focusedPane else { return }
    overlay = .prompt(Prompt(kind, search: search, viewport: pane.viewport, chosen: table?.cursor))
  }

  mutating func pressInPrompt(_ key: Key, _ prompt: Prompt) -> [Command] {
    var prompt = prompt
    let action = keys.action(of: key, in: .prompt)
    switch action {
    case .accept:
      enter(prompt)
      return []
    case .lineUp, .lineDown:
      prompt.edited = nil
      recall(&prompt, by: action == .lineUp ? 1 : -1)
    case .focusNext, .focusPrevious:
      guard prompt.kind == .filter else { return [] }
      editNextFilter(&prompt, forward: action == .focusNext)
    case .dropLast where prompt.editor.isEmpty && prompt.edited != nil:
      prompt.edited = nil
    case .dropLast where prompt.editor.isEmpty:
      if prompt.kind == .filter, removeLastPattern() { break }
      cancel(prompt)
      return []
    default:
      guard prompt.editor.take(key) else { return [] }
      prompt.historyPlace = 0
    }
    preview(&prompt)
    overlay = .prompt(prompt)
    return []
  }

  /// The next match, or the one before, from the current place, in the panes or in the table.
  mutating func jumpToMatch(forward: Bool, count: Int) {
    guard let pattern = search?.pattern else {
      announce("nothing to search for: \(keys.label(of: .search)) searches")
      return
    }
    if !jump(to: pattern, forward: forward, count: count, fromHere: false), search != nil {
      announce(forward ? "no later match" : "no earlier match\(notLoaded(focusedPane))")
    }
  }

  /// Where a row stands for several entries, it shows the one that was searched for.
  private mutating func showFound(_ pattern: TextPattern) {
    withFocusedPane { pane, store in
      guard let current = pane.viewport.current, pane.index.count(of: current) > 1 else { return }
      pane.viewport.found = pane.index.entry(inRowOf: current, matching: pattern, in: store)
    }
  }

  /// Shows the entries around those that the filter admits, set back; and only those again.
  mutating func toggleContext() {
    guard let pane = focusedPane else { return }
    if pane.isContext {
      withFocusedPane { pane, store in pane.closeContext(of: store) }
      return
    }
    guard pane.filter.level != .all || !pane.filter.patterns.isEmpty else {
      announce("nothing is filtered away")
      return
    }
    keepPlace()
    let place = readingPlace(of: pane)
    withFocusedPane { pane, store in pane.openContext(at: place, of: store) }
  }

  /// Takes away what is set off, then the filters, one step at a time.
  mutating func clear() {
    if search != nil {
      search = nil
    } else if let pane = focusedPane, pane.isContext || !pane.filter.patterns.isEmpty {
      keepPlace()
      withFocusedPane { pane, store in
        if pane.isContext { pane.closeContext(of: store) }
        var filter = pane.filter
        filter.patterns = []
        pane.show(filter, of: store)
      }
    } else {
      withFocusedPane { pane, _ in pane.viewport.current = nil }
    }
  }

  /// Sets off what is typed so far. A pattern that cannot be read leaves the last good one in force.
  private mutating func preview(_ prompt: inout Prompt) {
    prompt.problem = nil
    prompt.hasNoMatch = false
    guard !prompt.editor.isEmpty, !prompt.isUnchanged else {
      search = prompt.search
      restore(prompt)
      return
    }
    do throws(PatternError) {
      let pattern =
        prompt.kind == .filter
        ? try TextPattern(filter: prompt.editor.text) : try TextPattern(prompt.editor.text)
      if prompt.editor.text != "!" || prompt.kind == .search { search = Search(pattern) }
      guard prompt.kind == .search else { return }
      restore(prompt)
      prompt.hasNoMatch = !jumpToNearest(pattern)
      // Dropped, as it is too slow.
      if search == nil { throw .tooSlow }
    } catch {
      prompt.problem = error.sentence
      prompt.hasNoMatch = false
    }
  }

  private mutating func enter(_ prompt: Prompt) {
    var prompt = prompt
    let text = prompt.editor.text
    if prompt.edited != nil, text.isEmpty || text == "!" || prompt.isUnchanged {
      cancel(prompt)
      if let edited = prompt.edited, !prompt.isUnchanged { replace(edited.pattern, by: nil) }
      return
    }
    guard !text.isEmpty, text != "!" || prompt.kind == .search else {
      cancel(prompt)
      return
    }
    preview(&prompt)
    guard prompt.problem == nil else {
      overlay = .prompt(prompt)
      return
    }
    history[prompt.kind, default: []].removeAll { $0 == text }
    history[prompt.kind, default: []].append(text)
    overlay = nil
    guard prompt.kind == .filter else {
      let hasPlace = table == nil && focusedPane?.viewport.current != nil
      if let pattern = search?.pattern, !hasPlace, !jumpToNearest(pattern), search != nil {
        announce("no match\(notLoaded(focusedPane))")
      }
      return
    }
    search = prompt.search
    guard let pattern = try? TextPattern(filter: text) else { return }
    if let edited = prompt.edited { replace(edited.pattern, by: pattern) } else { filter(by: pattern) }
  }

  mutating func cancel(_ prompt: Prompt) {
    overlay = nil
    search = prompt.search
    restore(prompt)
  }

  private mutating func restore(_ prompt: Prompt) {
    guard table == nil else { return restoreTable(to: prompt.chosen) }
    withFocusedPane { pane, store in pane.restore(prompt.viewport, of: store) }
  }

  /// The next match from the top row on, or in the table from what is chosen; where there is none, the nearest one above.
  private mutating func jumpToNearest(_ pattern: TextPattern) -> Bool {
    [true, false].contains { jump(to: pattern, forward: $0, count: 1, fromHere: true) }
  }

  private mutating func jump(to pattern: TextPattern, forward: Bool, count: Int, fromHere: Bool) -> Bool {
    guard table == nil else { return jumpInTable(to: pattern, forward: forward, fromHere: fromHere) }
    guard search != nil else { return false }
    var failure: PatternError?
    let found = jump(forward: forward, count: count, fromTop: fromHere) { index, position, store in
      do throws(PatternError) {
        return try index.nearest(to: position, backwards: !forward, matching: pattern, in: store)
      } catch {
        failure = error
        return nil
      }
    }
    if let failure { dropSearch(failure) }
    if found { showFound(pattern) }
    return found
  }

  /// Highlights nothing more, and says why.
  mutating func dropSearch(_ failure: PatternError) {
    search = nil
    announce(failure.sentence, isAlarm: true)
  }

  private func recall(_ prompt: inout Prompt, by step: Int) {
    let past = history[prompt.kind] ?? []
    if prompt.historyPlace == 0 { prompt.typed = prompt.editor.text }
    prompt.historyPlace = max(0, min(past.count, prompt.historyPlace + step))
    let text = prompt.historyPlace == 0 ? prompt.typed : past[past.count - prompt.historyPlace]
    prompt.editor = LineEditor(text)
  }
}
