import MarketplaceSimulator
import Testing

extension RefusedProgramTests {
  /// Every refusal of every kind of request, at first and after good answers, in lines, in one shot and on the screen.
  @Suite(.serialized) struct RefusalMatrixTests {
    private static let statuses = [401, 403, 404, 407, 429, 451, 500, 502, 503]
    /// At a time: two cores are soon busy.
    private static let width = 6

    private struct Case: Sendable {
      let faults: String
      let exit: Int32
    }

    /// What becomes of `cases`, a few at a time; the sentences of those that came out otherwise.
    private func failures(
      of cases: [Case], _ run: @escaping @Sendable (Case) async throws -> String?
    ) async throws -> [String] {
      var rest = cases[...]
      var found: [String] = []
      try await withThrowingTaskGroup(of: String?.self) { group in
        for next in rest.prefix(Self.width) { group.addTask { try await run(next) } }
        rest = rest.dropFirst(Self.width)
        while let outcome = try await group.next() {
          if let outcome { found.append(outcome) }
          if let next = rest.popFirst() { group.addTask { try await run(next) } }
        }
      }
      return found
    }

    /// The exit of a source that stays refused: by the status, and by what was proven before.
    private static func exit(of status: Int, on route: String) -> Int32 {
      switch (route, status) {
      case (_, 401): 4
      // Logs that were never readable do not keep a task from its end.
      case ("logs.rest", 403), ("logs.rest", 404): 0
      case (_, 403): 4
      // Those that were, of a task that is there, are missing.
      case ("list.rest", 404), ("logs.first=ok,logs.rest", 404): 3
      case (_, 404): 5
      default: 3
      }
    }

    private static var watched: [Case] {
      ["task.rest", "logs.rest", "task.first=ok,task.rest", "logs.first=ok,logs.rest"].flatMap { route in
        statuses.map { Case(faults: "\(route)=\($0)", exit: exit(of: $0, on: route)) }
      }
    }

    private func watch(_ next: Case, _ flags: [String]) async throws -> String? {
      try await withPlatform(faults: try FaultPlan(next.faults)) { platform in
        let task = try await platform.makeTask(status: .completed)
        try await platform.publish(count: 150, to: task)
        let run = try ProgramRun.tool(
          [task, "-o", "json", "--interval", "0.2", "--give-up", "1s"] + flags, environment: platform.environment)
        let exit = try await run.end()
        let told = try ToldEvents(run.output)
        let tasks = try #require(told.all("end").last?["tasks"] as? [[String: Any]])
        let isComplete = tasks.first?["complete"] as? Bool == true
        let isRefused = tasks.first?["refused"] as? Bool == true
        let isSaid = exit == 0 ? isComplete || isRefused : !isComplete && tasks.first?["reason"] is String
        return exit == next.exit && isSaid
          ? nil : "\(next.faults) \(flags): exit \(exit) for \(next.exit)\n\(run.errorText)"
      }
    }

    @Test func linesExitByWhatWasRefusedWhenAndWhere() async throws {
      let found = try await failures(of: Self.watched) { try await watch($0, []) }
      #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
    }

    @Test func whatPassesLosesNothing() async throws {
      let faults = [
        "task.first=ok+401+403+404", "logs.first=ok+401+403:retry=1s+404", "logs.first=ok+407+451+429:retry=1s+503",
        "logs.first=404+404", "task.first=404+404", "logs.first=403:retry=1s",
        "task.first=misroute,logs.first=misroute+misroute", "logs.rest=rows:10", "logs.first=rows:0+rows:0",
      ]
      let found = try await failures(of: faults.map { Case(faults: $0, exit: 0) }) { next in
        try await withPlatform(faults: try FaultPlan(next.faults)) { platform in
          let task = try await platform.makeTask(status: .completed)
          try await platform.publish(count: 150, to: task)
          let run = try ProgramRun.tool(
            [task, "-o", "json", "--interval", "0.2"], environment: platform.environment)
          let exit = try await run.end()
          let told = try ToldEvents(run.output)
          let tasks = try #require(told.all("end").last?["tasks"] as? [[String: Any]])
          let isWhole = Set(told.logs.map(\.id)).count == 150 && told.logs.count == 150
          return exit == 0 && isWhole && tasks.first?["complete"] as? Bool == true
            ? nil : "\(next.faults): exit \(exit), \(told.logs.count) entries\n\(run.errorText)"
        }
      }
      #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
    }

    /// A one-shot reading asks for the task once.
    @Test func oneShotExitsByWhatWasRefusedWhenAndWhere() async throws {
      let found = try await failures(of: Self.watched) { next in
        let exit = next.faults.hasPrefix("task.first=ok") ? 0 : next.exit
        return try await watch(Case(faults: next.faults, exit: exit), ["--no-follow"])
      }
      #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
    }

    @Test func theListExitsByWhatWasRefused() async throws {
      let cases = Self.statuses.map {
        // What may pass is asked again for 30 s, unless the server itself says that it takes longer.
        Case(faults: "list.rest=\($0):retry=120s", exit: Self.exit(of: $0, on: "list.rest"))
      }
      let found = try await failures(of: cases) { next in
        try await withPlatform(faults: try FaultPlan(next.faults)) { platform in
          let run = try ProgramRun.tool(["tasks"], environment: platform.environment)
          let exit = try await run.end()
          return exit == next.exit && !run.errors.isEmpty
            ? nil : "\(next.faults): exit \(exit) for \(next.exit)\n\(run.errorText)"
        }
      }
      #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
    }

    /// The screen never gives up: it says what is refused, and leaves with 0.
    @Test func theScreenSaysWhatIsRefusedAndStays() async throws {
      let cases = Self.watched.filter { $0.faults.contains("40") || $0.faults.contains("503") }
      let found = try await failures(of: cases) { next in
        try await withPlatform(faults: try FaultPlan(next.faults)) { platform in
          let task = try await platform.makeTask()
          try await platform.publish(count: 3, to: task)
          let screen = try Screens.tool([task, "--interval", "0.2"], environment: platform.environment)
          let status = String(next.faults.suffix(3))
          try await screen.wait(for: "the reason of \(next.faults)") { $0.contains(status) }
          try screen.press("q")
          let exit = try await screen.end().status
          return exit == 0 ? nil : "\(next.faults): exit \(exit)"
        }
      }
      #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
    }
  }
}
