/// Deals out the faults of a plan, request by request, the same ones in each run.
struct FaultSequence: Sendable {
  private let plan: FaultPlan
  private var generator: SeededGenerator
  private var requests = 0
  private var faults = 0

  init(_ plan: FaultPlan) {
    self.plan = plan
    generator = SeededGenerator(seed: plan.seed, label: "faults")
  }

  /// The fault of the next request, nil for a good answer.
  mutating func next() -> Fault? {
    requests += 1
    guard faults < plan.count, let fault = drawn() else { return nil }
    faults += 1
    return fault
  }

  /// A number that belongs to the request dealt with last.
  mutating func number() -> UInt64 { generator.next() }

  private mutating func drawn() -> Fault? {
    if requests <= plan.first.count { return plan.first[requests - 1] }
    var point = generator.between(0, 1)
    for (fault, share) in plan.shares {
      if point < share { return fault }
      point -= share
    }
    return nil
  }
}
