import TestSupport
import Testing

@testable import MonitorCore

/// Every refusal and fault × the task and its logs × before the first good answer, after one, and at the end × lines, a
/// screen and one look.
@Suite struct FollowerFaultMatrixTests {
  enum Phase: CaseIterable { case first, later, atTheEnd }
  enum Mode: CaseIterable { case lines, screen, oneShot }

  struct Case: CustomStringConvertible, Sendable {
    var status: Int
    var isLogs: Bool
    var phase: Phase
    var mode: Mode
    var description: String { "\(status) on the \(isLogs ? "logs" : "task"), \(phase), \(mode)" }
  }

  /// What following comes to: its exit (nil where it goes on), and whether it calls itself complete.
  struct Outcome: Equatable {
    var exit: Int?
    var isComplete: Bool
  }

  static let statuses = [401, 403, 404, 407, 429, 451, 500, 503, 511]

  static let all: [Case] = statuses.flatMap { status in
    [false, true].flatMap { isLogs in
      Phase.allCases.flatMap { phase in
        Mode.allCases.map { Case(status: status, isLogs: isLogs, phase: phase, mode: $0) }
      }
    }
  }

  /// An hour with a task that ends after ten minutes, of which the requests of a kind are refused from some moment on.
  /// `passes` says for how long.
  private func run(
    _ test: Case, passes: Double? = nil, elsewhere: (task: Bool, logs: Bool) = (false, false)
  ) -> (follower: Follower, requests: [Double]) {
    var world = SimulatedWorld()
    let end = test.mode == .oneShot ? 100_000.0 : 600
    world.statuses = [(-1000, .processing), (end, .completed)]
    world.rows = (0..<250).map { number in
      .init(id: number, timestamp: .simulated(Double(number - 250)), visibleAt: Double(number - 250))
    }
    let from: Double =
      switch test.phase {
      case .first: -1
      // One look asks for the second page of the logs at 0.04 s.
      case .later: test.mode == .oneShot ? 0.03 : 60
      case .atTheEnd: test.mode == .oneShot ? 0.03 : 599
      }
    world.refusals = [(from..<(passes.map { from + $0 } ?? .infinity), test.isLogs, test.status)]
    var options = FollowOptions()
    options.follows = test.mode != .oneShot
    options.outlivesTask = test.mode == .screen
    options.giveUp = test.mode == .lines ? .seconds(300) : nil
    var follower = Follower(.simulated, options: options, seed: UInt64(test.status))
    follower.answeredElsewhere = elsewhere
    var (now, random, requests) = (Duration.zero, SplitMix64(seed: 9), [Double]())
    while now < .seconds(3600), requests.count < 20_000 {
      switch follower.step(now: now) {
      case .finished: return (follower, requests)
      case .wait(let moment): now = moment
      case .ask(let request):
        if request.isLogs == test.isLogs { requests.append(now.seconds) }
        let answer = world.answer(request, at: now.seconds, using: &random)
        now += .milliseconds(20)
        _ = follower.receive(answer, now: now)
      }
    }
    return (follower, requests)
  }

  private func outcome(_ follower: Follower) -> Outcome {
    let exit: Int? =
      switch follower.state.source {
      case .refused(logsOnly: false): 4
      case .gone: 5
      case .gaveUp: 3
      case .ended: follower.state.completeness == .proven ? 0 : 3
      // The status and the rest were followed to the end.
      case .refused(logsOnly: true): follower.isFinished ? 0 : nil
      case .connecting, .live, .stale: nil
      }
    return Outcome(exit: exit, isComplete: follower.state.completeness == .proven)
  }

  /// The exit that a fault that lasts leads to; nil where following goes on.
  private func expected(_ test: Case) -> Int? {
    // Logs that cannot be found, of a task that can, are not gone with it.
    let verdict = test.status == 401 || test.status == 403 ? 4 : test.status == 404 && !test.isLogs ? 5 : 3
    let logsAreRefused = test.isLogs && (test.status == 403 || test.status == 404)
    // One look reads the task once, at the beginning: later faults do not meet it.
    if test.mode == .oneShot, !test.isLogs, test.phase != .first { return 0 }
    switch test.phase {
    case .first where logsAreRefused: return test.mode == .screen ? nil : 0
    case .first where test.mode == .screen && [401, 403].contains(test.status): return 4
    case .first where test.mode == .screen: return [404, 407, 451].contains(test.status) ? verdict : nil
    default: return test.mode == .screen ? nil : verdict
    }
  }

  @Test(arguments: all) func aFaultThatLasts(test: Case) {
    let (follower, requests) = run(test)
    let outcome = outcome(follower)
    #expect(outcome.exit == expected(test), "\(follower.state.source) \(follower.state.problem)")
    #expect(!outcome.isComplete || test.mode == .oneShot && !test.isLogs && test.phase != .first)
    #expect(requests.count < 400, "\(requests.count) requests")
    if case .first = test.phase, test.status == 401, test.mode != .screen { #expect(requests.count == 1, "at once") }
  }

  /// A fault of two seconds, after a good answer, changes nothing.
  @Test(arguments: all) func aFaultThatPasses(test: Case) {
    // What was never answered well is refused for good, or asked for three times.
    let mayEnd =
      test.phase == .first
      && ([401, 403].contains(test.status) || test.status == 404 && (!test.isLogs || test.mode == .oneShot))
    let (follower, _) = run(test, passes: 2)
    guard !mayEnd else { return }
    let outcome = outcome(follower)
    #expect(follower.state.delivered == 250, "\(follower.state.source) \(follower.state.problem)")
    #expect(outcome.exit == 0 && outcome.isComplete)
  }

  /// Logs that are refused after they were read keep nobody from knowing how the task ended; and they are not taken for live.
  @Test(arguments: [Mode.lines, .screen], [403, 404, 451])
  func theStatusGoesOnWhileLogsAreRefused(mode: Mode, status: Int) {
    for phase in [Phase.later, .atTheEnd] where mode == .screen || phase == .atTheEnd {
      let (follower, requests) = run(Case(status: status, isLogs: true, phase: phase, mode: mode))
      #expect(follower.snapshot?.status == .completed && follower.state.source != .live)
      #expect(requests.count < 100, "\(requests.count) requests for logs")
    }
    let (passed, _) = run(Case(status: status, isLogs: true, phase: .later, mode: mode), passes: 200)
    #expect(passed.snapshot?.status == .completed && passed.state.completeness == .proven)
  }

  /// However logs fail, the task is read every few seconds: it may end meanwhile.
  @Test(arguments: [Mode.lines, .screen], [500, 503, 511])
  func theStatusGoesOnWhileLogsFail(mode: Mode, status: Int) {
    for phase in [Phase.later, .atTheEnd] where mode == .screen || phase == .atTheEnd {
      let (follower, requests) = run(Case(status: status, isLogs: true, phase: phase, mode: mode))
      #expect(follower.snapshot?.status == .completed && follower.state.source != .live)
      #expect(requests.count < 400, "\(requests.count) requests for logs")
    }
  }

  @Test func logsThatWereRefusedAtFirstAreAskedForEveryFiveMinutes() {
    let test = Case(status: 403, isLogs: true, phase: .first, mode: .lines)
    #expect(run(test).requests.count == 3, "at once, after five minutes, at the end")
    let (follower, _) = run(test, passes: 200)
    #expect(follower.state.delivered == 250 && follower.state.completeness == .proven)
  }

  /// The token is good for another task: what is refused here for a second is no verdict.
  @Test(arguments: [Mode.lines, .oneShot, .screen], [401, 403])
  func aRefusalOfOneTaskMayPassWhereAnotherIsAnswered(mode: Mode, status: Int) {
    for isLogs in [false, true] {
      let test = Case(status: status, isLogs: isLogs, phase: .first, mode: mode)
      let (follower, _) = run(test, passes: 2, elsewhere: (true, true))
      #expect(follower.state.delivered == 250 && follower.state.completeness == .proven, "\(follower.state.problem)")
      // One that nobody may see ends as it did, once patience is over.
      let lasting = run(test, elsewhere: (true, true)).0
      #expect(mode == .screen || lasting.state.source == .refused(logsOnly: false), "\(lasting.state.source)")
    }
  }

  /// That one of several does not exist says nothing of the others.
  @Test func aTaskThatIsMissingIsMissingWhateverElseIsThere() {
    let test = Case(status: 404, isLogs: false, phase: .first, mode: .lines)
    let (follower, requests) = run(test, elsewhere: (true, true))
    #expect(follower.state.source == .gone && requests.count == 3)
    // Its logs cannot be, where those of others are answered.
    let logs = Case(status: 404, isLogs: true, phase: .first, mode: .lines)
    #expect(run(logs, passes: 2, elsewhere: (true, true)).follower.state.completeness == .proven)
    #expect(run(logs).follower.state.source == .refused(logsOnly: true))
  }

  @Test func logsAreGivenUpFiveMinutesAfterTheyFailed() throws {
    let (follower, requests) = run(Case(status: 503, isLogs: true, phase: .later, mode: .lines))
    let last = try #require(requests.last)
    #expect(follower.state.source == .gaveUp && (359...375).contains(last))
  }

  @Test func aScreenAsksEveryMinuteAsWhomItIsNotKnown() {
    let (follower, requests) = run(Case(status: 401, isLogs: false, phase: .first, mode: .screen))
    #expect(follower.state.source == .refused(logsOnly: false) && (50...70).contains(requests.count))
    let (later, _) = run(Case(status: 401, isLogs: false, phase: .first, mode: .screen), passes: 100)
    #expect(later.state.delivered == 250 && later.state.source == .ended)
  }
}
