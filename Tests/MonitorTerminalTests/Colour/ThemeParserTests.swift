import MonitorTerminal
import MonitorUI
import Testing

@Suite struct ThemeParserTests {
  @Test(arguments: [
    ("bold 208", Paint(208, on: nil, .bold)), ("#ff8700 on 236", Paint(208, on: 236)), ("red", Paint(1)),
    ("bright-red on black", Paint(9, on: 0)), ("default on blue", Paint(nil, on: 4)), ("", Paint()),
    ("Underline  DIM\treverse", Paint(nil, on: nil, [.underline, .dim, .reverse])),
    ("on 17 bold", Paint(nil, on: 17, .bold)),
    ("grey", Paint(8)), ("0 on 255", Paint(0, on: 255)), ("#FFFFFF", Paint(231)),
  ]) func readsLooks(text: String, paint: Paint) throws {
    #expect(try ThemeParser.paint(text).full == paint)
  }

  @Test func choosesTheNearestBasicColours() throws {
    #expect(try ThemeParser.paint("196 on 231").basic == Paint(9, on: 15))
    #expect(try ThemeParser.paint("bright-red").basic == Paint(9))
  }

  @Test(arguments: [
    "256", "-1", "+1", "#ff87", "#gg0000", "#+12345", "purple-ish", "red blue", "red on", "on red on blue", "on bold",
    "red on blue green", "１２", "\u{1b}[31m", "99999999999999999999", "default default on red",
  ]) func refusesWhatIsNoLook(text: String) {
    #expect {
      try ThemeParser.paint(text)
    } throws: { "\($0)".hasSuffix(".") && !"\($0)".contains("\u{1b}") }
  }

  @Test func laysEntriesOverABase() throws {
    let theme = try ThemeParser.parse(
      ["severity-warning": "bold 208", "headerFocused": "black on white"], named: "mine", over: .dark)
    #expect(theme.name == "mine")
    #expect(theme[.severityWarning].full == Paint(208, on: nil, .bold))
    #expect(theme[.headerFocused].full == Paint(0, on: 7))
    #expect(theme[.live] == Theme.dark[.live])
  }

  @Test func namesTheMistake() {
    #expect {
      try ThemeParser.parse(["severity-warnin": "red"])
    } throws: { "\($0)".contains("'severity-warnin'") && "\($0)".contains("severity-warning") }
    #expect {
      try ThemeParser.parse(["title": "rde"], named: "mine")
    } throws: { "\($0)".contains("'mine'") && "\($0)".contains("'title'") && "\($0)".contains("'rde'") }
  }

  @Test func namesEveryRoleOnce() {
    #expect(Set(ThemeParser.roleNames.values) == Set(Style.Role.allCases))
    #expect(ThemeParser.roleNames["tag7"] == .tag7)
    #expect(ThemeParser.roleNames["progress-filled"] == .progressFilled)
  }
}
