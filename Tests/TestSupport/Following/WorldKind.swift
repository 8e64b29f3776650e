package import MonitorCore

/// A kind of world, filled in from a seed.
package enum WorldKind: String, CaseIterable, CustomStringConvertible {
  case plain, bursts, ties, cappedPages, lateWithinLookBack, lateBeyondLookBack, farFuture, farPast, unreadableTimes
  case revisions, deletions, laggingReplicas, wrongTotals, filterHonoured, filterMisbehaves, offsetIgnored, orderIgnored
  case repeatedRows, failures, rescheduled, completedTurnsFailed, rowsAfterTheEnd, noServerClock, pauses
  case everything, clockAhead
  case passingRefusals, largePages, slowPages, oversizedEntries, sleep, tiesBeyondPages

  package var description: String { rawValue }

  package func has(_ trait: WorldKind) -> Bool {
    self == trait || self == .everything || self == .clockAhead && [.pauses, .bursts].contains(trait)
  }

  package func world(using random: inout SplitMix64) -> SimulatedWorld {
    var world = SimulatedWorld()
    let end = Double.random(in: 60...(has(.pauses) && Bool.random(using: &random) ? 3000 : 400), using: &random)
    world.filter =
      has(.filterMisbehaves)
      ? [.refused, .ignored, .strict, .unordered].randomElement(using: &random) ?? .refused : .ignored
    publish(in: &world, until: end, using: &random)
    setEnd(of: &world, at: end, using: &random)
    distort(&world, using: &random)
    refuse(in: &world, until: end, using: &random)
    world.rows.sort { $0.timestamp > $1.timestamp }
    return world
  }

  private func publish(in world: inout SimulatedWorld, until end: Double, using random: inout SplitMix64) {
    var time = -Double.random(in: 0...(self == .ties ? 60 : 600), using: &random)
    while time < end - 0.01, world.rows.count < 600 {
      let burst =
        has(.bursts) && Int.random(in: 0..<12, using: &random) == 0 ? Int.random(in: 10...60, using: &random) : 1
      // More ties than a page holds, answered in another order each time, no algorithm can page through.
      let tied =
        self == .tiesBeyondPages
        ? Int.random(in: 0..<30, using: &random) == 0 ? Int.random(in: 12...40, using: &random) : 1
        : has(.ties) ? Int.random(in: 1...(has(.cappedPages) ? 3 : 12), using: &random) : 1
      let stamp = stamp(time)
      for n in 0..<max(burst, tied) {
        let visible = time + (burst > 1 ? Double(n) * 0.02 : 0)
        guard visible < end else { break }
        let moment = burst > 1 ? self.stamp(visible) : stamp
        world.rows.append(row(world.rows.count, moment, visible, end, using: &random))
      }
      time += Double.random(in: 0...6, using: &random)
      // Long enough that the server's clock, not the newest entry, bounds what is read.
      if has(.pauses), Int.random(in: 0..<40, using: &random) == 0 {
        time += Double.random(in: 100...900, using: &random)
      }
    }
  }

  private func row(
    _ number: Int, _ stamp: Timestamp, _ visible: Double, _ end: Double, using random: inout SplitMix64
  ) -> SimulatedWorld.Row {
    // Random digits, so that the order of ids says nothing.
    let id = Int(SplitMix64.scrambled(UInt64(number)) % 100_000_000)
    var row = SimulatedWorld.Row(id: id * 1000 + number, timestamp: stamp, visibleAt: visible)
    func happens(_ oneIn: Int) -> Bool { Int.random(in: 0..<oneIn, using: &random) == 0 }
    if has(.lateWithinLookBack) || self == .pauses, happens(4) {
      row.timestamp = stamp.advanced(bySeconds: -Double.random(in: 0...54, using: &random))
    }
    if self == .ties, happens(3) {
      row.timestamp = stamp.advanced(bySeconds: -Double(Int.random(in: 40...75, using: &random)))
    }
    if has(.lateBeyondLookBack), happens(8) {
      row.timestamp = stamp.advanced(bySeconds: -Double.random(in: 60...5000, using: &random))
    }
    if has(.farFuture), happens(20) {
      row.timestamp =
        Bool.random(using: &random)
        ? stamp.advanced(bySeconds: Double.random(in: 1...200, using: &random))
        : Timestamp(ticks: 253_400_000_000_000_000 + Int64(number) * 10_000)
    }
    if has(.farPast), happens(20) { row.timestamp = Timestamp(ticks: -600_000_000_000_000_000 + Int64(number)) }
    if has(.unreadableTimes), happens(15) { row.hasReadableTimestamp = false }
    if has(.revisions), happens(5) {
      let times = (0..<Int.random(in: 1...3, using: &random)).map { _ in
        Double.random(in: visible...(visible + 300), using: &random)
      }
      row.revisedAt = times.filter { $0 < end }.sorted()
    }
    if self == .oversizedEntries, happens(40) { row.isOversized = true }
    if has(.deletions), happens(10) { row.deletedAt = visible + Double.random(in: 0...200, using: &random) }
    return row
  }

  private func setEnd(of world: inout SimulatedWorld, at end: Double, using random: inout SplitMix64) {
    world.statuses = [(-1000, .processing)]
    if has(.rescheduled) {
      let pause = Double.random(in: 0...(end / 2), using: &random)
      world.statuses += [
        (pause, .rescheduled), (pause + Double.random(in: 1...(end / 2), using: &random), .processing),
      ]
    }
    world.statuses.append((end, .completed))
    if has(.completedTurnsFailed) { world.statuses.append((end + 2, .failed)) }
    if has(.rowsAfterTheEnd) {
      for number in 0..<Int.random(in: 1...30, using: &random) {
        let visible = end + Double.random(in: 0...2.5, using: &random)
        world.rows.append(.init(id: 900_000_000_000_000 + number, timestamp: stamp(visible), visibleAt: visible))
      }
    }
  }

  private func distort(_ world: inout SimulatedWorld, using random: inout SplitMix64) {
    if has(.cappedPages) { world.cap = Int.random(in: 7...10, using: &random) }
    if self == .tiesBeyondPages {
      world.cap = Int.random(in: 8...10, using: &random)
      world.totals = Bool.random(using: &random) ? .right : .absent
      world.shufflesTies = Bool.random(using: &random)
    }
    if self == .largePages || self == .slowPages {
      world.maxRows = Int.random(in: 3...7, using: &random)
      world.largePagesAreSlow = self == .slowPages
    }
    if has(.cappedPages) || has(.wrongTotals) { world.reportsLimit = Bool.random(using: &random) }
    if has(.wrongTotals) { world.totals = SimulatedWorld.Totals.allCases.randomElement(using: &random) ?? .absent }
    if self == .clockAhead {
      world.clockLead = Double.random(in: 10...7200, using: &random)
      world.leadingMachines = Int.random(in: 1...9, using: &random)
    }
    if has(.laggingReplicas) { world.replicaLag = 5 }
    if self == .filterHonoured || self == .everything && Bool.random(using: &random) { world.filter = .honoured }
    if self == .offsetIgnored {
      world.offsetIsIgnored = true
      world.filter = .honoured
    }
    if self == .orderIgnored { world.order = Bool.random(using: &random) ? .ascending : .shuffled }
    world.repeatsRows = has(.repeatedRows)
    if has(.failures) { world.failureRate = 0.3 }
    world.dateIsMissing = self == .noServerClock
  }

  /// Refusals that pass: of a gateway that restarts, of a limiter in a hurry. At first everything was answered well.
  private func refuse(in world: inout SimulatedWorld, until end: Double, using random: inout SplitMix64) {
    guard self == .passingRefusals else { return }
    for _ in 0..<Int.random(in: 2...6, using: &random) {
      let start = Double.random(in: 20...(end + 20), using: &random)
      let length = Bool.random(using: &random) ? 1.5 : Double.random(in: 1...120, using: &random)
      let status = [401, 403, 404, 407, 451, 429, 503].randomElement(using: &random) ?? 403
      world.refusals.append((start..<start + length, Bool.random(using: &random), status))
    }
  }

  private func stamp(_ time: Double) -> Timestamp {
    // The platform's own resolution; whole seconds where ties are the matter, so that bounds meet them too.
    let second = self == .ties ? time.rounded(.down) : time
    return SimulatedWorld.epoch.advanced(bySeconds: second).flooredToMilliseconds
  }
}

extension SplitMix64 {
  package static func scrambled(_ value: UInt64) -> UInt64 {
    var generator = SplitMix64(seed: value)
    return generator.next()
  }
}
