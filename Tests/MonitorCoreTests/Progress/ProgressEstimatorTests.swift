import MonitorCore
import TestSupport
import Testing

@Suite struct ProgressEstimatorTests {
  private static func at(_ seconds: Double) -> Timestamp {
    Timestamp(ticks: 17_575_980_000_000_000).advanced(bySeconds: seconds)
  }

  private static func task(
    _ status: TaskStatus = .processing, progress: Double? = nil, eta: Timestamp? = nil, started: Timestamp? = nil,
    completed: Timestamp? = nil
  ) -> TaskSnapshot {
    var task = TaskSnapshot(id: "TSK-1", status: status)
    task.progress = progress
    task.eta = eta
    task.started = started
    task.completed = completed
    return task
  }

  @Test func knowsNothingAtFirst() {
    var estimator = ProgressEstimator()
    #expect(estimator.reading(at: Self.at(0)) == ProgressReading())
    estimator.record(Self.task(), at: Self.at(0))
    #expect(estimator.reading(at: Self.at(1)) == ProgressReading())
  }

  @Test func showsTheNewestReport() {
    var estimator = ProgressEstimator()
    estimator.record(Self.task(progress: 10), at: Self.at(0))
    #expect(estimator.reading(at: Self.at(0)).fraction == 0.1)
    estimator.record(entryAt: Self.at(5), progress: 25, eta: nil, at: Self.at(6))
    #expect(estimator.reading(at: Self.at(6)).fraction == 0.25)
    // The task says what it said before: no new report.
    estimator.record(Self.task(progress: 10), at: Self.at(8))
    #expect(estimator.reading(at: Self.at(8)).fraction == 0.25)
    // A late entry is history.
    estimator.record(entryAt: Self.at(3), progress: 20, eta: nil, at: Self.at(9))
    #expect(estimator.reading(at: Self.at(9)).fraction == 0.25)
    estimator.record(Self.task(progress: 30), at: Self.at(10))
    #expect(estimator.reading(at: Self.at(10)).fraction == 0.3)
    #expect(!estimator.reading(at: Self.at(10)).wentBack)
  }

  @Test func saysWhenProgressWentBack() {
    var estimator = ProgressEstimator()
    estimator.record(Self.task(progress: 60), at: Self.at(0))
    estimator.record(Self.task(progress: 59.98), at: Self.at(1))
    #expect(estimator.reading(at: Self.at(1)).fraction == 0.6 && !estimator.reading(at: Self.at(1)).wentBack)
    estimator.record(Self.task(progress: 20), at: Self.at(2))
    #expect(estimator.reading(at: Self.at(2)).fraction == 0.2)
    #expect(estimator.reading(at: Self.at(2)).wentBackFrom == 0.6)
    estimator.record(Self.task(progress: 61), at: Self.at(3))
    #expect(estimator.reading(at: Self.at(3)).fraction == 0.61 && !estimator.reading(at: Self.at(3)).wentBack)
  }

  @Test func takesALittleLessAtNearlyTheSameTimeForTheOrderOfReports() {
    var estimator = ProgressEstimator()
    estimator.record(entryAt: Self.at(100), progress: 57.5, eta: nil, at: Self.at(101))
    // Two writers, and one of them looked at the progress before it wrote.
    estimator.record(entryAt: Self.at(102), progress: 56.75, eta: nil, at: Self.at(103))
    #expect(estimator.reading(at: Self.at(103)).fraction == 0.575)
    #expect(!estimator.reading(at: Self.at(103)).wentBack)
    // An entry that came late with more than was known says how far it is.
    estimator.record(entryAt: Self.at(99), progress: 58, eta: nil, at: Self.at(104))
    #expect(estimator.reading(at: Self.at(104)).fraction == 0.58 && !estimator.reading(at: Self.at(104)).wentBack)
    // It stays less: it went back.
    estimator.record(entryAt: Self.at(125), progress: 57, eta: nil, at: Self.at(125))
    #expect(estimator.reading(at: Self.at(125)).fraction == 0.57)
    #expect(estimator.reading(at: Self.at(125)).wentBackFrom == 0.58)
  }

  @Test func theTasksFirstWordIsAsOldAsItsEntries() {
    var estimator = ProgressEstimator()
    var task = Self.task(progress: 57.3)
    task.updated = Self.at(0)
    // Read at 500, when it had last changed at 0 in something else; the history was written before.
    estimator.record(task, at: Self.at(500))
    estimator.record(entryAt: Self.at(497), progress: 56.9, eta: nil, at: Self.at(501))
    #expect(estimator.reading(at: Self.at(501)).fraction == 0.573)
    #expect(!estimator.reading(at: Self.at(501)).wentBack)
    // A task whose progress is never told does not hide what its log says.
    var silent = ProgressEstimator()
    task.progress = 1
    silent.record(task, at: Self.at(500))
    silent.record(entryAt: Self.at(497), progress: 56.9, eta: nil, at: Self.at(501))
    #expect(abs((silent.reading(at: Self.at(501)).fraction ?? 0) - 0.569) < 0.0001)
  }

  @Test func followsTheServersETA() {
    var estimator = ProgressEstimator()
    estimator.record(Self.task(eta: Self.at(100)), at: Self.at(0))
    #expect(estimator.reading(at: Self.at(0)).eta == .server(Self.at(100), slip: 0))
    #expect(estimator.reading(at: Self.at(0)).lastMove == nil)
    estimator.record(entryAt: Self.at(10), progress: nil, eta: Self.at(280), at: Self.at(11))
    #expect(estimator.reading(at: Self.at(11)).eta == .server(Self.at(280), slip: 180))
    estimator.record(Self.task(eta: Self.at(250)), at: Self.at(20))
    #expect(estimator.reading(at: Self.at(20)).eta == .server(Self.at(250), slip: 150))
    #expect(estimator.reading(at: Self.at(20)).lastMove == ProgressReading.Move(seconds: -30, at: Self.at(20)))
    #expect(estimator.reading(at: Self.at(380)).eta == .overdue(Self.at(250), by: 130, slip: 150))
    estimator.record(Self.task(), at: Self.at(390))
    #expect(estimator.reading(at: Self.at(390)).eta == .none)
  }

  @Test(arguments: [Timestamp(ticks: .min), Timestamp(ticks: .max), at(86_400 * 365 * 8_000), at(-86_400 * 365 * 50)])
  func passesOverImpossibleETAs(_ eta: Timestamp) {
    var estimator = ProgressEstimator()
    estimator.record(Self.task(eta: eta), at: Self.at(0))
    #expect(estimator.reading(at: Self.at(0)).eta == .none)
    estimator.record(entryAt: eta, progress: .nan, eta: eta, at: Self.at(1))
    estimator.record(entryAt: eta, progress: 250, eta: nil, at: Self.at(1))
    #expect(estimator.reading(at: Self.at(1)).fraction == 1)
    for moment in [Timestamp(ticks: .min), Timestamp(ticks: .max)] {
      #expect(estimator.reading(at: moment).eta == .none)
    }
  }

  @Test func estimatesFromThePace() throws {
    var estimator = ProgressEstimator()
    for step in 0...20 {
      if step == 1 { #expect(estimator.reading(at: Self.at(3)).eta == .none) }
      estimator.record(Self.task(progress: Double(step) * 2), at: Self.at(Double(step) * 5))
    }
    // 2 % in 5 s: the 60 % left take 150 s.
    let left = try #require(Self.estimate(estimator, at: 100))
    #expect(abs(left - 150) < 1)
    let later = try #require(Self.estimate(estimator, at: 105))
    #expect(abs(later - 145) < 1)
    // The server knows better.
    estimator.record(Self.task(progress: 40, eta: Self.at(500)), at: Self.at(106))
    #expect(estimator.reading(at: Self.at(106)).eta == .server(Self.at(500), slip: 0))
  }

  @Test func weighsNewProgressMore() throws {
    var estimator = ProgressEstimator()
    for step in 0...20 { estimator.record(Self.task(progress: Double(step)), at: Self.at(Double(step) * 10)) }
    for step in 1...20 {
      estimator.record(Self.task(progress: 20 + Double(step) * 2), at: Self.at(200 + Double(step) * 5))
    }
    // 0.1 % a second at first and 0.4 % now; 40 % left: 400 s and 100 s.
    let left = try #require(Self.estimate(estimator, at: 300))
    #expect(left > 100 && left < 175)
    let slower = try #require(Self.estimate(estimator, at: 400))
    #expect(slower > left - 100)
  }

  @Test func estimatesNothingFromTooLittle() {
    var short = ProgressEstimator()
    for step in 0...3 { short.record(Self.task(progress: Double(step) / 2), at: Self.at(Double(step))) }
    #expect(short.reading(at: Self.at(4)).eta == .none)
    var flat = ProgressEstimator()
    for step in 0...40 { flat.record(Self.task(progress: 10 + Double(step) / 100), at: Self.at(Double(step))) }
    #expect(flat.reading(at: Self.at(40)).eta == .none)
    var waiting = ProgressEstimator()
    for step in 0...20 { waiting.record(Self.task(progress: Double(step)), at: Self.at(Double(step))) }
    waiting.record(Self.task(.rescheduled, progress: 20), at: Self.at(21))
    #expect(waiting.reading(at: Self.at(22)).eta == .none)
  }

  @Test func measuresTheTimeElapsed() {
    var estimator = ProgressEstimator()
    estimator.record(entryAt: Self.at(10), progress: nil, eta: nil, at: Self.at(12))
    estimator.record(entryAt: Self.at(4), progress: nil, eta: nil, at: Self.at(13))
    #expect(estimator.reading(at: Self.at(14)).elapsed == 10)
    estimator.record(Self.task(started: Self.at(1)), at: Self.at(20))
    #expect(estimator.reading(at: Self.at(21)).elapsed == 20)
    #expect(estimator.reading(at: Self.at(0)).elapsed == 0)
    estimator.record(Self.task(.completed, progress: 80, eta: Self.at(90), completed: Self.at(31)), at: Self.at(40))
    let end = estimator.reading(at: Self.at(500))
    #expect(end.elapsed == 30 && end.eta == .none && end.stalledFor == nil && end.fraction == 0.8)
    // A late cancel turns the end over, and so may a task that goes on.
    estimator.record(Self.task(), at: Self.at(600))
    #expect(estimator.reading(at: Self.at(601)).elapsed == 600)
  }

  @Test func noticesAStall() {
    var estimator = ProgressEstimator()
    estimator.record(Self.task(), at: Self.at(0))
    for step in 1...10 {
      estimator.record(entryAt: Self.at(Double(step) * 20), progress: nil, eta: nil, at: Self.at(Double(step) * 20 + 1))
    }
    #expect(estimator.reading(at: Self.at(299)).stalledFor == nil)
    #expect(estimator.reading(at: Self.at(301)).stalledFor == 101)
    estimator.record(Self.task(.rescheduled), at: Self.at(310))
    #expect(estimator.reading(at: Self.at(2_000)).stalledFor == nil)
    var quick = ProgressEstimator()
    quick.record(Self.task(), at: Self.at(0))
    for step in 1...10 { quick.record(Self.task(progress: Double(step)), at: Self.at(Double(step))) }
    #expect(quick.reading(at: Self.at(69)).stalledFor == nil && quick.reading(at: Self.at(71)).stalledFor == 61)
    var unknown = ProgressEstimator()
    unknown.record(Self.task(), at: Self.at(0))
    #expect(unknown.reading(at: Self.at(599)).stalledFor == nil && unknown.reading(at: Self.at(601)).stalledFor == 601)
  }

  @Test func takesEntriesFromTheStore() {
    var store = LogStore()
    var estimator = ProgressEstimator()
    let entries = [
      TestEntry("a", at: Self.at(0).ticks).with { $0.progress = 5 }, TestEntry("b", at: nil),
      TestEntry("c", at: Self.at(2).ticks).with {
        $0.progress = 7
        $0.eta = Self.at(50)
      },
    ]
    let mine = store.merge(EntryBatch(entries), of: 3, receivedAt: Self.at(-60))
    let other = store.merge(EntryBatch([TestEntry("d").with { $0.progress = 99 }]), of: 4, receivedAt: Self.at(3))
    estimator.record(mine, of: store, task: 3, at: Self.at(3))
    estimator.record(other, of: store, task: 3, at: Self.at(3))
    let reading = estimator.reading(at: Self.at(10))
    #expect(reading.fraction == 0.07 && reading.elapsed == 10 && reading.eta == .server(Self.at(50), slip: 0))
  }

  @Test func oneThatIsWatchedFromTheStartBeganAtNothing() throws {
    var estimator = ProgressEstimator()
    for now in [1.0, 3, 5] { estimator.record(Self.task(started: Self.at(0)), at: Self.at(now)) }
    estimator.record(Self.task(progress: 5, started: Self.at(0)), at: Self.at(50))
    // 5 % in the 45 s since it was last seen without any.
    let left = try #require(Self.estimate(estimator, at: 50))
    #expect(abs(left - 45 * 19) < 1)
    // Attached at 80 %, nothing is known of its pace.
    var late = ProgressEstimator()
    late.record(Self.task(progress: 80, started: Self.at(0)), at: Self.at(60))
    #expect(late.reading(at: Self.at(61)).eta == .none)
    late.record(Self.task(progress: 81, started: Self.at(0)), at: Self.at(70))
    #expect(abs(try #require(Self.estimate(late, at: 70)) - 190) < 1)
  }

  @Test func anotherAttemptBeginsAnew() throws {
    var estimator = ProgressEstimator()
    for step in 0...20 { estimator.record(Self.task(progress: Double(step) * 3), at: Self.at(Double(step) * 10)) }
    estimator.record(Self.task(.rescheduled, progress: 60), at: Self.at(205))
    #expect(estimator.reading(at: Self.at(300)).eta == .none && estimator.reading(at: Self.at(300)).attempt == 1)
    estimator.record(Self.task(progress: 60), at: Self.at(600))
    estimator.record(Self.task(progress: 52), at: Self.at(610))
    var reading = estimator.reading(at: Self.at(610))
    #expect(reading.attempt == 2 && reading.fraction == 0.52 && !reading.wentBack)
    estimator.record(Self.task(.rescheduled, progress: 52), at: Self.at(620))
    estimator.record(Self.task(progress: 52), at: Self.at(1_000))
    for step in 1...20 { estimator.record(Self.task(progress: Double(step)), at: Self.at(1_000 + Double(step) * 5)) }
    reading = estimator.reading(at: Self.at(1_100))
    #expect(reading.attempt == 3 && !reading.wentBack)
    #expect(abs(try #require(Self.estimate(estimator, at: 1_100)) - 400) < 10)
  }

  @Test func waitingForAnotherAttemptIsNoWork() throws {
    var estimator = ProgressEstimator()
    for step in 0...20 { estimator.record(Self.task(progress: Double(step) * 2), at: Self.at(Double(step) * 10)) }
    estimator.record(Self.task(.rescheduled, progress: 40), at: Self.at(200))
    estimator.record(Self.task(.queued, progress: 40), at: Self.at(1_900))
    estimator.record(Self.task(progress: 40), at: Self.at(2_000))
    for step in 21...25 {
      estimator.record(Self.task(progress: Double(step) * 2), at: Self.at(1_800 + Double(step) * 10))
    }
    // It went on where it had stood, at the same pace.
    let left = try #require(Self.estimate(estimator, at: 2_050))
    #expect(abs(left - 250) < 5)
  }

  @Test func doesNotBelieveAnETAThatThePaceRefutes() throws {
    var estimator = ProgressEstimator()
    for step in 0...30 {
      estimator.record(Self.task(progress: Double(step), eta: Self.at(4_600)), at: Self.at(Double(step) * 10))
      _ = estimator.reading(at: Self.at(Double(step) * 10))
    }
    let reading = estimator.reading(at: Self.at(300))
    #expect(reading.estimate?.basis == .rate)
    #expect(abs(try #require(Self.estimate(estimator, at: 300)) - 700) < 60)
    // One that is past is overdue only where nothing else is known.
    estimator.record(Self.task(progress: 30, eta: Self.at(250)), at: Self.at(301))
    #expect(Self.estimate(estimator, at: 302) != nil)
  }

  @Test func recoversFromAClockThatWasSetBack() throws {
    var estimator = ProgressEstimator()
    for step in 0...10 { estimator.record(Self.task(progress: Double(step)), at: Self.at(1e7 + Double(step) * 10)) }
    #expect(Self.estimate(estimator, at: 1e7 + 100) != nil)
    for step in 11...30 { estimator.record(Self.task(progress: Double(step)), at: Self.at(Double(step) * 10)) }
    let reading = estimator.reading(at: Self.at(300))
    #expect(reading.fraction == 0.3 && !reading.wentBack)
    #expect(abs(try #require(Self.estimate(estimator, at: 300)) - 700) < 20)
  }

  @Test func isNeverAbsurdOnAClockThatJumps() {
    var random = SplitMix(seed: 3)
    let years: [Double] = [0, 60, 3_600, 86_400 * 365, -86_400 * 365 * 2_000, 86_400 * 365 * 7_000]
    for _ in 0..<200 {
      var estimator = ProgressEstimator(history: RunHistory([100, 110, 120].map { RunHistory.Run(duration: $0) }))
      var now = 0.0
      for _ in 0..<60 {
        now = random.next() % 8 == 0 ? years[Int(random.next() % 6)] : now + Double(random.next() % 100) / 10
        let eta = random.next() % 5 == 0 ? Self.at(years[Int(random.next() % 6)]) : nil
        let percent = random.next() % 9 == 0 ? .nan : Double(random.next() % 1_200) / 10 - 10
        let status: TaskStatus = random.next() % 10 == 0 ? .rescheduled : .processing
        estimator.record(Self.task(status, progress: percent, eta: eta, started: Self.at(0)), at: Self.at(now))
        let reading = estimator.reading(at: Self.at(now))
        #expect(reading.fraction.map { 0...1 ~= $0 } ?? true)
        #expect(reading.elapsed ?? 0 >= 0)
        guard let estimate = reading.estimate else { continue }
        #expect(0...366 * 86_400 ~= estimate.end.seconds(since: Self.at(now)))
        #expect(estimate.low <= estimate.end && estimate.end <= estimate.high)
        #expect(estimate.high.seconds(since: Self.at(now)) <= 366 * 86_400)
      }
    }
  }

  @Test func knowsTheUsualDurationWithoutAnyProgress() throws {
    var estimator = ProgressEstimator(history: RunHistory([100, 110, 120].map { RunHistory.Run(duration: $0) }))
    estimator.record(Self.task(.queued), at: Self.at(0))
    #expect(estimator.reading(at: Self.at(5)).eta == .none)
    estimator.record(Self.task(started: Self.at(10)), at: Self.at(12))
    let reading = estimator.reading(at: Self.at(20))
    #expect(reading.estimate?.basis == .history)
    #expect(abs(try #require(reading.usualDuration) - 110) < 1e-9)
    #expect(abs(try #require(Self.estimate(estimator, at: 20)) - 100) < 0.001)
  }

  private static func estimate(_ estimator: ProgressEstimator, at seconds: Double) -> Double? {
    var estimator = estimator
    guard case .estimated(let moment) = estimator.reading(at: at(seconds)).eta else { return nil }
    return moment.seconds(since: at(seconds))
  }
}
