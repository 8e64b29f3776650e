import MonitorCore

// How each box is opened, from what the model knows.
extension Model {
  /// Opens the help about the keys that are valid now.
  mutating func openHelp() { boxes.append(Help(about: keyContext)) }

  /// Opens the palette with what can be done where the reader is: in a box, or in the panes.
  mutating func openPalette() {
    let values = settingValues.map { PaletteEntry($0, isOn: has($0)) }
    guard boxes.isEmpty else {
      boxes.append(CommandPalette(of: keyContext, others: values, recent: recentDeeds))
      return
    }
    let filters = stackedFilters.map { pattern in
      PaletteEntry(
        deed: .removeFilter(pattern), name: "remove filter: \(pattern.sign)\(SafeText.line(pattern.source))",
        area: "Undo")
    }
    boxes.append(
      CommandPalette(
        of: panesContext, others: filters + collapsedEntries + values, on: actionStates, recent: recentDeeds))
  }

  /// The collapsed templates of the focused pane, to be expanded.
  private var collapsedEntries: [PaletteEntry] {
    var entries: [PaletteEntry] = []
    for slot in focusedPane?.index.collapsedRows ?? [] {
      let deed = PaletteDeed.expand(template: store.template(of: slot))
      guard !entries.contains(where: { $0.deed == deed }) else { continue }
      let template = SafeText.line(String(decoding: store.message(of: slot), as: UTF8.self))
      entries.append(PaletteEntry(deed: deed, name: "expand: \(template)", area: "Undo"))
    }
    return entries
  }

  /// Opens the details of the current entry.
  mutating func openDetails() {
    guard let pane = focusedPane, let slot = readingPlace(of: pane)?.slot else { return }
    // What a row stands for is seen side by side.
    guard pane.index.count(of: slot) == 1 else { return openTable(at: slot) }
    boxes.append(Details(slot: slot, store: store))
    withFocusedPane { pane, _ in pane.viewport.current = slot }
  }

  /// Opens the details of the focused pane's task, in the merged pane and over a box of entries of the current entry's.
  mutating func openTaskDetails() {
    let slot = entryBox?.chosen ?? shownEntry
    let task = slot.map { store.task(of: $0) } ?? focusedPane?.task ?? meant(1).first.map { store.task(of: $0) }
    guard let task, tasks.indices.contains(task) else { return announce("no task here") }
    boxes.append(TaskDetails(of: task, in: scene))
  }

  /// Opens the table of the entries that have the same template as one, by default as the current one, in place of all
  /// boxes.
  mutating func openTable(at slot: Slot? = nil) {
    guard let pane = focusedPane, let slot = slot ?? readingPlace(of: pane)?.slot else { return }
    let shown = slot == pane.viewport.current ? pane.viewport.found ?? slot : slot
    var filter = pane.filter
    if pane.index.count(of: slot) > 1 {
      // Those that share its row are of its task and its severity.
      filter.level = .only(store.severity(of: slot))
      filter.task = store.task(of: slot)
    }
    boxes = [TemplateTable(at: shown, filter: filter, of: store, rows: TableView.rows(of: size))]
  }

  /// Opens the list of panes, at the focused one.
  mutating func openPaneList() {
    guard panes.count > 1 else { return announce("there is only one pane; \(keys.label(of: .addTask)) adds a task") }
    let task = isMerged ? meant(1).first.map { store.task(of: $0) } : focusedPane?.task
    boxes.append(PaneList(at: task))
  }

  mutating func openTimeline() {
    guard let pane = focusedPane else { return }
    let slot = shownEntry ?? (pane.viewport.isFollowing ? nil : readingPlace(of: pane)?.slot)
    let moment = isReplay ? now : slot.map(store.timestamp(of:))
    boxes.append(Timeline(of: pane.task, at: moment, in: scene))
  }

  mutating func openPrompt(_ kind: InputKind) {
    guard let pane = focusedPane else { return }
    let before = ReadingState(
      search: search, viewport: pane.viewport, filters: stackedFilters, isContext: pane.isContext,
      chosen: entryBox?.chosen)
    boxes.append(Prompt(kind, before: before, filters: stackedFilters, history: history[kind] ?? []))
  }

  /// Asks for a moment to go to; where the reader is, is that of the current entry, or of the newest while following.
  mutating func openMomentPrompt() {
    if let range = playback?.replay?.range {
      return boxes.append(MomentPrompt(at: now, in: range, history: history[.moment] ?? []))
    }
    guard let pane = focusedPane, let oldest = pane.index.slots.first, let newest = pane.index.slots.last else {
      return announce("there are no entries")
    }
    let log = store.timestamp(of: oldest)...store.timestamp(of: newest)
    let isLive = pane.viewport.isFollowing && tasks(of: pane).contains { !tasks[$0].isFinal } && playback == nil
    let here = isLive ? now : readingPlace(of: pane).map { store.timestamp(of: $0.slot) } ?? log.upperBound
    boxes.append(MomentPrompt(at: here, in: log, history: history[.moment] ?? []))
  }

  /// Goes to a moment as it was typed elsewhere; where it cannot be, the prompt says why.
  mutating func goTo(typed text: String) -> [Command] {
    let commands = boxes.isEmpty ? perform(.goToTime, count: 1) : askTop { $0.perform(.goToTime, count: 1, in: $1) }
    guard boxes.last is MomentPrompt else { return commands }
    return commands
      + askTop { box, scene in
        guard var prompt = box as? MomentPrompt else { return [] }
        defer { box = prompt }
        return prompt.accept(text, in: scene)
      }
  }

  /// Asks for a note on the current entry, or on that of the details.
  mutating func openNotePrompt() {
    guard let slot = shownEntry ?? focusedPane.flatMap({ readingPlace(of: $0)?.slot }) else {
      return announce("there are no entries")
    }
    boxes.append(
      NotePrompt(on: slot, isMarked: marks.contains(slot), note: notes[slot] ?? "", history: history[.note] ?? []))
  }

  mutating func openSavePrompt() {
    guard let pane = focusedPane, pane.index.count > 0 else {
      announce("nothing to save")
      return
    }
    let name = pane.task.flatMap { tasks.indices.contains($0) ? tasks[$0].id.text : nil } ?? "tasks"
    boxes.append(SavePrompt(path: name + ".log"))
  }

  /// Opens the picker; over what is watched, or to begin with.
  package mutating func openPicker() -> [Command] {
    var picker = Picker(isStart: openTasks.isEmpty, list: listed)
    if listed.isRead { picker.askAgain() }
    let outcomes = picker.request(in: scene)
    boxes.append(picker)
    return carryOut(outcomes)
  }
}
