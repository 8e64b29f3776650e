import Foundation
import MarketplaceSimulator
import TestSupport
import Testing

extension StreamProgramTests {
  /// `mpt-tail wait`: silence, and an exit status.
  @Suite(.serialized) struct WaitRunTests {
    @Test func endsWhenTheTasksHaveAndSaysNothing() async throws {
      try await withPlatform { platform in
        let tasks = [try await platform.makeTask(status: .completed), try await platform.makeTask()]
        let run = try ProgramRun.tool(["wait", "--interval", "0.2"] + tasks, environment: platform.environment)
        await run.look(for: .milliseconds(500))
        #expect(run.status == nil)
        try await platform.enter(.completed, tasks[1])
        #expect(try await run.end() == 0)
        #expect(run.output.isEmpty && run.errors.isEmpty, "\(run.errorText)")
      }
    }

    @Test func saysWhichTaskFailed() async throws {
      try await withPlatform { platform in
        let failed = try await platform.makeTask(status: .failed)
        let other = try await platform.makeTask()
        let run = try ProgramRun.tool(["wait", "--fail-fast", other, failed], environment: platform.environment)
        #expect(try await run.end() == 1)
        #expect(run.output.isEmpty && run.errorText.contains("\(failed): Failed") && !run.errorText.contains(other))
      }
    }

    @Test func atTheTimeoutALineATaskSaysWhatWasNotMet() async throws {
      try await withPlatform { platform in
        let tasks = [try await platform.makeTask(), try await platform.makeTask(status: .completed)]
        let run = try ProgramRun.tool(
          ["wait", "--for", "progress>=50", "--timeout", "1s"] + tasks, environment: platform.environment)
        #expect(try await run.end() == 124)
        #expect(run.errorText.split(separator: "\n").count == 1)
        #expect(run.errorText.contains("\(tasks[0]): did not reach 50 % in time: Processing"), "\(run.errorText)")
      }
    }

    @Test func waitsForAnEntryAndForATaskThatDoesNotExistYet() async throws {
      try await withPlatform { platform in
        let task = try await platform.makeTask()
        try await platform.publish([LogDraft("Swapped 12 of 20 agreements")], to: task)
        let run = try ProgramRun.tool(
          ["wait", task, "--for", "entry~Swapped [0-9]+", "--interval", "0.2"], environment: platform.environment)
        #expect(try await run.end() == 0)
        let next = try ProgramRun.tool(
          ["wait", "TSK-9999-9999-9999-9999", "--wait-for-start", "--timeout", "1s"], environment: platform.environment)
        #expect(try await next.end() == 124)
        let gone = try ProgramRun.tool(["wait", "TSK-9999-9999-9999-9999"], environment: platform.environment)
        #expect(try await gone.end() == 5)
      }
    }

    /// Whoever may not read logs may wait all the same: nobody asks for one.
    @Test func needsNoPermissionForLogsUnlessItWaitsForAnEntry() async throws {
      try await withPlatform { platform in
        let task = try await platform.makeTask(status: .completed)
        let plain = try ProgramRun.tool(["wait", task], environment: platform.vendorEnvironment)
        #expect(try await plain.end() == 0)
        let entry = try ProgramRun.tool(["wait", task, "--for", "entry~x"], environment: platform.vendorEnvironment)
        #expect(try await entry.end() == 4)
        #expect(entry.errorText.contains("Operations"), "\(entry.errorText)")
      }
    }

    @Test func aStormOfFaultsChangesNothing() async throws {
      let plan = try FaultPlan("seed=3,reset=15%,half=10%,503=15%,html=5%,404=3%")
      try await withPlatform(faults: plan) { platform in
        let task = try await platform.makeTask(status: .completed)
        let run = try ProgramRun.tool(["wait", task, "--timeout", "60s"], environment: platform.environment)
        #expect(try await run.end(within: .seconds(90)) == 0)
      }
    }

    @Test func aSignalEndsIt() async throws {
      try await withPlatform { platform in
        let task = try await platform.makeTask()
        let run = try ProgramRun.tool(["wait", task], environment: platform.environment)
        await run.look(for: .milliseconds(300))
        run.signal(SIGTERM)
        #expect(try await run.end() == 143)
        #expect(run.output.isEmpty && run.errors.isEmpty)
      }
    }
  }
}
