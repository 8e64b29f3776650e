/// The progress that a task and its entries report, put in order: two writers may report nearly at once, and late.
struct ReportedProgress: Sendable {
  /// Progress that is less by so much, so soon, did not go back: whoever wrote it last had looked at it before. In percent,
  /// and seconds.
  private static let disorder = (percent: 10.0, seconds: 20.0)

  /// The newest progress, and the moment that it counts from.
  private(set) var newest: (percent: Double, at: Timestamp)?
  private var highest: (percent: Double, at: Timestamp)?

  /// The highest percentage ever reported, where the newest is below it.
  var wentBackFrom: Double? {
    guard let newest, let highest, newest.percent < highest.percent else { return nil }
    return highest.percent
  }

  /// Adds a report that counts from `moment` and was known to be so by `known`.
  ///
  /// - Returns: the percentage as of `moment`, 0…100; `nil` for a late report or none, which says nothing new.
  mutating func record(_ reported: Double, at moment: Timestamp, knownAt known: Timestamp) -> Double? {
    guard reported.isFinite else { return nil }
    let reported = min(100, max(0, reported))
    if reported >= highest?.percent ?? 0 { highest = (reported, known) }
    if let current = newest, moment < current.at {
      // Late: it does not say how far it is now, but how far it had been.
      newest = (inOrder(current.percent, at: current.at), current.at)
      return nil
    }
    let percent = inOrder(reported, at: moment)
    newest = (percent, moment)
    return percent
  }

  /// Begins anew: a smaller percentage is no step back in the next attempt.
  mutating func restart() { (newest, highest) = (nil, nil) }

  /// Forgets that a report came after a moment, since the clock was set back to it.
  mutating func rewind(to moment: Timestamp) {
    newest = newest.map { ($0.percent, min($0.at, moment)) }
    highest = highest.map { ($0.percent, min($0.at, moment)) }
  }

  /// The percentage, or the highest one where it is less only because reports come in disorder.
  private func inOrder(_ percent: Double, at moment: Timestamp) -> Double {
    guard let highest, highest.percent - percent < Self.disorder.percent,
      moment.seconds(since: highest.at) < Self.disorder.seconds
    else { return percent }
    return max(percent, highest.percent)
  }
}

/// The ETA that a task and its entries report, and how it moved.
struct ReportedETA: Sendable {
  private(set) var newest: (value: Timestamp, at: Timestamp)?
  private var first: Timestamp?
  private(set) var lastMove: ProgressReading.Move?

  /// Seconds by which it is later (negative: earlier) than what was said first.
  var slip: Double {
    guard let newest, let first else { return 0 }
    return newest.value.seconds(since: first)
  }

  /// Adds a report that counts from `moment`.
  ///
  /// - Returns: whether it is the newest.
  mutating func record(_ value: Timestamp, at moment: Timestamp) -> Bool {
    first = first ?? value
    if let current = newest {
      guard moment >= current.at else { return false }
      if value != current.value {
        lastMove = ProgressReading.Move(seconds: value.seconds(since: current.value), at: moment)
      }
    }
    newest = (value, moment)
    return true
  }

  mutating func clear() { newest = nil }

  /// Forgets that a report came after a moment, since the clock was set back to it.
  mutating func rewind(to moment: Timestamp) {
    newest = newest.map { ($0.value, min($0.at, moment)) }
  }
}
