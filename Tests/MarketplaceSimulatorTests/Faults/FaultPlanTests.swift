import Testing

@testable import MarketplaceSimulator

struct FaultPlanTests {
  @Test func readsEveryKind() throws {
    let plan = try FaultPlan(
      "reset=5%, half=2.5,503=3%:retry=2s,429=1%:retry-date=5,stale=4%:10s,drip=1%:0.1s,count=50,seed=7,first=reset+ok+slow:2s"
    )
    let shares = plan.shares.map(\.share)
    #expect(
      plan.shares.map(\.fault) == [
        .reset, .half, .status(503, .seconds(2)), .status(429, .date(5)), .stale(10), .drip(0.1),
      ])
    #expect(shares == [0.05, 0.025, 0.03, 0.01, 0.04, 0.01])
    #expect(plan.first == [.reset, nil, .slow(2)])
    #expect((plan.count, plan.seed) == (50, 7))
    #expect(try FaultPlan("all=1%").shares.count == FaultPlan.all.count)
    #expect(try FaultPlan("").shares.isEmpty)
  }

  @Test(arguments: [
    "reset", "reset=x", "reset=101%", "reset=-1%", "reset=nan", "flood=1%", "reset=60%,half=60%", "count=-1", "seed=x",
    "first=reset+flood", "503=1%:later=2s", "503=1%:retry=-2", "slow=1%:99999s", "200=1%", "reset=1%:2s",
  ]) func mistakesAreNamed(_ text: String) {
    let mistake = #expect(throws: FaultPlan.Mistake.self) { try FaultPlan(text) }
    #expect(mistake?.description.isEmpty == false)
  }

  @Test func dealsTheSameFaultsInEveryRunAndAsOftenAsPlanned() throws {
    let plan = try FaultPlan("reset=10%,html=20%")
    var (one, other) = (FaultSequence(plan), FaultSequence(plan))
    let faults = (0..<10_000).map { _ in one.next() }
    #expect(faults == (0..<10_000).map { _ in other.next() })
    #expect((900...1100).contains(faults.count { $0 == .reset }))
    #expect((1850...2150).contains(faults.count { $0 == .html }))
  }

  @Test func endsAfterItsCount() throws {
    var sequence = FaultSequence(try FaultPlan("reset=50%,count=20"))
    let faults = (0..<1000).map { _ in sequence.next() }
    #expect(faults.count { $0 != nil } == 20)
  }

  @Test func requestsOfAKindHaveTheirOwnTurns() throws {
    let plan = try FaultPlan(
      "task.first=ok+404+401,logs.rest=403:retry=1s,logs.first=ok,list.first=misroute+rows:5+rate:9")
    var sequence = FaultSequence(plan)
    #expect((0..<4).map { _ in sequence.next(for: .task) } == [nil, .status(404, nil), .status(401, nil), nil])
    let refused = Fault.status(403, .seconds(1))
    #expect((0..<3).map { _ in sequence.next(for: .logs) } == [nil, refused, refused])
    #expect((0..<4).map { _ in sequence.next(for: .list) } == [.misroute, .rows(5), .rate(9), nil])
    #expect(sequence.next(for: nil) == nil)
    for mistake in ["tasks.first=404", "task.last=404", "task.first=no", "task.=404"] {
      #expect(throws: FaultPlan.Mistake.self) { try FaultPlan(mistake) }
    }
  }
}
