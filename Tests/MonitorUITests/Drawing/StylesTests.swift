import MonitorCore
import Testing

@testable import MonitorUI

/// What selected cells mean: the drawings say only which characters they are.
@Suite struct StylesTests {
  /// The style of the cell where a text begins.
  private func style(_ text: String, _ fixture: Fixture) -> Style? {
    let frame = view(fixture.model)
    for y in 0..<frame.size.height {
      let row = (0..<frame.size.width).compactMap { frame[$0, y] }
      let wanted = Array(text.unicodeScalars)
      for x in row.indices.dropLast(max(0, wanted.count - 1)) {
        if row[x..<x + wanted.count].map(\.scalar) == wanted { return row[x].style }
      }
    }
    return nil
  }

  @Test func meanings() {
    let scene = Scenes.one(100, 24)
    #expect(style("BUY-4230", scene)?.role == .value)
    #expect(style("WARNING", scene)?.role == .severityWarning)
    #expect(style("FAILURE", scene)?.role == .severityFailure)
    #expect(style("13:40:13.500", scene)?.role == .timestamp)
    #expect(style("r2", scene)?.role == .revisedMark)
    #expect(style("+12s", scene)?.role == .lateMark)
    #expect(style("^[", scene)?.role == .escape)
    #expect(style("● live", scene)?.role == .live)
    #expect(style("███", scene)?.role == .statusProcessing)
    #expect(style("◐", scene)?.role == .statusProcessing)
    #expect(style("? help", scene)?.role == .keyName)
  }

  @Test func theFocusIsMarked() {
    var scene = Scenes.two()
    #expect(style("Transferring", scene)?.role == .headerFocused)
    #expect(style("Importing", scene)?.role == .header)
    #expect(style("▌", scene)?.role == .accent)
    scene.press(.tab)
    #expect(style("Transferring", scene)?.role == .header)
    #expect(style("Importing", scene)?.role == .headerFocused)
  }

  @Test func states() {
    #expect(style("stale 42s", Scenes.stale())?.role == .stale)
    #expect(style("401: the token", Scenes.refused())?.role == .refused)
    #expect(style("▼ 3 new", Scenes.scrolled())?.role == .newBadge)
    #expect(style("Failed", Scenes.failed())?.role == .statusFailed)
    #expect(style("overdue", Scenes.scrolled())?.role == .danger)
    #expect(style("Transferring INFO", Scenes.merged())?.role == .tag0)
    #expect(style("Importing    INFO", Scenes.merged())?.role == .tag1)
  }

  @Test func surroundingsAreSetBack() {
    let scene = Scenes.context()
    #expect(style("Starting", scene)?.role == .secondary && style("BUY-4230", scene)?.role == .secondary)
    #expect(style("Agreement", scene)?.role == .text)
    // Also without colours.
    #expect(scene.lines.contains { $0.hasPrefix("·") && $0.contains("Starting") })
    #expect(scene.lines.contains { $0.contains("Agreement") && !$0.hasPrefix("·") })
  }

  @Test func wideAndCombiningCharactersKeepTheirCells() {
    var fixture = Fixture(width: 80, height: 14)
    fixture.logs(0, .init(-2, .info, "漢字|"), .init(-1, .info, "e\u{301}a|"))
    let frame = view(fixture.model)
    #expect(frame[24, 3]?.scalar == "漢" && frame[24, 3]?.width == 2 && frame[25, 3]?.width == 0)
    #expect(frame[28, 3]?.scalar == "|")
    #expect(frame[24, 4]?.scalar == "e" && frame.marks[Int(frame[24, 4]?.marks ?? 0)] == ["\u{301}"])
    #expect(frame[26, 4]?.scalar == "|")
  }
}
