import MonitorCore

// Entries: read out one by one, or summed up where there are many.
extension Narrator {
  mutating func arrive(_ batch: EntryBatch, of task: Int) {
    let slots = batch.entries.compactMap { entry in
      model.store.slot(of: batch.bytes[entry.id.clamped(to: 0..<batch.bytes.count)], task: task)
    }
    .filter { reading.filter.admits($0, of: model.store) }
    guard !slots.isEmpty else { return }
    if muted != nil {
      muted?.append(contentsOf: slots)
    } else if !model.tasks[task].state.logIsRead {
      histories[task, default: []] += slots
    } else {
      readOut(pace.admit(slots, at: model.engine))
    }
  }

  /// Says what the log held when it was read for the first time.
  mutating func tellHistory(of task: Int) {
    guard let slots = histories.removeValue(forKey: task), !slots.isEmpty else { return }
    if slots.count <= EntryPace.maxEntries { return readOut(pace.admit(slots, at: model.engine)) }
    sumUp(slots, as: model.spokenSubject(of: task, else: "So far") + (model.tasks.count > 1 ? " so far: " : ": "))
  }

  /// Says what waited for its time.
  mutating func tellDue() {
    let slots = pace.due(at: model.engine)
    if slots.count <= EntryPace.maxEntries { readOut(slots) } else { sumUp(slots) }
  }

  mutating func toggleMute() {
    guard let held = muted else {
      muted = pace.drain() + histories.values.flatMap(\.self)
      histories = [:]
      let key = model.spokenKey(of: .mute).map { "; \($0) unmutes" } ?? ""
      return say("Muted: only ends and failures of the connection are read out\(key)")
    }
    muted = nil
    if held.isEmpty { return say("Unmuted; no entries came meanwhile") }
    sumUp(held, as: "Unmuted; meanwhile ")
  }

  private mutating func readOut(_ slots: [Slot]) {
    for slot in slots where model.store.holds(slot) {
      say(model.spokenEntry(slot))
      reading.hear(slot, at: model.engine)
    }
  }

  /// `37 entries from task 2, 2 errors; e reads the first`.
  private mutating func sumUp(_ slots: [Slot], as opening: String = "") {
    let held = slots.filter { model.store.holds($0) }
    guard !held.isEmpty else { return }
    let tasks = Set(held.map { model.store.task(of: $0) })
    var count = SpokenText.count(held.count, "entry", "entries")
    if opening.isEmpty, model.tasks.count > 1 {
      count += " from " + (tasks.count == 1 ? "task \((tasks.first ?? 0) + 1)" : "\(tasks.count) tasks")
    }
    var line = [Receipt.Run(opening + count)]
    let errors = held.count { model.store.severity(of: $0) >= .error }
    let warnings = held.count { model.store.severity(of: $0) == .warning }
    if errors > 0 {
      line += [Receipt.Run(", "), Receipt.Run(SpokenText.count(errors, "error"), .danger)]
    } else if warnings > 0 {
      line += [Receipt.Run(", "), Receipt.Run(SpokenText.count(warnings, "warning"), .caution)]
    }
    let isFirst = reading.count(held, of: model.store, at: model.engine)
    var hint = ""
    if errors > 0, let key = model.spokenKey(of: .nextError) {
      hint = "; \(key) reads " + (isFirst ? errors == 1 ? "it" : "the first" : "the next")
    }
    say(line + [Receipt.Run(timed(hint))])
  }
}
