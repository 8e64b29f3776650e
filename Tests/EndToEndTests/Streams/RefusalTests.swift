import Foundation
import MarketplaceSimulator
import Testing

extension RefusedProgramTests {
  /// Refusals and faults by kind of request, through real sockets: what passes loses nothing, and what lasts has its exit.
  @Suite(.serialized) struct RefusalTests {
    private func end(
      _ faults: String, _ flags: [String], entries: Int = 150, status: SimulatedStatus = .completed,
      rules: PlatformRules = PlatformRules(), isVendor: Bool = false
    ) async throws -> (exit: Int32, told: ToldEvents, errors: String, seconds: Double) {
      try await withPlatform(faults: try FaultPlan(faults), rules: rules) { platform in
        let task = try await platform.makeTask(status: status)
        try await platform.publish(count: entries, to: task)
        let began = ContinuousClock.now
        let run = try ProgramRun.tool(
          [task, "-o", "json", "--interval", "0.2"] + flags,
          environment: isVendor ? platform.vendorEnvironment : platform.environment)
        let exit = try await run.end()
        let seconds = Double((ContinuousClock.now - began).components.seconds)
        return (exit, try ToldEvents(run.output), run.errorText, seconds)
      }
    }

    private func summary(_ told: ToldEvents) throws -> [String: Any] {
      try #require((told.all("end").last?["tasks"] as? [[String: Any]])?.first)
    }

    @Test(arguments: ["logs.rest=403", "logs.rest=404"]) func logsThatWereNeverGoodDoNotKeepATaskFromItsEnd(
      faults: String
    ) async throws {
      let (exit, told, errors, _) = try await end(faults, [])
      #expect(exit == 0 && errors.contains("logs refused"), "\(errors)")
      #expect(try summary(told)["refused"] as? Bool == true)
    }

    @Test func oneShotEndsWhereTheLogsAreRefusedAndTheTaskGoesOn() async throws {
      let (exit, told, errors, _) = try await end("count=0", ["--no-follow"], status: .processing, isVendor: true)
      #expect(exit == 0 && errors.contains("logs refused"), "\(errors)")
      #expect(try summary(told)["refused"] as? Bool == true)
    }

    @Test func oneShotDoesNotWaitForWhatIsTooFarAway() async throws {
      for faults in ["task.rest=503:retry=60s", "logs.rest=429:retry=299.997s"] {
        let (exit, _, errors, seconds) = try await end(faults, ["--no-follow"])
        #expect(exit == 3 && (errors.contains("503") || errors.contains("429")), "\(errors)")
        #expect(seconds < 30)
      }
    }

    @Test func anAnswerAboutAnotherTaskIsSaidAndNotShown() async throws {
      let (exit, told, errors, _) = try await end("logs.rest=misroute", ["--give-up", "2s"])
      #expect(exit == 3 && errors.contains("about TSK-0000-0000-0000-0000"), "\(errors)")
      #expect(told.logs.isEmpty)
    }

    /// 36 MB in a page, where one body may have 32 MiB.
    @Test func pagesThatAreTooLargeAreAskedForSmaller() async throws {
      try await withPlatform { platform in
        let task = try await platform.makeTask(status: .completed)
        let text = String(repeating: "a long message ", count: 27_000)
        try await platform.publish((0..<90).map { LogDraft("\($0) \(text)") }, to: task)
        let run = try ProgramRun.tool([task, "-o", "plain", "-g", "no such text"], environment: platform.environment)
        #expect(try await run.end() == 0, "\(run.errorText)")
        #expect(run.errorText.contains("90 entries") && run.output.isEmpty, "\(run.errorText)")
      }
    }

    @Test func aLogOfOneEntryIsWholeWithoutATotal() async throws {
      var rules = PlatformRules()
      rules.total = .absent
      for entries in [1, 2] {
        let (exit, told, errors, _) = try await end("count=0", ["--no-follow"], entries: entries, rules: rules)
        #expect(exit == 0 && told.logs.count == entries, "\(errors)")
      }
    }

    @Test func aTokenFileIsReadAgainAfterARefusal() async throws {
      try await withPlatform { platform in
        let task = try await platform.makeTask()
        try await platform.publish(count: 3, to: task)
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("mpt-tail-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: file) }
        func write(_ token: String) {
          try? FileManager.default.removeItem(atPath: file)
          _ = FileManager.default.createFile(
            atPath: file, contents: Data(token.utf8), attributes: [.posixPermissions: 0o600])
        }
        write("idt:TKN-1234-5678:stale")
        let refused = try ProgramRun.tool(
          [task, "--token-file", file], environment: ["MPT_API_BASE_URL": platform.endpoint.baseURL])
        #expect(try await refused.end() == 4, "never good: at once")
        write(platform.endpoint.token)
        let run = try ProgramRun.tool(
          [task, "--token-file", file, "-o", "json", "--interval", "0.2"],
          environment: ["MPT_API_BASE_URL": platform.endpoint.baseURL])
        try await run.wait(for: "the entries") { try ToldEvents($0.output).logs.count == 3 }
        try await platform.enter(.completed, task)
        #expect(try await run.end() == 0)
      }
    }
  }
}
