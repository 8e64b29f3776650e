/// What a person may ask of following a task.
package struct FollowOptions: Sendable {
  package enum History: Sendable, Equatable {
    /// Everything there is.
    case all
    /// At least this many of the newest entries; older ones when `Follower.fetchOlder` asks for them.
    case newest(Int)
    /// Entries from this moment on.
    case since(Timestamp)
  }

  /// Says of each entry of a batch whether it counts.
  package typealias Selector = @Sendable (EntryBatch) -> [Bool]

  package var history = History.all
  /// Which entries `History.newest` counts, where they are not delivered page by page; all where it is `nil`.
  package var counts: Selector?
  /// The local time at the zero of the caller's clock, where the moment of `.since` was reckoned from it: the span then
  /// counts from the server's clock, as soon as that is known.
  package var sinceCountsFrom: Timestamp?
  /// Whether to go on until the task ends; otherwise it reads once.
  package var follows = true
  /// Whether to keep looking (every half minute) after the task ended, as a screen does that stays open.
  package var outlivesTask = false
  /// Whether entries are delivered page by page, as a screen wants; otherwise at the end of a pass, so that order holds.
  package var deliversPagesAtOnce = false
  /// How long a source that was good and fails may keep following from its end; `nil` for as long as it takes. Where it
  /// does not follow: how long it waits for a good answer, 30 s where that is `nil`.
  package var giveUp: Duration?
  /// Whether a task that does not exist is waited for.
  package var waitsForStart = false
  /// Whether entries keep all their members, `extras` and `shape`; plain lines need neither.
  package var keepsMembers = false
  /// A fixed interval between polls; `nil` adapts.
  package var interval: Duration?
  /// How many tasks share the connection: with many, the quickest pace is slower.
  package var taskCount = 1

  package init() {}
}
