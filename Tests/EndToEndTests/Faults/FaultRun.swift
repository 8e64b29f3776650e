import Foundation
import MarketplaceSimulator
import MonitorCore

/// One run of the shipped binary against a platform whose connections go wrong, with everything drawn from a seed.
struct FaultRun {
  /// What a run came to.
  struct Outcome: Sendable {
    var seed: UInt64
    var check = TruthCheck()
    var status: Int32 = 0
    var logs = 0
    var revisions = 0
    /// Requests that came to the other origin to which a fault redirects, and those that brought the token.
    var strayRequests = 0
    var strayTokens = 0
    var stalePeriods = 0
    var peakMemory = 0
    var seconds = 0.0
    /// Why the run says nothing, where it does.
    var trouble = ""

    /// The line that shows what happened, and repeats it.
    var line: String {
      "seed \(seed): \(check), exit \(status), \(logs) logs, \(revisions) revisions, \(stalePeriods) failed requests told, "
        + "other origin \(strayRequests)/\(strayTokens), \(peakMemory >> 20) MB, \(Int(seconds)) s\(trouble)"
    }

    var isClean: Bool { check == .clean && status == 0 && strayTokens == 0 && trouble.isEmpty }
  }

  let seed: UInt64
  let faults: Int
  /// Whether faults that last until a deadline (15 to 30 s) may come.
  let mayDrip: Bool

  /// Runs and compares. Never throws: what goes wrong is part of the outcome.
  func outcome() async -> Outcome {
    var outcome = Outcome(seed: seed)
    let began = ContinuousClock.now
    do {
      try await run(&outcome)
    } catch {
      outcome.trouble = " · \(error)"
    }
    outcome.seconds = Double((ContinuousClock.now - began).components.seconds)
    return outcome
  }

  /// More than half of the requests go wrong until the faults are used up. Refusals are not among them: at first they would be
  /// believed, as they should be; `RefusalMatrixTests` has them.
  var plan: FaultPlan {
    var random = SplitMix64(seed: seed)
    var kinds: [Fault] = [
      .reset, .resetAfterHead, .resetInBody, .half, .twoLengths, .endless, .bomb(256 << 20), .html, .truncated,
      .redirect,
      .slow(0.4), .close, .stale(2), .ties, .duplicates, .status(500, nil), .status(502, nil),
      .status(503, .seconds(1)), .status(504, nil), .status(429, .seconds(1)), .status(429, .date(1)),
      .misroute, .rows(5), .status(413, nil),
    ]
    if mayDrip { kinds += [.drip(0.5), .slow(20)] }
    kinds.shuffle(using: &random)
    var plan = FaultPlan()
    plan.seed = seed
    plan.count = faults
    plan.shares = kinds.map { ($0, 0.6 / Double(kinds.count)) }
    return plan
  }

  private func run(_ outcome: inout Outcome) async throws {
    let (check, rest) = try await withPlatform(seed: seed, faults: plan) { platform in
      var random = SplitMix64(seed: seed ^ 0xFA17)
      var tasks: [String] = []
      for number in 1...4 {
        let task = try await platform.makeTask("Task \(number)")
        try await platform.publish(count: Int.random(in: 0...260, using: &random), to: task)
        tasks.append(task)
      }
      let run = try ProgramRun.tool(
        tasks + ["-o", "json", "--interval", "0.2"], environment: platform.environment)
      var revisions = 0
      for _ in 0..<24 {
        for task in tasks { revisions += try await write(to: task, on: platform, using: &random) }
        // Room for a few requests; the program is read meanwhile, so that its pipe never fills.
        await run.look(for: .milliseconds(200))
      }
      // The faults are used up by then, or are few enough to outlive.
      for task in tasks { try await platform.enter(.completed, task) }
      let status = try await run.end(within: .seconds(600))
      let told = try ToldEvents(run.output)
      var check = TruthCheck()
      for task in tasks { check += try await platform.check(told, of: task) }
      var rest = outcome
      rest.status = status
      rest.logs = told.logs.count
      rest.revisions = revisions
      rest.stalePeriods = told.all("source").count { $0["state"] as? String == "stale" }
      rest.peakMemory = run.peakMemory
      if told.kinds.last != "end" { rest.trouble = " · no end event" }
      if status != 0 { rest.trouble += "\n\(run.errorText)" }
      let stray = try await LoopbackClient(port: platform.endpoint.port).json("GET", "/simulator/other-origin")
      rest.strayRequests = stray["requests"] as? Int ?? -1
      rest.strayTokens = stray["authorized"] as? Int ?? -1
      return (check, rest)
    }
    outcome = rest
    outcome.check = check
  }

  /// What a busy producer does within a moment: bursts, ties, late rows, rows of a wrong clock, revisions.
  /// Answers how many revisions it made.
  private func write(
    to task: String, on platform: TestPlatform, using random: inout SplitMix64
  ) async throws -> Int {
    let now = platform.endpoint.platform.now
    switch Int.random(in: 0..<12, using: &random) {
    case 0:
      try await platform.publish(count: Int.random(in: 80...320, using: &random), to: task, named: "burst")
    case 1:
      let drafts = (0..<Int.random(in: 2...40, using: &random)).map { LogDraft("tied \($0)", timestamp: now) }
      try await platform.publish(drafts, to: task)
    case 2:
      let seconds = Double.random(in: 1...50, using: &random)
      try await platform.publish([LogDraft("late", timestamp: now.advanced(bySeconds: -seconds))], to: task)
    case 3:
      try await platform.publish([LogDraft("very late", timestamp: now.advanced(bySeconds: -7200))], to: task)
    case 4:
      try await platform.publish([LogDraft("of a wrong clock", timestamp: now.advanced(bySeconds: 3e9))], to: task)
    case 5, 6:
      let rows = try await platform.endpoint.platform.snapshot.logs(of: task)
      guard let row = rows.randomElement(using: &random) else { return 0 }
      try await platform.revise(row.id, of: task, to: LogDraft("said again", severity: .warning))
      return 1
    default:
      try await platform.publish(count: Int.random(in: 1...4, using: &random), to: task)
    }
    return 0
  }
}
