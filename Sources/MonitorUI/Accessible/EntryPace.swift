import MonitorCore

/// Decides which entries are read out one by one and which are summed up: more than five within five seconds are one line.
/// Times are durations on the engine's clock.
struct EntryPace: Sendable {
  static let maxEntries = 5
  static let window = Duration.seconds(5)

  /// When entries were read out, of the last five seconds.
  private var readOut: [Duration] = []
  private var held: [Slot] = []
  private var heldSince: Duration?

  /// The entries to read out now: all that arrived, or none, because they wait for `due`.
  mutating func admit(_ slots: [Slot], at now: Duration) -> [Slot] {
    guard !slots.isEmpty else { return [] }
    readOut.removeAll { $0 <= now - Self.window }
    guard held.isEmpty, readOut.count + slots.count <= Self.maxEntries else {
      held += slots
      heldSince = heldSince ?? now
      return []
    }
    readOut += repeatElement(now, count: slots.count)
    return slots
  }

  /// What waited, once its time has come; to be read out one by one where that is few enough. While entries keep arriving
  /// as fast, the next ones wait as long.
  mutating func due(at now: Duration) -> [Slot] {
    guard let heldSince, now - heldSince >= Self.window else { return [] }
    let slots = held
    (held, self.heldSince) = ([], nil)
    readOut = Array(repeating: now, count: min(slots.count, Self.maxEntries))
    return slots
  }

  /// Everything that waits, because nothing is to be read out for now.
  mutating func drain() -> [Slot] {
    defer { (held, heldSince) = ([], nil) }
    return held
  }
}
