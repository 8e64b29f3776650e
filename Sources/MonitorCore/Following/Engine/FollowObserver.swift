/// Watches following without taking part in it: for diagnostics. Runs where following does, and must not block.
package typealias FollowObserver = @Sendable (TaskID, FollowObservation) -> Void

/// What an observer receives, in the order in which it happened.
package enum FollowObservation: Sendable {
  /// What following emits, before whoever it is for gets it.
  case event(FollowEvent)
  /// A pass ended and proved that everything from a moment on (`nil`: everything) was delivered.
  case provenPass(Follower.CompletePass)
  /// A pass ended without proof: the server ordered otherwise than asked, or had too many ties.
  case unprovenPass
}

extension Follower {
  /// How many passes ended, for the comparison with what they were before an answer.
  var passCounts: (proven: Int, unproven: Int) { (completePasses, unprovenPasses) }
}
