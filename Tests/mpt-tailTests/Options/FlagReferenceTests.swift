import Foundation
import Testing

@testable import mpt_tail

/// `docs/flags.md` is what the command line says of itself: `Scripts/docs` writes it anew.
@Suite struct FlagReferenceTests {
  private let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("docs/flags.md")

  @Test func theDocumentIsThatOfTheCommandLine() throws {
    let text = try FlagReference.markdown()
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
