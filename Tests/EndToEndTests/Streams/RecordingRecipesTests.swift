import Foundation
import TestSupport
import Testing

extension ShortProgramTests {
  /// The recipes of `docs/recordings.md`, run as they stand there on a recording of the demo.
  @Suite(.serialized) struct RecordingRecipesTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()

    private static func recipes() throws -> [String: String] {
      let text = try String(contentsOf: root.appendingPathComponent("docs/recordings.md"), encoding: .utf8)
      var recipes: [String: String] = [:]
      for part in text.components(separatedBy: "<!-- runs: ").dropFirst() {
        guard let end = part.range(of: " -->\n```bash\n"), let close = part.range(of: "\n```\n") else { continue }
        recipes[String(part[..<end.lowerBound])] = String(part[end.upperBound..<close.lowerBound])
      }
      return recipes
    }

    private let folder: TemporaryFolder
    private let told: ToldEvents

    init() async throws {
      folder = try TemporaryFolder()
      let path = folder.path + "/run.ndjson"
      let run = try ProgramRun.tool(["demo", "--speed", "20", "-o", "json"], output: .file(path))
      #expect(try await run.end() == 0)
      told = try ToldEvents(Array(try Data(contentsOf: URL(fileURLWithPath: path))))
    }

    private func run(_ name: String) async throws -> (exit: Int32, output: String) {
      let recipe = try #require(try Self.recipes()[name])
      let program = URL(fileURLWithPath: TmuxScreen.program).deletingLastPathComponent().path
      try FileManager.default.createDirectory(
        atPath: folder.path + "/share/mpt-tail/lnav", withIntermediateDirectories: true)
      let format = try Data(contentsOf: Self.root.appendingPathComponent("share/lnav/mpt-tail.json"))
      try format.write(to: URL(fileURLWithPath: folder.path + "/share/mpt-tail/lnav/mpt-tail.json"))
      let environment = [
        "HOME": folder.path, "PREFIX": folder.path, "LC_ALL": "C.UTF-8", "TERM": "dumb",
        "PATH": "\(program):\(ProcessInfo.processInfo.environment["PATH"] ?? "")",
      ]
      let started = try ProgramRun(
        ["bash", "-c", "cd \"$0\" && eval \"$1\"", folder.path, recipe], environment: environment)
      let exit = try await started.end(within: .seconds(60))
      return (exit, started.outputText)
    }

    @Test func everyRecipeWithANameIsRun() throws {
      #expect(
        try Set(Self.recipes().keys) == [
          "errors", "templates", "complete", "values", "lines", "redacted", "lnav-format", "lnav-sql",
        ])
    }

    @Test func jqFindsWhatThereIs() async throws {
      let bad = told.logs.filter { ["Error", "Failure"].contains($0.severity) }
      let errors = try await run("errors").output.split(separator: "\n")
      #expect(!bad.isEmpty && errors.count == bad.count)
      #expect(zip(errors, bad).allSatisfy { $0.hasPrefix($1.timestamp) && $0.hasSuffix($1.text) })
      let counts = try await run("templates").output.split(separator: "\n")
      let sum = counts.compactMap { Int($0.split(separator: " ")[0]) }.reduce(0, +)
      #expect(counts.count > 10 && sum == told.logs.count)
      #expect(try await run("complete").exit == 0)
      let values = try await run("values").output.split(separator: "\n")
      #expect(!values.isEmpty && values.allSatisfy { $0.wholeMatch(of: /"[-0-9T:.Z]+",[0-9.]+/) != nil })
    }

    @Test func theProgramConvertsAndRedacts() async throws {
      let worse = told.logs.count { ["Warning", "Error", "Failure"].contains($0.severity) }
      #expect(try await run("lines").output.split(separator: "\n").count == worse)
      #expect(try await run("redacted").exit == 0)
      let opened = try ProgramRun.tool(["open", folder.path + "/redacted.ndjson.gz", "-o", "json"])
      #expect(try await opened.end() == 0)
      let redacted = try ToldEvents(opened.output)
      #expect(redacted.logs.count == told.logs.count)
      #expect(opened.outputText.contains("redacted-"))
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/lnav"))) func lnavKnowsTheEvents()
      async throws
    {
      #expect(try await run("lnav-format").exit == 0)
      let table = try await run("lnav-sql").output.split(separator: "\n")
      #expect(table.first == "task,log_level,entries")
      let sum = table.dropFirst().compactMap { Int($0.split(separator: ",").last ?? "") }.reduce(0, +)
      #expect(sum == told.logs.count)
      #expect(table.contains { $0.contains(",error,") } && table.contains { $0.contains(",warning,") })
    }
  }
}
