import MonitorCore
import MonitorStream
import MonitorTerminal
import MonitorUI

/// The events of an answer in portions that the screen merges one at a time, with a look at the keys between them: a page
/// may hold 90 000 entries, and a key waits for a few portions at most.
///
/// An answer of the usual size is one portion, and so costs one frame.
struct EventPortions: Sequence, IteratorProtocol {
  /// How many entries are merged in a row: about a millisecond of work.
  static let maxEntries = 1_000

  private var events: ArraySlice<FollowEvent>
  /// What is left of the entries of the event before `events`.
  private var rest: (batch: EntryBatch, entries: ArraySlice<LogEntry>, receivedAt: Timestamp)?

  init(_ events: [FollowEvent]) {
    self.events = events[...]
  }

  mutating func next() -> [FollowEvent]? {
    var portion: [FollowEvent] = []
    var room = Self.maxEntries
    while room > 0 {
      if let (batch, entries, receivedAt) = rest {
        let part = entries.prefix(room)
        room -= part.count
        portion.append(.logs(EntryBatch(bytes: batch.bytes, entries: Array(part)), receivedAt: receivedAt))
        let left = entries.dropFirst(part.count)
        rest = left.isEmpty ? nil : (batch, left, receivedAt)
      } else if let event = events.popFirst() {
        if case .logs(let batch, let receivedAt) = event, batch.entries.count > room {
          rest = (batch, batch.entries[...], receivedAt)
        } else {
          if case .logs(let batch, _) = event { room -= batch.entries.count }
          portion.append(event)
        }
      } else {
        break
      }
    }
    // What follows the last entries belongs to them.
    if rest == nil {
      while let event = events.first, !event.hasEntries {
        portion.append(event)
        events.removeFirst()
      }
    }
    return portion.isEmpty ? nil : portion
  }
}

extension FollowEvent {
  fileprivate var hasEntries: Bool {
    if case .logs(let batch, _) = self { !batch.entries.isEmpty } else { false }
  }
}

extension Model {
  /// What became of the tasks that are watched.
  var outcomes: [TaskOutcome] {
    openTasks.map { TaskOutcome(task: tasks[$0].id, snapshot: tasks[$0].snapshot, state: tasks[$0].state) }
  }

  /// The task with a number, while it is watched.
  func openTask(_ number: Int) -> TaskID? {
    tasks.indices.contains(number) && !tasks[number].isClosed ? tasks[number].id : nil
  }

  /// Takes the first event. Characters typed in a row into a line are one paste: what is typed is searched for once, however
  /// much of it came since the last frame.
  func dequeue(from events: inout ArraySlice<ScreenLoop.Event>) -> ScreenLoop.Event? {
    var text = String.UnicodeScalarView()
    while case .terminal(.key(.character(let scalar))) = events.first, isText(.character(scalar)) {
      text.append(scalar)
      events.removeFirst()
    }
    switch text.count {
    case 0: return events.popFirst()
    case 1: return .terminal(.key(.character(text[text.startIndex])))
    default: return .terminal(.key(.paste(String(text))))
    }
  }
}
