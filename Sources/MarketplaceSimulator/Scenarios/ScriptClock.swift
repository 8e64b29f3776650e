/// When a life works and how far it has come: the times of its rows, its progress and its estimates.
struct ScriptClock: Sendable {
  let plan: TaskScript
  let start: SimulatedInstant

  /// When the work begins: before the start where there is a backlog, else when it leaves the queue.
  var workStart: Double {
    plan.backlog > 0 ? -plan.backlogSeconds : plan.queuedSeconds
  }

  func instant(_ seconds: Double) -> SimulatedInstant {
    start.advanced(bySeconds: seconds)
  }

  /// The pauses as spans of seconds from the start.
  var pauses: [(pause: TaskScript.Pause, from: Double, to: Double)] {
    plan.pauses.map { pause in
      let from = plan.queuedSeconds + (plan.duration - plan.queuedSeconds) * pause.at
      return (pause, from, min(from + pause.seconds, plan.duration))
    }
  }

  /// The pause in which a moment lies.
  func pauseEnd(at seconds: Double) -> Double? {
    pauses.first { $0.from <= seconds && seconds < $0.to }?.to
  }

  /// The moments of the rows, ascending: those of the backlog, then the live ones, the first of them at once.
  func moments(using generator: inout SeededGenerator) -> [Double] {
    var moments: [Double] = []
    for _ in 0..<max(0, plan.backlog) {
      moments.append(generator.between(-plan.backlogSeconds, -0.5))
    }
    moments.sort()
    var moment = plan.queuedSeconds + generator.between(0.1, 0.35)
    while moment < plan.duration - 0.3 {
      if let end = pauseEnd(at: moment) {
        moment = end + 0.1
        continue
      }
      moments.append(moment)
      if generator.chance(0.02) {
        // A batch that ends at once: many rows of one timestamp.
        moments += Array(repeating: moment, count: Int(generator.between(4, 14)))
      }
      moment += max(0.02, plan.cadence * generator.between(0.15, 1.85))
    }
    return moments
  }

  /// Percent done at a moment, 0…99.9; it falls by a restart alone.
  func progress(at seconds: Double) -> Double {
    let share: Double
    if seconds < 0 {
      let passed = plan.backlogSeconds > 0 ? 1 + seconds / plan.backlogSeconds : 1
      share = plan.progressAtStart * passed
    } else {
      // A restart begins anew: what was before it does not count.
      let restart = pauses.last { $0.pause.kind == .restart && $0.to <= seconds }
      let begin = restart?.to ?? plan.queuedSeconds
      let pauses = pauses.filter { $0.from >= begin }
      let live = max(plan.duration - begin, 0.001)
      let idle = pauses.reduce(0) { $0 + $1.to - $1.from }
      let idleSoFar = pauses.reduce(0) { $0 + max(0, min(seconds, $1.to) - $1.from) }
      let worked = min(1, max(0, seconds - begin - idleSoFar) / max(live - idle, 0.001))
      let atBegin = restart == nil ? plan.progressAtStart : 0
      share = atBegin + (100 - atBegin) * plan.shape.done(at: worked)
    }
    return (min(max(share, 0), 99.9) * 10).rounded(.down) / 10
  }

  /// What the producer says at a moment about the end; `nil` where it says nothing.
  func eta(at seconds: Double) -> SimulatedInstant? {
    switch plan.eta {
    case .hopeful: break
    case .none: return nil
    case .wrong: return instant(plan.duration + 3_600)
    case .stale: return instant(workStart + (plan.duration - workStart) / 2)
    case .moving: return instant(seconds + (plan.duration - workStart) / 3)
    }
    let passed = seconds < 0 ? 0 : seconds / max(plan.duration, 0.001)
    let hope = passed < 0.15 ? 0.4 : passed < 0.45 ? 0.25 : passed < 0.75 ? 0.1 : 0
    let guess = plan.duration - plan.duration * hope
    return instant(max(guess, seconds + 2))
  }
}
