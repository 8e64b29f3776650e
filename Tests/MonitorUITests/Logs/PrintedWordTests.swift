import MonitorCore
import Testing

@testable import MonitorUI

/// Who searches for what stands on the screen and in no message is told the key that means it.
@Suite struct PrintedWordTests {
  private func log() -> Fixture {
    var fixture = Fixture(width: 100, height: 14)
    fixture.fill(100)
    return fixture
  }

  @Test func aSeverityThatIsSearchedFor() {
    var fixture = log()
    fixture.type("/ERROR")
    #expect(fixture.lines[13].contains("no match · 4 shows errors"))
    fixture.press(.enter)
    #expect(fixture.text.contains("no match; 4 shows errors"))
    fixture.press("n")
    #expect(fixture.text.contains("no match; 4 shows errors"))
  }

  @Test func aSeverityThatIsFilteredBy() {
    var fixture = log()
    fixture.type("&warn")
    #expect(fixture.lines[13].contains("0 of 100 entries · 3 shows warnings"))
    fixture.press(.enter)
    #expect(fixture.lines[13].contains("3 shows warnings"))
    fixture.press(.escape)
    fixture.type("&!ERROR")
    #expect(fixture.lines[13].contains("100 of 100 entries") && !fixture.lines[13].contains("shows"))
  }

  @Test func aTime() {
    var fixture = log()
    fixture.type("/13:51")
    #expect(fixture.lines[13].contains("no match · @ goes to a time"))
    fixture.press(.control("u"))
    fixture.type("13")
    #expect(!fixture.lines[13].contains("goes to"))
  }

  @Test func theKeyIsThatOfTheMap() {
    let keys = KeyMap.standard.remapped([.goToTime: ["%"], .minimumSeverity(.failure): []])
    #expect(PrintedWord("17:19:03")?.hint(keys) == "% goes to a time")
    #expect(PrintedWord(" Fatal ")?.hint(keys) == nil && PrintedWord("errors of AGR-1") == nil)
    #expect(PrintedWord("info")?.hint(.standard) == "2 shows Info and worse")
  }

  @Test func whatIsInAMessageIsFound() {
    var fixture = Fixture(width: 100, height: 14)
    fixture.logs(0, .init(-1, .info, "no error at all"))
    fixture.type("/error")
    #expect(!fixture.lines[13].contains("shows errors"))
  }
}
