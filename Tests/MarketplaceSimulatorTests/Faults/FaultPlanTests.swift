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
}
