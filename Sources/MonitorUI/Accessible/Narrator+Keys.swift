import MonitorCore

// Keys: each is answered by one line.
extension Narrator {
  mutating func press(_ key: Key) -> [Command] {
    guard let action = model.keys.action(of: key, in: .accessible) else {
      if case .mouse = key { return [] }
      let help = model.spokenKey(of: .help).map { "; \($0) reads the keys" } ?? ""
      say("\(name(of: key)) does nothing here\(help)")
      return []
    }
    let (store, now) = (model.store, model.engine)
    switch action {
    case .nextError: answer(reading.nextError(store, at: now), "No later error", .previousError)
    case .previousError: answer(reading.previousError(store, at: now), "No earlier error", .nextError)
    case .newestError: answer(reading.newestError(store, at: now), "No error so far")
    case .lineDown: answer(reading.next(store, at: now), "No later entry", .lineUp)
    case .lineUp: answer(reading.previous(store, at: now), "No earlier entry", .lineDown)
    case .bottom: answer(reading.newest(store, at: now), "No entry so far")
    case .details: repeatEntry()
    case .state: say(stateLine())
    case .minimumSeverity(let severity): show(severity)
    case .severityAll: show(.all, "All severities")
    case .mute: toggleMute()
    case .pollNow:
      say("Polling now")
      return [.pollNow(task: nil)]
    case .help: say(help())
    case .close, .quit: return [.quit]
    case .suspend: return [.suspend]
    case .interrupt: return [.interrupt]
    default: break
    }
    return []
  }

  /// Reads an entry, or says that there is none, and by which key there is one on the other side.
  private mutating func answer(_ found: ReadingPosition.Found, _ none: String, _ other: Action? = nil) {
    switch found {
    case .entry(let slot): say(model.spokenEntry(slot))
    case .none(let hasOther):
      let key = other.flatMap { model.spokenKey(of: $0) }
      say(none + (hasOther && key != nil ? "; \(key ?? "") goes back" : ""))
    }
  }

  private mutating func repeatEntry() {
    guard let slot = reading.current, model.store.holds(slot) else { return say("No entry was read yet") }
    say(model.spokenEntry(slot, isWhole: true))
  }

  /// At least this severity; asked for again, only this one.
  private mutating func show(_ severity: Severity) {
    let isAgain = reading.filter.level == .atLeast(severity)
    show(isAgain ? .only(severity) : .atLeast(severity), "\(isAgain ? "Only" : "Minimum") severity \(severity.word)")
  }

  private mutating func show(_ level: LogFilter.Level, _ name: String) {
    reading.show(level)
    let shown = reading.count(in: model.store)
    say("\(name), \(shown) of \(SpokenText.count(model.store.count, "entry", "entries"))")
  }

  /// All keys and what they do.
  private func help() -> String {
    let rows = model.keys.rows(in: .accessible).compactMap { row -> String? in
      guard let use = row.use(in: .accessible),
        row.bindings.allSatisfy({ $0.action != .interrupt && $0.action != .suspend })
      else { return nil }
      let firsts = row.bindings.compactMap(\.keys.first).map(model.spokenKey)
      guard let first = firsts.first, let last = firsts.last else { return nil }
      let keys = firsts.count > 2 ? "\(first) to \(last)" : firsts.joined(separator: " and ")
      return "\(keys), \(use.help)"
    }
    return rows.joined(separator: "; ")
  }

  private func name(of key: Key) -> String {
    if case .paste = key { return "What was pasted" }
    return model.spokenKey(key)
  }
}
