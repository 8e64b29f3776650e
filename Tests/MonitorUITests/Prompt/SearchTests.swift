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
    fixture.type("6n")
    #expect(current(fixture) == 143)
    fixture.press("N")
    #expect(current(fixture) == 123)
    fixture.press("G", "N")
    #expect(current(fixture) == 183)
    fixture.press("n")
    #expect(current(fixture) == 3 && fixture.text.contains(" match 1 of 10 in this pane, from the top"))
    fixture.press("N")
    #expect(current(fixture) == 183 && fixture.text.contains(" match 10 of 10 in this pane, from the end"))
    fixture.press("N")
    #expect(fixture.lines[13].hasSuffix(" match 9 of 10 in this pane"))
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
    #expect(fixture.lines[1].contains("&quota   E 4   10 of 200 entries"))
    fixture.type("&!AGR-1")
    fixture.press(.enter)
    #expect(fixture.lines[1].contains("&quota !AGR-1   E 4   5 of 200 entries"))
    fixture.logs(0, .init(1, .info, "quota of AGR-2"), .init(2, .info, "entry"), .init(3, .info, "quota of AGR-10"))
    #expect(rows(fixture).last { !$0.isEmpty } == "quota of AGR-2")
    fixture.press("&", .backspace)
    #expect(fixture.lines[1].contains("&quota   E 4   12 of 203 entries"))
    fixture.press(.escape)
    #expect(fixture.lines[1].contains("&quota   E 4   12 of 203 entries"))
    fixture.press(.escape)
    #expect(fixture.lines[1].contains(" 203 entries"))
  }

  @Test func aSearchWithoutAHitSaysSoWhileItIsTyped() {
    var fixture = log()
    fixture.type("/nowhere")
    #expect(fixture.lines.last?.hasSuffix("no match  Esc cancel") == true)
    for _ in 0..<7 { fixture.press(.backspace) }
    fixture.type("entry")
    #expect(fixture.lines.last?.hasSuffix("Enter go there  Esc cancel") == true)
  }

  @Test func aSearchSaysWhereItIsWhileItIsTyped() {
    var fixture = log(100)
    fixture.press("g")
    fixture.type("/quota")
    #expect(fixture.lines[13].hasSuffix("match 1 of 10 in this pane  Enter go there  Esc cancel"))
    fixture.type(" of AGR-123")
    #expect(fixture.lines[13].hasSuffix("the only match in this pane  Enter go there  Esc cancel"))
    fixture.press(.enter)
    fixture.type("&entry")
    fixture.press(.enter, "n")
    #expect(fixture.text.contains("no match"))
  }

  /// What arrives, and what a filter hides, is counted and not.
  @Test func matchesAreCountedAsTheyCome() {
    var fixture = log(100)
    fixture.type("/quota")
    fixture.press(.enter)
    #expect(fixture.lines[13].contains(" match 10 of 10 in this pane"))
    fixture.logs(0, .init(1, .error, "quota of AGR-900 exceeded"), .init(2, .info, "entry"))
    fixture.press("n")
    #expect(fixture.lines[13].contains(" match 11 of 11 in this pane"))
    fixture.press("4")
    fixture.tick(2)
    fixture.press("N")
    #expect(fixture.lines[13].hasSuffix(" the only match in this pane"))
  }

  @Test func matchesOfACollapsedTemplateAreCountedByTheirRows() {
    var fixture = Fixture(width: 100, height: 14)
    for number in 0..<60 {
      let isRow = number % 3 == 0
      let parameters = isRow ? #"{"N":"\#(number)"}"# : ""
      let message = isRow ? "row {{N}}" : "step \(number)"
      fixture.logs(0, .init(Double(number - 60), .info, message, parameters: parameters))
    }
    fixture.press("g", "C")
    fixture.type("/row|step 1")
    fixture.press(.enter, "n")
    let count = fixture.lines[13].split(separator: " ").first { Int($0) != nil }
    #expect(count != nil && fixture.lines[13].contains(" of 9 in this pane"), "\(fixture.lines[13])")
  }

  @Test func aSearchInATableSaysWhereItIs() {
    var fixture = Fixture(width: 100, height: 20)
    fixture.logs(
      0, (0..<40).map { Fixture.Entry(Double($0 - 40), .info, "row {{N}}", parameters: #"{"N":"\#($0)"}"#) })
    fixture.press("|", "g")
    fixture.type("/3")
    #expect(fixture.text.contains("match 1 of 13 in this table"))
    fixture.press(.enter, "N")
    #expect(fixture.text.contains("match 13 of 13 in this table, from the end"))
  }

  @Test func aFilterIsInForceWhileItIsTyped() {
    var fixture = log(100)
    fixture.press("b", "b")
    let before = fixture.text
    fixture.type("&quo")
    #expect(fixture.lines[13].hasPrefix(" &quo ") && fixture.lines[13].contains(" 10 of 200 entries  Enter filter"))
    #expect(rows(fixture).filter { !$0.isEmpty && !$0.contains("follow") }.allSatisfy { $0.hasPrefix("quota") })
    #expect(fixture.texts(.match).allSatisfy { Set($0) == Set("quo") })
    fixture.type("ta of AGR-1.3")
    #expect(fixture.lines[13].contains(" 5 of 200 entries"))
    fixture.press(.escape)
    #expect(fixture.text == before)
    fixture.type("&!entry")
    #expect(fixture.lines[13].contains(" 10 of 200 entries"))
    fixture.press(.enter)
    #expect(fixture.lines[1].contains("!entry   E 4   10 of 200 entries"))
    // A filter that is edited is tried in its place.
    fixture.press("&", .tab, .backspace)
    #expect(fixture.lines[13].contains("filter 1 of 1 · 10 of 200 entries"))
    fixture.press(.control("u"))
    fixture.type("quota of AGR-3 ")
    #expect(fixture.lines[13].contains(" 1 of 200 entries"))
    fixture.press(.escape)
    #expect(fixture.lines[1].contains("!entry   E 4   10 of 200 entries"))
  }

  @Test func aFilterThatIsTriedLeavesTheContext() {
    var fixture = log(100)
    fixture.type("&quota")
    fixture.press(.enter, "g", "x")
    let before = fixture.text
    fixture.type("&AGR-3 ")
    #expect(fixture.lines[13].contains(" 1 of 200 entries") && !fixture.model.panes[0].isContext)
    fixture.press(.escape)
    #expect(fixture.model.panes[0].isContext && fixture.text == before)
  }

  @Test func aFilterThatIsTooSlowIsRefusedWhileItIsTyped() {
    var fixture = slowLog()
    fixture.type("&(a+)+$")
    #expect(fixture.lines[13].contains("this expression is too slow"))
    fixture.press(.escape)
    #expect(fixture.model.panes[0].filter.patterns.isEmpty && fixture.model.panes[0].index.count == 200)
  }

  @Test func escapeTwiceBringsTheFiltersBack() {
    var fixture = log(100)
    fixture.type("&quota")
    fixture.press(.enter)
    fixture.type("&!AGR-1")
    fixture.press(.enter, "x")
    fixture.press(.escape)
    #expect(fixture.lines[1].contains("   200 entries") && !fixture.model.panes[0].isContext)
    #expect(fixture.text.contains("filters cleared; Esc again brings them back"))
    fixture.tick(4.5)
    fixture.press(.escape)
    #expect(fixture.lines[1].contains("&quota !AGR-1 in context") && fixture.model.panes[0].isContext)
    fixture.press("x", .escape)
    fixture.tick(5.5)
    fixture.press(.escape)
    #expect(fixture.lines[1].contains("   200 entries"))
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
    #expect(fixture.lines[1].contains("&quota in context   E 4   10 of 200 entries"))
    fixture.press("x")
    #expect(rows(fixture) == filtered)
    fixture.press("x", .escape)
    #expect(!fixture.model.panes[0].isContext)
    #expect(fixture.lines[1].contains("E 4   200 entries"))
  }

  @Test func surroundingsGoOnFollowing() {
    var fixture = log()
    fixture.logs(0, .init(0, .error, "at the end"))
    fixture.press("4", "x")
    fixture.tick(5)
    fixture.logs(0, .init(3, .info, "the newest of all"))
    #expect(fixture.model.panes[0].viewport.isFollowing && fixture.model.panes[0].isContext)
    #expect(fixture.text.contains("the newest of all") && !fixture.text.contains("to follow"))
    fixture.press("x")
    #expect(fixture.model.panes[0].viewport.isFollowing)
    #expect(!fixture.text.contains("the newest of all"))
  }

  @Test func surroundingsShowTheNewestMatchWhereItIsFarFromTheEnd() {
    var fixture = log()
    fixture.press("4")
    let row = fixture.lines.firstIndex { $0.contains("ERROR    entry 157") }
    fixture.press("x")
    #expect(row != nil && fixture.lines.firstIndex { $0.contains("ERROR    entry 157") } == row)
    #expect(fixture.text.contains("·") && fixture.text.contains("entry 158"))
    #expect(fixture.lines[1].contains("≥Error in context   E 4   4 of 200 entries"))
    #expect(fixture.lines[13].hasPrefix(" 0 all  Esc clear  x context off  G follow  1-5 severity"))
    #expect(fixture.model.panes[0].viewport.current == 157)
    // What arrives is counted, too.
    fixture.logs(0, .init(1, .error, "late"), .init(2, .info, "later"))
    #expect(fixture.lines[1].contains("E 5   5 of 202 entries"))
    fixture.press("x")
    #expect(fixture.model.panes[0].viewport.isFollowing && fixture.lines[1].contains("≥Error   E 5   5 of 202 entries"))
  }

  @Test func aMatchAtTheLowerEdgeHasWhatFollowedItBelow() {
    var fixture = log()
    fixture.logs(0, (0..<100).map { .init(Double($0) + 1, $0 < 20 ? .error : .info, "more \($0)") })
    fixture.press("4", "x")
    let row = fixture.lines.firstIndex { $0.contains("ERROR    more 19") } ?? 0
    #expect((6...8).contains(row) && fixture.lines[row + 1].contains("more 20"))
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
