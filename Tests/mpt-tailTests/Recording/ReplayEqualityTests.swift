import Foundation
import MonitorCore
import MonitorRecording
import MonitorStream
import TestSupport
import Testing

@testable import MonitorUI
@testable import mpt_tail

/// What is shown at a moment of a replay is what was shown then: for random moments of random lives the frame equals the one
/// drawn live.
@Suite struct ReplayEqualityTests {
  /// Eight moments each of so many runs; `MPT_RECORDINGS` sets how many, 25 are two hundred moments.
  private static let runs = Int(ProcessInfo.processInfo.environment["MPT_RECORDINGS"] ?? "") ?? 2
  private static let moments = 8
  private static let scenarios: [WorldKind] = [
    .plain, .bursts, .lateWithinLookBack, .lateBeyondLookBack, .revisions, .failures, .deletions, .everything,
    .rescheduled, .repeatedRows, .unreadableTimes, .rowsAfterTheEnd,
  ]

  @Test(arguments: 0..<runs) func anyMomentOfARunIsShownAsItWas(run: Int) async throws {
    try await check([Self.scenarios[run % Self.scenarios.count]], seed: UInt64(run))
  }

  @Test(arguments: 0..<runs) func anyMomentOfSeveralTasks(run: Int) async throws {
    let scenarios = (0..<3).map { Self.scenarios[(run + 5 * $0) % Self.scenarios.count] }
    try await check(scenarios, seed: UInt64(1_000 + run))
  }

  private func check(_ scenarios: [WorldKind], seed: UInt64) async throws {
    let lives = try RecordedLives(scenarios, seed: seed)
    var random = SplitMix64(seed: seed &+ 4_711)
    guard let first = lives.happenings.first?.at, let last = lives.happenings.last?.at else { return }
    let moments = (0..<Self.moments).map { _ in
      first.advanced(bySeconds: Double.random(in: 0...last.seconds(since: first), using: &random))
    }
    var replay = try await replayed(lives)
    var live = LiveScreen(lives, from: first)
    var frames: [Timestamp: Frame] = [:]
    for moment in moments.sorted() {
      live.play(to: moment)
      _ = replay.seek(to: moment)
      frames[moment] = live.frame(like: replay)
    }
    // In any order: most of them go back.
    for moment in moments {
      _ = replay.seek(to: moment)
      let (shown, wanted) = (view(replay), try #require(frames[moment]))
      let isSame = (0..<shown.size.height).allSatisfy { shown.hasSameRow($0, as: wanted) }
      #expect(isSame, "seed \(seed), \(moment.seconds(since: first)) s\n\(shown.text)\nlive\n\(wanted.text)")
    }
  }

  private func replayed(_ lives: RecordedLives) async throws -> Model {
    let folder = try TemporaryFolder()
    let path = folder.path + "/run.ndjson"
    try Data(lives.bytes).write(to: URL(fileURLWithPath: path))
    let log = SavedLog(path: path)
    let loader = ReplayLoader(log, from: nil, to: nil)
    let reader = RecordingReader(try log.open(), keepsMembers: true, workers: 1)
    reader.start()
    var model = LiveScreen.model([], now: SimulatedWorld.epoch)
    model.playback = Playback(Replay())
    while case .block(let block) = await reader.next() { _ = await loader.load(block) }
    _ = update(&model, .playback(.part(await loader.finish())))
    _ = update(&model, .playback(.phase(.loaded(isGrowing: false))))
    return model
  }
}

/// A screen that watches what happens, as it happens.
private struct LiveScreen {
  private var model: Model
  private let lives: RecordedLives
  private var next = 0
  /// When each task was last heard of.
  private var heard: [Int: Timestamp] = [:]
  private var emitted: [Int: FollowState] = [:]
  private var failures: [Int: Int] = [:]

  static func model(_ tasks: [TaskID], now: Timestamp) -> Model {
    Model(
      tasks: tasks, host: "h", size: Size(width: 110, height: 30), now: now, engine: Duration(now), zone: { _ in 0 })
  }

  init(_ lives: RecordedLives, from first: Timestamp) {
    self.lives = lives
    model = Self.model([lives.tasks[0]], now: first)
  }

  mutating func play(to moment: Timestamp) {
    while next < lives.happenings.count, lives.happenings[next].at <= moment {
      let (at, what) = lives.happenings[next]
      // What no recording has a word of is no occasion to draw.
      if isRecorded(what) { pass(to: at) }
      perform(what, at: at)
      next += 1
    }
    passSeconds(before: moment)
  }

  private func isRecorded(_ what: RecordedLives.Happening) -> Bool {
    guard case .followed(.state(let state), let task) = what else { return true }
    let before = emitted[task] ?? FollowState()
    switch state.source {
    case .connecting, .ended: return false
    // Each further try that fails is recorded, too.
    default:
      return state.source != before.source || state.problem != before.problem
        || state.source == .stale && state.failures != failures[task]
    }
  }

  /// What it shows, with the transport line of a replay in the place of its title.
  func frame(like replay: Model) -> Frame {
    var shown = model
    _ = update(&shown, .tick(now: replay.now, engine: Duration(replay.now)))
    shown.playback = replay.playback
    return view(shown)
  }

  private mutating func pass(to moment: Timestamp) {
    passSeconds(before: moment)
    _ = update(&model, .tick(now: moment, engine: Duration(moment)))
  }

  /// The screen is drawn every second.
  private mutating func passSeconds(before moment: Timestamp) {
    let second = Timestamp.ticksPerSecond
    var at = Timestamp(ticks: (model.now.ticks / second + 1) * second)
    while at < moment {
      _ = update(&model, .tick(now: at, engine: Duration(at)))
      at = at.advanced(bySeconds: 1)
    }
  }

  private mutating func perform(_ what: RecordedLives.Happening, at: Timestamp) {
    switch what {
    case .joins(let task): model.join(lives.tasks[task])
    case .leaves(let task): model.watch(task, isJoining: false)
    case .followed(.state(let state), let task):
      let told = known(state, of: task, at: at)
      _ = update(&model, .followed(task: task, .state(told)))
    case .followed(.logs(let batch, _), let task):
      heard[task] = at
      // Those without a time belong where they were received, by the clock of the run.
      _ = update(&model, .followed(task: task, .logs(batch, receivedAt: at)))
    case .followed(let event, let task):
      heard[task] = at
      _ = update(&model, .followed(task: task, event))
    }
  }

  /// What a recording says of a state: how the source did, and not when it was asked, nor how much the server counts.
  private mutating func known(_ state: FollowState, of task: Int, at: Timestamp) -> FollowState {
    var told = FollowState()
    let before = emitted[task] ?? FollowState()
    (told.source, told.problem) = (before.source, before.problem)
    switch state.source {
    case .connecting, .ended: break
    default:
      (told.source, told.problem) = (state.source, state.problem)
      failures[task] = state.failures
    }
    if state.source == .gaveUp { told.source = .refused(logsOnly: true) }
    told.logIsRead = state.logIsRead
    told.failures = told.source == .stale ? 1 : 0
    if told.source != .stale, told.source != before.source { heard[task] = at }
    told.lastGood = heard[task].map { Duration($0) }
    emitted[task] = told
    return told
  }
}
