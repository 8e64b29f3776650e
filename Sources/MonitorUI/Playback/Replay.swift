package import MonitorCore

/// A recording that is played: what it says, and where it is.
package struct Replay: Sendable {
  /// What was read of a recording so far.
  package struct Part: Sendable {
    package var script: ReplayScript
    package var states: ReplayStates
    /// Where to begin, and where it ends, in place of the recording's own beginning and end.
    package var from: Timestamp?
    package var to: Timestamp?

    package init(_ script: ReplayScript, _ states: ReplayStates, from: Timestamp? = nil, to: Timestamp? = nil) {
      self.script = script
      self.states = states
      self.from = from
      self.to = to
    }
  }

  package private(set) var part = Part(ReplayScript(), ReplayStates())
  package private(set) var transport: Transport?
  var cursor = ReplayScript.Cursor()
  /// Marked entries that are not there yet where the reader went back to.
  var marksAhead: [Slot] = []
  /// What the recorded person left on entries, and not the one who looks on.
  struct Recorded: Sendable {
    var marks: Set<Slot> = []
    var notes: Set<Slot> = []
  }

  var recorded = Recorded()
  /// When the program was last asked to wake the model.
  var wakesAt: Duration?
  private let speed: Double

  package init(speed: Double = 1) {
    self.speed = speed
  }

  var script: ReplayScript { part.script }
  /// Between which moments it plays; `nil` while nothing is known.
  var range: ClosedRange<Timestamp>? {
    guard let start = script.start, let end = script.end else { return nil }
    let last = max(start, min(part.to ?? end, end))
    return start...last
  }

  /// Takes what was read meanwhile; it begins to play with the first of it. Whether it did.
  mutating func extend(_ part: Part, at engine: Duration) -> Bool {
    self.part = part
    guard transport == nil, let range else { return false }
    // What is to be begun with may not have been read yet.
    let from = part.from ?? range.lowerBound
    guard from <= range.upperBound else { return false }
    transport = Transport(at: max(range.lowerBound, from), speed: speed, now: engine)
    return true
  }

  /// The same when nothing more comes: it begins with what there is.
  mutating func finish(at engine: Duration) -> Bool {
    guard transport == nil, let range else { return false }
    transport = Transport(at: range.upperBound, speed: speed, now: engine)
    return true
  }

  mutating func change(_ body: (inout Transport) -> Void) {
    guard var transport else { return }
    body(&transport)
    self.transport = transport
  }
}

extension Replay {
  /// The next entry ahead that a filter admits and that is wanted, by what it is when it comes or becomes by a revision.
  func nextEntry(in filter: LogFilter?, where isWanted: (Severity, Slot) -> Bool) -> (slot: Slot, at: Timestamp)? {
    guard let limit = range?.upperBound else { return nil }
    let entries = script.entries
    var found: (slot: Slot, at: Timestamp)?
    for slot in Slot(cursor.entry)..<Slot(max(cursor.entry, entries.count)) {
      guard script.arrival(of: slot) <= limit else { break }
      guard isWanted(entries.severity(of: slot), slot), filter?.admits(slot, of: entries) ?? true else { continue }
      found = (slot, script.arrival(of: slot))
      break
    }
    for event in script.events.dropFirst(cursor.event) {
      guard event.at <= found?.at ?? limit else { break }
      guard case .followed(.logs(let batch, let receivedAt), let task) = event.change, let entry = batch.entries.first,
        let slot = entries.slot(of: batch.bytes[entry.id], task: task)
      else { continue }
      var revised = LogStore()
      guard let own = revised.merge(batch, of: task, receivedAt: receivedAt).added.first,
        isWanted(entry.severity, slot), filter?.admits(own, of: revised) ?? true
      else { continue }
      return (slot, event.at)
    }
    return found
  }
}
