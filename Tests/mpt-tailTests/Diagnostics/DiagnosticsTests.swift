import ArgumentParser
import Logging
import MarketplaceAPI
import MonitorCore
import TestSupport
import Testing

@testable import mpt_tail

@Suite struct DiagnosticsTests {
  private let folder: TemporaryFolder
  private let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path + "/log"
  }

  private func diagnostics(_ level: Logger.Level = .debug) throws -> Diagnostics {
    Diagnostics(try DiagnosticsFile(path), level: level)
  }

  /// The lines without their time, which begins each.
  private var lines: [String] {
    (folder.read("log") ?? "").split(separator: "\n").map { line in
      #expect(line.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z .*/) != nil, "\(line)")
      return String(line.drop { $0 != " " }.dropFirst())
    }
  }

  @Test func aRequestIsALineWithItsTrace() async throws {
    let trace = TraceParent.fresh()
    let transport = ReportingTransport(Answers(status: 503), report: try diagnostics().record)
    let token = try Token("idt:TKN-1234-5678:secret-part")
    let url = "https://h/public/v1/system/tasks?x=%22%0a"
    _ = try await transport.get(HTTPRequest(url: url, token: token, traceParent: trace))
    let line = try #require(lines.first)
    #expect(line.hasPrefix("warning request bytes=2 ms=") && line.contains(" path=/public/v1/system/tasks?x=%22%0a "))
    #expect(line.hasSuffix(" status=503 trace=\(trace.traceID)") && trace.text.contains(trace.traceID))
    #expect(lines.count == 1 && !line.contains("secret"))
  }

  @Test func aFailureIsSaidAndPassedOn() async throws {
    let transport = ReportingTransport(Answers(status: nil), report: try diagnostics().record)
    await #expect(throws: SourceFailure(.timeout, "late\u{1B}")) {
      try await transport.get(HTTPRequest(url: "https://h"))
    }
    #expect(lines.count == 1 && lines[0].contains("failure=\"late^[\"") && lines[0].contains(" path=/ "), "\(lines)")
  }

  @Test func statesAreSaidWhenTheyChange() throws {
    let observer = try diagnostics().observer
    let task = try #require(TaskID("TSK-1"))
    var state = FollowState()
    observer(task, .event(.state(state)))
    state.lastGood = .seconds(1)
    observer(task, .event(.state(state)))
    state.source = .stale
    state.problem = "503 Service Unavailable"
    observer(task, .event(.state(state)))
    observer(task, .unprovenPass)
    #expect(
      lines == [
        "info state state=connecting task=TSK-1",
        "info state problem=\"503 Service Unavailable\" state=stale task=TSK-1",
        "warning pass proven=false task=TSK-1 why=\"order or ties of the server\"",
      ])
  }

  @Test func onlyTheLevelAskedForIsWritten() throws {
    let observer = try diagnostics(.warning).observer
    observer(try #require(TaskID("TSK-1")), .event(.state(FollowState())))
    #expect(lines.isEmpty)
  }

  @Test(arguments: [("d", .debug), ("WARN", .warning), ("info", .info)] as [(String, Logger.Level)])
  func levelsHaveShortForms(text: String, level: Logger.Level) throws {
    #expect(try DiagnosticsOptions.parse(["--log-level", text]).logLevel == level)
  }

  @Test func aFileThatCannotBeWrittenIsWrongUsage() throws {
    for wrong in [folder.path, folder.path + "/none/log"] {
      #expect { try DiagnosticsFile(wrong) } throws: { ($0 as? ProgramFailure)?.exit == .usage }
    }
    #expect(throws: (any Error).self) { try DiagnosticsOptions.parse(["--log-level", "loud"]) }
  }

  private struct Answers: HTTPTransport {
    let status: Int?

    func get(_ request: HTTPRequest) async throws(SourceFailure) -> HTTPResponse {
      guard let status else { throw SourceFailure(.timeout, "late\u{1B}") }
      return HTTPResponse(status: status, body: [0x7B, 0x7D])
    }
  }
}
