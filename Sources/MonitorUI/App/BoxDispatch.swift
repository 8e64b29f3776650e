import MonitorCore

// The stack of boxes: keys go to the topmost one, and what it answers is carried out.
extension Model {
  /// What the boxes see.
  var scene: Scene {
    Scene(
      size: size, time: Scene.Moment(now: now, engine: engine, clock: clock), glyphs: glyphs, keys: keys,
      host: Scene.Host(name: host, tokenID: tokenID, address: address), store: store,
      recording: playback?.replay?.script.entries, recorded: recording, tasks: tasks, pane: focusedPane,
      display: entryDisplay, notes: notes,
      states: boxes.last is Help ? actionStates : [:],
      usualDurations: usualDurations, clockError: clockError,
      matchPlace: boxes.last is Prompt ? matchPlace : nil, moments: history[.moment] ?? [])
  }

  private static let maxRecentDeeds = 5

  /// Which keys are valid now.
  var keyContext: KeyMap.Context { boxes.last?.context ?? panesContext }

  /// Which keys are valid in the panes.
  var panesContext: KeyMap.Context { isReplay ? .replay : .log }

  /// Whether a key pressed now adds to the line being typed and means nothing else: several in a row may be one paste.
  package func isText(_ key: Key) -> Bool {
    guard case .character = key, keyContext.isTyped else { return false }
    return keys.action(of: key, in: keyContext) == nil
  }

  /// A key for the topmost box.
  mutating func pressInBox(_ key: Key) -> [Command] {
    let context = keyContext
    let isText = boxes.last?.isText(key) ?? false
    if !isText, consumeDigit(key, in: context) { return [] }
    let typed = number
    number = nil
    // Esc leaves every box, whatever a configuration says.
    let action = keys.action(of: key, in: context) ?? (key == .escape ? .close : nil)
    guard let action, !isText else {
      if !isText { sayWhere(key) }
      return askTop { $0.type(key, in: $1) }
    }
    if action == .newestError { return leaveBoxes(for: action) }
    let count = keys.takesCount(action, in: context) ? typed?.count ?? 1 : 1
    return askTop { $0.perform(action, count: count, in: $1) }
  }

  /// Has the topmost box do something, and carries out what it answers. The scene is gone before anything changes, so
  /// that nothing is copied for it.
  mutating func askTop(_ change: (inout any Box, Scene) -> [Outcome]) -> [Command] {
    guard !boxes.isEmpty else { return [] }
    return carryOut(change(&boxes[boxes.count - 1], scene))
  }

  /// Does what is done from anywhere: what lies over the panes is closed.
  private mutating func leaveBoxes(for action: Action) -> [Command] {
    boxes = []
    return perform(action, count: 1)
  }

  /// Brings all boxes up to date.
  mutating func refreshBoxes(after event: BoxEvent) -> [Command] {
    var outcomes: [Outcome] = []
    for index in boxes.indices { outcomes += boxes[index].refresh(after: event, in: scene) }
    return carryOut(outcomes)
  }

  mutating func carryOut(_ outcomes: [Outcome]) -> [Command] {
    var commands: [Command] = []
    for outcome in outcomes { commands += carryOut(outcome) }
    return commands
  }

  private mutating func carryOut(_ outcome: Outcome) -> [Command] {
    switch outcome {
    case .close: _ = boxes.popLast()
    case .open(let box): boxes.append(box)
    case .perform(let action, let count): return perform(action, count: count)
    case .run(.newestError): return leaveBoxes(for: .newestError)
    case .run(let action):
      return boxes.isEmpty ? perform(action, count: 1) : askTop { $0.perform(action, count: 1, in: $1) }
    case .command(let command): return [command]
    case .set(let value): apply(value)
    case .notice(let text): announce(text)
    case .filter(let pattern):
      boxes = []
      filter(by: pattern)
    case .tryFilters(let patterns, let state):
      let slow = tryFilters(patterns, from: state)
      return slow.map { _ in refreshBoxes(after: .searchRefused(.tooSlow)) } ?? []
    case .replaceFilter(let old, let new): replace(old, by: new)
    case .collapse(let template): toggleCollapse(template: template)
    case .openTable(let slot): openTable(at: slot)
    case .goTo(let moment):
      boxes = []
      if isReplay { return seek(to: moment) }
      return go(to: moment)
    case .goToTyped(let text): return goTo(typed: text)
    case .show(let moment):
      _ = boxes.popLast()
      guard var timeline = boxes.last as? Timeline else { return carryOut(.goTo(moment)) }
      timeline.pick(moment)
      boxes[boxes.count - 1] = timeline
    case .choose(let slot, let count): return choose(from: slot, by: count)
    case .jump(let action, let slot, let count): return jump(action, from: slot, count: count)
    case .highlight(let pattern): search = Search(pattern)
    case .find(let pattern):
      let found = jumpToNearest(pattern)
      refreshMarks()
      // A search that is too slow was dropped on the way.
      return refreshBoxes(after: search == nil ? .searchRefused(.tooSlow) : .found(found))
    case .restore(let state): restore(state)
    case .search(let pattern):
      _ = boxes.popLast()
      show(search: pattern)
    case .remember(let text, let kind):
      history[kind, default: []].removeAll { $0 == text }
      history[kind, default: []].append(text)
    case .note(let text, let slot):
      setNote(text, on: slot)
      guard store.holds(slot) else { return [] }
      return [recordedNote(text, on: slot)]
    case .rememberRun(let deed):
      recentDeeds.removeAll { $0 == deed }
      recentDeeds.insert(deed, at: 0)
      recentDeeds.removeLast(max(0, recentDeeds.count - Self.maxRecentDeeds))
    case .focus(let task):
      boxes = []
      focus(onTask: task)
    case .keep(let list): listed = list
    case .watch(let ids):
      _ = boxes.popLast()
      return watch(ids)
    case .save(let path):
      guard let pane = focusedPane else { return [] }
      var request = SaveRequest(path: path, slots: pane.index.entries)
      if Evidence.isMeant(by: path) { request.document = Evidence(self, pane).text }
      return [.save(request)]
    }
    return []
  }

  /// Chooses the entry so many after one, where the topmost box is not about choosing.
  private mutating func choose(from slot: Slot, by count: Int) -> [Command] {
    let isForward = count > 0
    let isMoved = withEntryBox { box, scene in box.choose(by: count, in: scene) }
    if isMoved ?? jump(from: slot, by: count), let chosen = entryBox.map(\.chosen) ?? focusedPane?.viewport.current {
      return refreshBoxes(after: .chosen(chosen))
    }
    let end = isForward ? "newest" : "oldest"
    announce(isMoved == nil ? "this is the \(end) entry" : "this is the \(end) of them")
    return []
  }

  /// Does a jump of the panes from the entry of the details, which show where it led. Where it leads nowhere, the pane stays
  /// as it was.
  private mutating func jump(_ action: Action, from slot: Slot, count: Int) -> [Command] {
    let viewport = focusedPane?.viewport
    if entryBox == nil {
      _ = jump(forward: true, count: 1) { index, _, store in
        let position = index.position(of: slot, in: store)
        return position < index.count && index.slots[position] == slot ? position : nil
      }
    }
    let commands = perform(action, count: count)
    // What lies ahead in a recording was gone to, which closes all boxes.
    if boxes.isEmpty, isReplay, let ahead = focusedPane?.viewport.current, store.holds(ahead) {
      boxes.append(Details(slot: ahead, store: store))
      return commands
    }
    if let chosen = entryBox.map(\.chosen) ?? focusedPane?.viewport.current, chosen != slot {
      return commands + refreshBoxes(after: .chosen(chosen))
    }
    if entryBox == nil, let viewport { withFocusedPane { pane, store in pane.restore(viewport, of: store) } }
    return commands
  }

  /// The topmost box in which an entry is chosen.
  var entryBox: (any EntryBox)? { boxes.lazy.compactMap { $0 as? any EntryBox }.last }

  /// Changes that box; `nil` where there is none.
  mutating func withEntryBox<Result>(_ change: (inout any EntryBox, Scene) -> Result) -> Result? {
    for index in boxes.indices.reversed() {
      guard var box = boxes[index] as? any EntryBox else { continue }
      defer { boxes[index] = box }
      return change(&box, scene)
    }
    return nil
  }
}
