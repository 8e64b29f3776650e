import MonitorCore
import Testing

@testable import MonitorUI

/// What each key does.
@Suite struct KeysTests {
  private func read() -> Fixture {
    var fixture = Fixture(width: 80, height: 14)
    fixture.fill(300)
    for _ in 0..<10 { fixture.press("b") }
    return fixture
  }

  /// The number of the entry in the first log row.
  private func top(_ fixture: Fixture) -> Int {
    Int(fixture.lines[3].split(separator: " ").last ?? "") ?? -1
  }

  @Test(arguments: [
    ([Key.character("j"), .down], 1), (["k", .up], -1), (["d", .control("d")], 4), (["u", .control("u")], -4),
    ([" ", "f", .pageDown], 8), (["b", .pageUp], -8),
  ])
  func movement(keys: [Key], lines: Int) {
    for key in keys {
      var fixture = read()
      let before = top(fixture)
      fixture.press(key)
      #expect(top(fixture) == before + lines)
    }
  }

  @Test func topAndBottom() {
    for (up, down): (Key, Key) in [("g", "G"), (.home, .end)] {
      var fixture = read()
      fixture.press(up)
      #expect(top(fixture) == 0)
      #expect(!fixture.model.panes[0].viewport.isFollowing)
      fixture.press(down)
      #expect(top(fixture) == 300 - 10)
      #expect(fixture.model.panes[0].viewport.isFollowing)
    }
  }

  @Test func countsBeforeMovements() {
    for (typed, lines) in [("10j", 10), ("12k", -12), ("7j", 7), ("75j", 75), ("57j", 57), ("50j", 50)]
      + [("33j", 33), ("12d", 48), ("11b", -88)]
    {
      var fixture = read()
      let before = top(fixture)
      fixture.type(typed)
      #expect(top(fixture) == before + lines, "\(typed)")
      #expect(fixture.model.panes[0].filter.level == .all, "\(typed)")
    }
  }

  @Test func aCountWithSixToNineWaits() {
    var fixture = read()
    let before = top(fixture)
    fixture.type("70")
    fixture.tick(5)
    #expect(fixture.lines[13].hasPrefix(" 70 "))
    fixture.type("j")
    #expect(top(fixture) == before + 70)
    #expect(fixture.model.panes[0].filter.level == .all)
  }

  @Test func aDigitFiltersAtOnce() {
    for (digit, severity): (Key, Severity) in [
      ("1", .debug), ("2", .info), ("3", .warning), ("4", .error), ("5", .failure),
    ] {
      var fixture = read()
      fixture.press(digit)
      #expect(fixture.model.panes[0].filter.level == .atLeast(severity))
      fixture.tick(3)
      fixture.press(digit)
      #expect(fixture.model.panes[0].filter.level == .only(severity))
      fixture.tick(3)
      fixture.press(digit)
      #expect(fixture.model.panes[0].filter.level == .atLeast(severity))
      fixture.tick(3)
      fixture.press("0")
      #expect(fixture.model.panes[0].filter.level == .all)
    }
  }

  @Test func severitiesMayBeTriedQuickly() {
    var fixture = read()
    fixture.press("1")
    fixture.tick(0.2)
    fixture.press("2")
    fixture.tick(0.2)
    fixture.press("3")
    #expect(fixture.model.panes[0].filter.level == .atLeast(.warning))
    fixture.press("3")
    #expect(fixture.model.panes[0].filter.level == .only(.warning))
  }

  @Test func aSecondLaterTheDigitWasASeverity() {
    var fixture = read()
    fixture.press("3")
    fixture.tick(1)
    let before = fixture.lines[4]
    fixture.press("j")
    #expect(fixture.model.panes[0].filter.level == .atLeast(.warning))
    #expect(fixture.lines[3] == before)
  }

  @Test func oneDigitIsASeverityHoweverQuicklyAKeyFollows() {
    for key in ["y", "c", "Y", "j", "k", "d", "n", "+", "'"] as [Key] {
      var fixture = read()
      fixture.press("4")
      #expect(fixture.lines[13].hasPrefix(" 0 all  "), "no count is waited for")
      let commands = fixture.press(key)
      #expect(fixture.model.panes[0].filter.level == .atLeast(.error), "\(key.label)")
      if case .copy(let text, _) = commands.first { #expect(text.hasSuffix("ERROR    entry 99\n")) }
      if key == "Y" { #expect(commands == [.copyJSON([99])]) }
    }
  }

  @Test func withinASecondTwoDigitsWereACountAndThePlaceComesBack() {
    var fixture = read()
    let before = top(fixture)
    fixture.press("1")
    fixture.tick(0.9)
    fixture.press("4")
    #expect(fixture.model.panes[0].filter.level == .atLeast(.error) && fixture.lines[13].hasPrefix(" 14 "))
    fixture.tick(0.9)
    fixture.press("j")
    #expect(fixture.model.panes[0].filter.level == .all)
    #expect(top(fixture) == before + 14)
  }

  @Test func aZeroAloneIsNoCount() {
    var fixture = read()
    let before = top(fixture)
    fixture.type("0j")
    #expect(top(fixture) == before + 1)
    fixture.type("05")
    #expect(fixture.model.panes[0].filter.level == .atLeast(.failure))
  }

  @Test func errorsAndWarnings() {
    var fixture = read()
    func current(_ fixture: Fixture) -> Severity? {
      fixture.model.panes[0].viewport.current.map { fixture.model.store.severity(of: $0) }
    }
    func number(_ fixture: Fixture) -> Slot? { fixture.model.panes[0].viewport.current }
    let start = top(fixture)
    fixture.press("e")
    let first = number(fixture)
    #expect(first == Slot(start + (24 - start % 25)))
    fixture.press("e")
    #expect(number(fixture) == first.map { $0 + 25 })
    #expect(fixture.lines.contains { $0.hasSuffix("ERROR    entry \(number(fixture) ?? 0)") })
    fixture.press("E")
    #expect(number(fixture) == first)
    fixture.press("]")
    #expect(current(fixture) == .warning)
    fixture.press("[")
    #expect(number(fixture) == first)
    // A severity and a jump to the next error belong together: the digit before it is no count.
    fixture.press("4", "e")
    #expect(fixture.model.panes[0].filter.level == .atLeast(.error))
    #expect(number(fixture) == first.map { $0 + 25 })
    fixture.press("G", "e")
    #expect(fixture.text.contains("no later error; E goes to an earlier one"))
    fixture.press("E")
    #expect(number(fixture) == 299)
    #expect(!fixture.model.panes[0].viewport.isFollowing)
  }

  @Test func aRowThatIsHiddenToTheLeftSaysSo() {
    var fixture = Fixture(width: 80, height: 14)
    fixture.logs(0, .init(-2, .info, "short"), .init(-1, .info, String(repeating: "long ", count: 30)))
    fixture.type("lll")
    #expect(fixture.lines[3] == " 13:52:05.000  INFO    ‹")
    fixture.model.glyphs = .ascii
    #expect(fixture.lines[3] == " 13:52:05.000  INFO    <")
    fixture.press("w")
    #expect(fixture.lines[3].contains("INFO     short"))
  }

  @Test func whatDoesNothingHereSaysWhy() {
    var fixture = Fixture(tasks: 2, width: 100, height: 24)
    fixture.fill(10)
    fixture.press("v")
    #expect(fixture.text.contains("v: filter value, in the details; Enter opens them"))
    fixture.press(.alt("9"))
    #expect(fixture.text.contains("there is no pane 9"))
    fixture.press("M", .alt("2"))
    #expect(fixture.text.contains("all tasks are in one pane; M splits it") && fixture.model.focus == 0)
    fixture.press("M", "k", "m", "T", "t")
    #expect(fixture.text.contains("times count from the mark; T shows the time again"))
    fixture.press("T")
    #expect(fixture.model.timestamps == .local)
  }

  @Test func sideways() {
    var fixture = Fixture(width: 80, height: 14)
    fixture.logs(
      0, .init(-1, .info, "0123456789abcdefghijklmnopqrstuvwxyz" + String(repeating: ".", count: 99) + "end"))
    fixture.press("l")
    #expect(fixture.lines[3].hasPrefix(" 13:52:06.000  INFO    ‹89abc"))
    fixture.press(.right)
    #expect(fixture.lines[3].contains("INFO    ‹ghijk"))
    fixture.press("h", .left, .left)
    #expect(fixture.lines[3].contains("INFO     01234"))
    fixture.type("11l")
    #expect(fixture.lines[3].contains("...end"))
    fixture.press("w")
    #expect(fixture.lines[3].contains("INFO     01234"))
  }

  @Test func panes() {
    var fixture = Fixture(tasks: 3, width: 100, height: 30)
    fixture.press(.tab)
    #expect(fixture.model.focus == 1)
    fixture.press(.backTab, .backTab)
    #expect(fixture.model.focus == 2)
    fixture.press(.alt("1"))
    #expect(fixture.model.focus == 0)
    fixture.press(.alt("9"))
    #expect(fixture.model.focus == 0)
    fixture.press("z")
    #expect(fixture.text.contains("5440") && !fixture.text.contains("1266"))
    fixture.press(.tab)
    #expect(!fixture.text.contains("5440") && fixture.text.contains("1266"))
    fixture.press("z")
    #expect(fixture.text.contains("5440") && fixture.text.contains("1266"))
    fixture.press("M")
    #expect(fixture.model.isMerged && fixture.text.contains("all 3 tasks"))
    fixture.press("M")
    #expect(!fixture.model.isMerged)
    for expected: PaneArrangement in [.columns, .grid, .headers, .rows] {
      fixture.press("L")
      #expect(fixture.model.arrangement == expected)
    }
  }

  @Test func eachPaneHasItsOwnPlaceAndFilter() {
    var fixture = Fixture(tasks: 2, width: 100, height: 30)
    fixture.fill(100)
    fixture.fill(100, task: 1)
    fixture.press("4", .tab, "k")
    #expect(fixture.model.panes[0].filter.level == .atLeast(.error))
    #expect(fixture.model.panes[1].filter.level == .all)
    #expect(fixture.model.panes[0].viewport.isFollowing)
    #expect(!fixture.model.panes[1].viewport.isFollowing)
  }

  @Test func aVeryWideScreenHasColumns() {
    var fixture = Fixture(tasks: 2, width: 240, height: 30)
    fixture.fill(3)
    #expect(fixture.lines[1].contains("5440") && fixture.lines[1].contains("1266"))
    fixture.send(.resized(Size(width: 239, height: 30)))
    #expect(!fixture.lines[1].contains("1266"))
  }

  @Test func timestamps() {
    var fixture = Fixture(width: 80, height: 14, zone: 7200)
    fixture.fill(1)
    #expect(fixture.lines[3].hasPrefix(" 15:52:06.000  INFO"))
    fixture.press("t")
    #expect(fixture.lines[3].hasPrefix(" 13:52:06.000Z  INFO"))
    fixture.press("t")
    #expect(fixture.lines[3].hasPrefix(" INFO"))
    fixture.press("t")
    #expect(fixture.lines[3].hasPrefix("     1s  INFO"))
    fixture.press("t")
    #expect(fixture.lines[3].hasPrefix(" 15:52:06.000  INFO"))
  }

  @Test func anEntryOfAnotherDayShowsItsDay() {
    var fixture = Fixture(width: 80, height: 14)
    fixture.logs(0, .init(-50_000, .info, "yesterday"), .init(-40_000, .info, "today"))
    #expect(fixture.lines[3].hasPrefix(" 10 Sep 23:58:47  INFO     yesterday"))
    #expect(fixture.lines[4].hasPrefix("    02:45:27.000  INFO     today"))
    // Half an hour before midnight is another day too.
    fixture = Fixture(width: 80, height: 14, zone: 36_600)
    fixture.logs(0, .init(-600, .info, "before midnight"), .init(-1, .info, "after"))
    #expect(fixture.lines[3].hasPrefix(" 11 Sep 23:52:07  INFO") && fixture.lines[4].hasPrefix("    00:02:06.000"))
  }

  @Test func anEntryOfAnotherYearShowsItsYear() {
    var fixture = Fixture(width: 80, height: 14)
    fixture.logs(
      0, .init(-365 * 86_400, .info, "last year"), .init(-86_400, .info, "yesterday"), .init(-1, .info, "now"))
    #expect(fixture.lines[3].hasPrefix(" 11 Sep 2024 13:52:07  INFO     last year"))
    #expect(fixture.lines[4].hasPrefix("      10 Sep 13:52:07  INFO     yesterday"))
    #expect(fixture.lines[5].hasPrefix("         13:52:06.000  INFO     now"))
    fixture.press("t")
    #expect(fixture.lines[3].hasPrefix(" 11 Sep 2024 13:52:07Z  INFO     last year"))
    #expect(fixture.lines[0].hasSuffix(" 13:52:07 UTC"))
    fixture.send(.resized(Size(width: 50, height: 14)))
    fixture.press("t", "t", "t")
    #expect(fixture.lines[3].hasPrefix("  11 Sep 2024 INFO    last year"))
    #expect(fixture.lines[4].hasPrefix(" 10 Sep 13:52 INFO    yesterday"))
  }

  @Test func commands() {
    var fixture = Fixture(tasks: 2)
    #expect(fixture.press("r") == [.pollNow(task: 0)])
    fixture.press(.tab)
    #expect(fixture.press("r") == [.pollNow(task: 1)])
    fixture.press("M")
    #expect(fixture.press("r") == [.pollNow(task: nil)])
    #expect(fixture.press(.control("l")) == [.redraw])
    #expect(fixture.press(.control("z")) == [.suspend])
    #expect(fixture.press(.control("c")) == [.interrupt])
    #expect(fixture.press("q") == [.quit])
    #expect(fixture.press("Q") == [.quit])
  }

  @Test func help() {
    for key: Key in ["?", .function(1)] {
      var fixture = Fixture(width: 80, height: 24)
      fixture.press(key)
      #expect(fixture.text.contains("╭─ Keys "))
      #expect(fixture.press("q").isEmpty)
      #expect(!fixture.text.contains("╭─ Keys "))
      fixture.press(key)
      fixture.press("G")
      #expect(fixture.text.contains("a movement repeats it: 10j"))
      fixture.press("g", "j", "k", "d", "u", " ", "b", .escape)
      #expect(fixture.model.topBox == nil)
      fixture.press(key)
      #expect(fixture.press("Q") == [.quit])
      #expect(fixture.press(.control("c")) == [.interrupt])
    }
  }

  @Test(arguments: [160, 200]) func helpFitsOnAWideScreen(width: Int) {
    var fixture = Fixture(width: width, height: 64)
    fixture.press("?")
    let text = fixture.text
    #expect(!text.contains("more: j"))
    for row in KeyMap.standard.rows(in: .log) {
      let help = row.use(in: .log)?.help ?? ""
      #expect(text.contains("  " + help), "\(help)")
    }
    #expect(text.contains("In the details") && text.contains("In the timeline"))
    #expect(fixture.lines.contains { $0.contains("│ To begin with ") })
  }

  @Test(arguments: KeyMap.Context.allCases) func noKeyHasTwoMeanings(context: KeyMap.Context) {
    let rows = KeyMap.standard.rows.filter { $0.contexts.contains(context) }
    #expect(rows.allSatisfy { $0.use(in: context)?.help.isEmpty == false })
    var keys = rows.flatMap(\.bindings).flatMap(\.keys)
    // Characters of rows of other contexts are text where lines are typed.
    if context.isTyped { keys = keys.filter { KeyMap.standard.action(of: $0, in: context) != nil } }
    #expect(Set(keys).count == keys.count, "a key has two meanings in \(context)")
  }

  @Test func aPasteIsNeverObeyed() {
    var fixture = read()
    let before = fixture.text
    #expect(fixture.press(.paste("qQ:jjj")).isEmpty)
    #expect(fixture.text == before)
  }

  @Test func aNoticeGoesAfterSomeSeconds() {
    var fixture = Fixture()
    fixture.send(.notice("saved\u{1B}[31m"))
    #expect(fixture.lines[23] == " saved^[[31m")
    fixture.tick(4)
    #expect(!fixture.text.contains("saved"))
  }
}
