import Foundation
import TestSupport
import Testing

/// The README's flags are the program's: with `MPT_WRITE_README=1` this test writes what it misses.
@Suite(.serialized, .ownQueue) struct ReadmeTests {
  @Test func tellsTheFlagsOfTheHelp() throws {
    var environment = ProcessInfo.processInfo.environment
    environment["COLUMNS"] = nil
    let help = try ChildProcess.run([TmuxScreen.program, "watch", "--help"], environment: environment)
    #expect(help.status == 0)
    let flags = try #require(help.output.range(of: "USAGE:")).lowerBound
    let text = help.output[flags...].trimmingCharacters(in: .whitespacesAndNewlines)
    try expect("```\n\(text)\n```", in: "flags")
  }

  private let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("README.md")

  private func expect(_ text: String, in block: String) throws {
    var readme = try String(contentsOf: file, encoding: .utf8)
    let start = try #require(readme.range(of: "<!-- \(block) -->\n")).upperBound
    let end = try #require(readme.range(of: "\n<!-- /\(block) -->")).lowerBound
    if ProcessInfo.processInfo.environment["MPT_WRITE_README"] != nil, readme[start..<end] != text {
      readme.replaceSubrange(start..<end, with: text)
      try readme.write(to: file, atomically: true, encoding: .utf8)
    } else {
      #expect(readme[start..<end] == text)
    }
  }
}
