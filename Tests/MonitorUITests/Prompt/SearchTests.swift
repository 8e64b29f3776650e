import MonitorCore
import Testing

@testable import MonitorUI

/// Searching, filtering by text, and the surroundings of what is found.
@Suite struct SearchTests {
  private func log(_ width: Int = 80) -> Fixture {
    var fixture = Fixture(width: width, height: 14)
    let entries = (0..<200).map { number in
      let severity: Severity = number % 50 == 7 ? .error : .info
      let message = number % 20 == 3 ? "quota of AGR-\(number) exceeded" : "entry \(number)"
      return Fixture.Entry(Double(number - 200), severity, message)
    }
    fixture.logs(0, entries)
    return fixture
  }

  private func rows(_ fixture: Fixture) -> [String] {
    fixture.lines[3..<13].map { $0.split(separator: " ").dropFirst(2).joined(separator: " ") }
  }

  @Test func searchingSetsOffWhileTyping() {
    var fixture = log()
    fixture.type("/quot")
    #expect(fixture.lines[13].hasPrefix(" /quot"))
    #expect(view(fixture.model).cursor?.x == 6)
    #expect(fixture.texts(.currentMatch) == ["quot"])
    fixture.type("a of agr-1")
    fixture.press(.enter)
    #expect(fixture.texts(.currentMatch) == ["quota of AGR-1"])
    #expect(!fixture.model.panes[0].viewport.isFollowing)
  }

  @Test func escapeGoesBackToWhereTheReaderWas() {
    var fixture = log()
    fixture.press("b")
    let before = fixture.text
    fixture.type("/AGR-3")
    #expect(fixture.text != before)
    fixture.press(.escape)
    #expect(fixture.text == before)
  }

  @Test func nextAndPreviousMatch() {
    var fixture = log()
    fixture.press("g")
    fixture.type("/quota")
    fixture.press(.enter)
    func current(_ fixture: Fixture) -> Slot? { fixture.model.panes[0].viewport.current }
    #expect(current(fixture) == 3)
    fixture.press("n")
    #expect(current(fixture) == 23)
    fixture.type("3n")
    #expect(current(fixture) == 83)
    fixture.press("N")
    #expect(current(fixture) == 63)
    fixture.press("G", "N")
    #expect(current(fixture) == 183)
    fixture.press("n")
    #expect(fixture.text.contains("no later match"))
    fixture.press(.escape)
    #expect(fixture.texts(.match).isEmpty)
    fixture.press("n")
    #expect(fixture.text.contains("nothing to search for"))
  }

  @Test func smartCaseAndExpressions() {
    var fixture = log()
    fixture.press("g")
    fixture.type("/QUOTA")
    #expect(fixture.texts(.currentMatch).isEmpty)
    fixture.press(.control("u"))
    fixture.type(#"AGR-\d+ e"#)
    #expect(fixture.texts(.currentMatch) == ["AGR-3 e"])
  }

  @Test func aWrongPatternSaysSoAndKeepsTheLastGoodOne() {
    var fixture = log()
    fixture.press("g")
    fixture.type("/quota")
    let good = fixture.texts(.currentMatch)
    fixture.type("(")
    #expect(fixture.texts(.currentMatch) == good)
    #expect(!fixture.texts(.alarm).isEmpty)
    fixture.press(.enter)
    #expect(fixture.lines[13].hasPrefix(" /quota("))
    fixture.press(.backspace, .enter)
    #expect(fixture.model.topBox == nil)
    #expect(fixture.model.search?.pattern.source == "quota")
  }

  /// A log whose messages make `(a+)+$` backtrack beyond all bounds.
  private func slowLog() -> Fixture {
    var fixture = Fixture(width: 80, height: 14)
    fixture.logs(
      0, (0..<200).map { Fixture.Entry(Double($0 - 200), .info, String(repeating: "a", count: 40) + "! \($0)-") })
    return fixture
  }

  @Test func aFilterThatIsTooSlowIsDropped() {
    var fixture = slowLog()
    fixture.type("&a!")
    fixture.press(.enter)
    fixture.type("&(a+)+$")
    fixture.press(.enter)
    #expect(fixture.texts(.alarm).contains { $0.contains("this expression is too slow: (a+)+$") })
    #expect(fixture.model.panes[0].filter.patterns.map(\.source) == ["a!"])
    #expect(fixture.model.panes[0].index.count == 200)
  }

  @Test func aFilterThatProvesTooSlowLaterIsDropped() throws {
    var fixture = Fixture(width: 80, height: 14)
    fixture.type("&(a+)+$")
    fixture.press(.enter)
    #expect(fixture.model.panes[0].filter.patterns.count == 1)
    let slow = slowLog()
    let entries = (0..<60).map { Fixture.Entry(Double($0), .info, String(repeating: "a", count: 40) + "! \($0)-") }
    fixture.logs(0, entries)
    #expect(fixture.model.panes[0].filter.patterns.isEmpty && fixture.model.panes[0].index.count == 60)
    #expect(!fixture.texts(.alarm).isEmpty && slow.texts(.alarm).isEmpty)
  }

  @Test func aSearchThatIsTooSlowIsRefusedInItsPrompt() {
    var fixture = slowLog()
    fixture.type("/(a+)+$")
    #expect(fixture.lines[13].contains("this expression is too slow"))
    #expect(fixture.model.search == nil)
    fixture.press(.enter)
    #expect(fixture.texts(.alarm).contains { $0.contains("this expression is too slow") })
    #expect(fixture.model.panes[0].viewport.isFollowing)
  }

  @Test func filtersStackAndShowAsChips() {
    var fixture = log(100)
    fixture.type("&quota")
    fixture.press(.enter)
    #expect(rows(fixture).filter { !$0.isEmpty }.allSatisfy { $0.hasPrefix("quota") })
    #expect(fixture.lines[2].contains("&quota   10 of 200 entries"))
    fixture.type("&!AGR-1")
    fixture.press(.enter)
    #expect(fixture.lines[2].contains("&quota !AGR-1   5 of 200 entries"))
    fixture.logs(0, .init(1, .info, "quota of AGR-2"), .init(2, .info, "entry"), .init(3, .info, "quota of AGR-10"))
    #expect(rows(fixture).last { !$0.isEmpty } == "quota of AGR-2")
    fixture.press("&", .backspace)
    #expect(fixture.lines[2].contains("&quota   12 of 203 entries"))
    fixture.press(.escape)
    #expect(fixture.lines[2].contains("&quota   12 of 203 entries"))
    fixture.press(.escape)
    #expect(fixture.lines[2].contains("all   203 entries"))
  }

  @Test func aSearchWithoutAHitSaysSoWhileItIsTyped() {
    var fixture = log()
    fixture.type("/nowhere")
    #expect(fixture.lines.last?.hasSuffix("no match  Esc cancel") == true)
    for _ in 0..<7 { fixture.press(.backspace) }
    fixture.type("entry")
    #expect(fixture.lines.last?.hasSuffix("Enter go there  Esc cancel") == true)
  }

  @Test func aFilterThatHidesAllSaysSo() {
    var fixture = log()
    fixture.type("&nowhere")
    fixture.press(.enter)
    #expect(fixture.text.contains("none of 200 entries matches &nowhere; Esc clears the filters"))
  }

  @Test func theSurroundingsComeAndGo() {
    var fixture = log()
    fixture.type("&quota")
    fixture.press(.enter)
    fixture.send(.resized(Size(width: 80, height: 10)))
    fixture.press("g")
    func rows(_ fixture: Fixture) -> [String] {
      fixture.lines[3..<8].map { $0.split(separator: " ").dropFirst(2).joined(separator: " ") }
    }
    let filtered = rows(fixture)
    let top = filtered[0]
    fixture.press("x")
    #expect(rows(fixture)[0] == top)
    #expect(rows(fixture)[1] == "entry 4")
    #expect(fixture.lines[2].contains("around &quota"))
    fixture.press("x")
    #expect(rows(fixture) == filtered)
    fixture.press("x", .escape)
    #expect(!fixture.model.panes[0].isContext)
    #expect(fixture.lines[2].contains("all"))
  }

  @Test func surroundingsGoOnFollowing() {
    var fixture = log()
    fixture.press("4", "x")
    fixture.tick(5)
    fixture.logs(0, .init(3, .info, "the newest of all"))
    #expect(fixture.model.panes[0].viewport.isFollowing && fixture.model.panes[0].isContext)
    #expect(fixture.text.contains("the newest of all") && !fixture.text.contains("to follow"))
    fixture.press("x")
    #expect(fixture.model.panes[0].viewport.isFollowing)
    #expect(!fixture.text.contains("the newest of all"))
  }

  @Test func surroundingsOfErrors() {
    var fixture = log()
    fixture.press("4", "E")
    let row = fixture.lines.firstIndex { $0.contains("entry 157") }
    fixture.press("x")
    #expect(fixture.lines.firstIndex { $0.contains("ERROR    entry 157") } == row)
    #expect(fixture.text.contains("entry 156") && fixture.text.contains("entry 158"))
    fixture.press("j", "x")
    #expect(fixture.model.panes[0].filter.level == .atLeast(.error))
  }

  @Test func historyComesBackByArrow() {
    var fixture = log()
    for text in ["one", "two"] {
      fixture.type("/" + text)
      fixture.press(.enter)
    }
    fixture.press("/", .up)
    #expect(fixture.lines[13].hasPrefix(" /two"))
    fixture.press(.up, .up)
    #expect(fixture.lines[13].hasPrefix(" /one"))
    fixture.press(.down, .down)
    #expect(fixture.lines[13].trimmingSuffix(" ") == " /" || fixture.lines[13].hasPrefix(" /  "))
  }

  @Test func aPasteIsTextOfOneLine() {
    var fixture = log()
    fixture.press("/", .paste("quo\u{1B}[31mta\nQ"))
    #expect(fixture.lines[13].hasPrefix(" /quo[31mta"))
    #expect(fixture.press(.paste(String(repeating: "x", count: 100_000))).isEmpty)
    _ = view(fixture.model)
  }

  @Test func editing() {
    var editor = LineEditor("one two")
    _ = editor.apply(.control("w"))
    #expect(editor.text == "one ")
    _ = editor.apply(.home)
    _ = editor.apply(.delete)
    _ = editor.apply(.character("O"))
    #expect(editor.text == "One ")
    _ = editor.apply(.right)
    _ = editor.apply(.control("k"))
    #expect(editor.text == "On")
    _ = editor.apply(.left)
    _ = editor.apply(.backspace)
    #expect(editor.text == "n")
    #expect(editor.apply(.function(3)) == false)
  }
}

extension String {
  fileprivate func trimmingSuffix(_ character: Character) -> String {
    var result = self
    while result.last == character { result.removeLast() }
    return result
  }
}
