import Foundation
import MonitorUI
import Testing

/// `docs/keys.md` is what the table says: `Scripts/docs` writes it anew.
@Suite struct KeyReferenceTests {
  private let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("docs/keys.md")

  @Test func theDocumentIsThatOfTheTable() throws {
    let text = KeyReference.markdown(of: .standard)
    if ProcessInfo.processInfo.environment["MPT_WRITE_DOCS"] != nil {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == text)
  }

  @Test func allKeysOfAllContextsAreInIt() {
    let text = KeyReference.markdown(of: .standard)
    for context in KeyMap.Context.allCases {
      #expect(text.contains("## In the \(context.title)\n"))
      for row in KeyMap.standard.rows(in: context) {
        #expect(text.contains(row.label.replacingOccurrences(of: "|", with: "\\|")), "\(row.label)")
      }
    }
  }
}
