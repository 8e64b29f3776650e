/// The one owner of a platform's state and of the lives that move it, read and changed by the routes at its clock's
/// pace: before any access, everything due by now has happened.
package actor SimulatedPlatform {
  private var state: PlatformState
  private var lives: [ScriptedTask]
  private let clock: @Sendable () -> SimulatedInstant
  private let newcomers: @Sendable (Int) -> Newcomer?
  private var nextNewcomer = 1

  /// A life that joins later, and when.
  package struct Newcomer: Sendable {
    let joins: SimulatedInstant
    let life: @Sendable () -> ScriptedTask
  }

  /// A platform at its beginning.
  /// - Parameters:
  ///   - clock: what it takes for now; never asked for anything but the moment.
  ///   - newcomers: the lives that join later, counted from 1 in the order of time; nil from the last one on.
  package init(
    state: PlatformState, lives: [ScriptedTask] = [],
    clock: @escaping @Sendable () -> SimulatedInstant = SimulatedInstant.wallClock,
    newcomers: @escaping @Sendable (Int) -> Newcomer? = { _ in nil }
  ) {
    self.newcomers = newcomers
    self.state = state
    self.lives = lives
    self.clock = clock
  }

  /// The platform's moment now.
  package nonisolated var now: SimulatedInstant { clock() }

  /// Everything the platform holds now.
  package var snapshot: PlatformState {
    advance(to: clock())
    return state
  }

  /// Lets everything happen that is due by `moment`, in its order.
  package func advance(to moment: SimulatedInstant) {
    while let newcomer = newcomers(nextNewcomer), newcomer.joins <= moment {
      nextNewcomer += 1
      lives.append(newcomer.life())
    }
    for index in lives.indices {
      lives[index].advance(to: moment, in: &state)
    }
    lives.removeAll(where: \.isOver)
    state.expire(at: moment)
  }

  /// Changes the state at the clock's moment, after everything due has happened.
  package func change<Outcome: Sendable>(
    _ body: @Sendable (inout PlatformState, SimulatedInstant) throws(PlatformProblem) -> Outcome
  ) throws(PlatformProblem) -> Outcome {
    let now = clock()
    advance(to: now)
    return try body(&state, now)
  }

  /// Reads the state at the clock's moment, after everything due has happened.
  package func read<Outcome: Sendable>(
    _ body: @Sendable (PlatformState, SimulatedInstant) throws(PlatformProblem) -> Outcome
  ) throws(PlatformProblem) -> Outcome {
    let now = clock()
    advance(to: now)
    return try body(state, now)
  }

  /// True when every life that has begun has run its course.
  package var isIdle: Bool {
    lives.isEmpty
  }
}
