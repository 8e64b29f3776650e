import Foundation
import Testing

@testable import mpt_tail

/// `docs/flags.md` and the manual page are what the command line says of itself: `Scripts/docs` writes them anew.
@Suite struct FlagReferenceTests {
  private let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  @Test func theDocumentIsThatOfTheCommandLine() throws {
    try check("docs/flags.md", FlagReference.markdown())
  }

  @Test func theManualPageIsThatOfTheCommandLineAndTheActions() throws {
    let page = try ManPage.roff(CommandLineDescription.read())
    try check("share/man/man1/mpt-tail.1", page)
    for part in [".SS \"mpt\\-tail wait [options] TASKS…\"", "\\fB\\-\\-token\\-command COMMAND", "toggle\\-follow"] {
      #expect(page.contains(part), "\(part)")
    }
  }

  /// Holds a document against what it is made from, or writes it.
  private func check(_ path: String, _ text: String) throws {
    let file = root.appendingPathComponent(path)
    if ProcessInfo.processInfo.environment["MPT_WRITE_DOCS"] != nil {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == text)
  }

  @Test func everyCommandAndFlagIsInIt() throws {
    let text = try FlagReference.markdown()
    for part in [
      "## mpt-tail TASKS…", "## mpt-tail demo", "## mpt-tail tasks", "## mpt-tail simulate", "`-n, --tail COUNT`",
      "`--ca-file FILE`", "`--log-file FILE`", "### Connection", "`-f, --follow`",
    ] {
      #expect(text.contains(part), "\(part)")
    }
  }
}
