import MonitorCore
import Testing

@testable import MonitorUI

/// The table of a template's entries.
@Suite struct TemplateTableTests {
  private func log(width: Int = 80, height: Int = 12) -> Fixture {
    var fixture = Fixture(width: width, height: height)
    fixture.task(name: "Importing", progress: 10)
    fixture.state { _ in }
    fixture.logs(0, (0..<40).map { entry($0) })
    return fixture
  }

  private func entry(_ number: Int, at: Double? = nil) -> Fixture.Entry {
    let isRow = number % 4 != 3
    return Fixture.Entry(
      at ?? Double(number - 40), number % 20 == 8 ? .error : .info,
      isRow ? "Row {{Row}}: '{{Subscription.Id}}' until {{Date}}." : "Checking {{What}}",
      parameters: isRow
        ? "{\"Row\":\(number * 7),\"Subscription\":{\"Id\":\"SUB-\(number)\"},\"Date\":\"2026-0\(number % 9 + 1)\"}"
        : #"{"What":"numbers"}"#, id: "TLR-\(number)")
  }

  private func text(_ lines: [String]) -> String {
    lines.map { line in
      var line = line
      while line.last == " " { line.removeLast() }
      return line
    }.joined(separator: "\n")
  }

  @Test func aChosenEntryThatARevisionMovesStaysInView() {
    var fixture = log()
    fixture.press("k", "k", "E", "|")
    let chosen = fixture.lines.first { $0.hasPrefix(">") }
    fixture.logs(
      0,
      Fixture.Entry(
        5, .error, "Row {{Row}}: '{{Subscription.Id}}' until {{Date}}.", parameters: #"{"Row":196}"#, revision: 2,
        id: "TLR-28"))
    #expect(chosen?.contains("196") == true)
    #expect(fixture.lines.contains { $0.hasPrefix(">") && $0.contains("196") })
  }

  @Test func parametersStandInColumns() {
    var fixture = log()
    fixture.press("k", "k", "E", "|")
    #expect(
      text(Array(fixture.lines[1...])) == """
         ×30  Row {{Row}}: '{{Subscription.Id}}' until {{Date}}.               22 of 30
                 time           Row  Subscription.Id  Date
         13:51:49.000  INFO     154  SUB-22           2026-05
         13:51:51.000  INFO     168  SUB-24           2026-07
         13:51:52.000  INFO     175  SUB-25           2026-08
         13:51:53.000  INFO     182  SUB-26           2026-09
        >13:51:55.000  ERROR    196  SUB-28           2026-02
         13:51:56.000  INFO     203  SUB-29           2026-03
         13:51:57.000  INFO     210  SUB-30           2026-04
         13:51:59.000  INFO     224  SUB-32           2026-06
         j k entry  a same template  G follow  / search  Enter details  ? help  q back
        """)
  }

  @Test func aSearchChoosesAndGoesBack() {
    var fixture = log()
    fixture.press("g", "|", "G")
    let before = fixture.lines
    func chosen() -> String? { fixture.lines.first { $0.hasPrefix(">") } }
    fixture.press("/")
    fixture.type("sub-5")
    #expect(chosen()?.contains("SUB-5 ") == true, "\(fixture.text)")
    #expect(fixture.lines.last?.hasPrefix(" /sub-5") == true)
    #expect(fixture.texts(.currentMatch) == ["SUB-5"])
    // What comes meanwhile is there after the search was given up.
    fixture.logs(0, entry(44, at: 1))
    fixture.press(.escape)
    #expect(fixture.model.box(TemplateTable.self)?.isFollowing == false && chosen()?.contains("SUB-38") == true)
    #expect(fixture.lines[1].hasSuffix("30 of 31") && before[1].hasSuffix("30 of 30"))
    fixture.press("g", "/")
    fixture.type("sub-1")
    fixture.press(.enter, "n")
    #expect(chosen()?.contains("SUB-10") == true)
    fixture.press("N", "N")
    #expect(chosen()?.contains("SUB-18 ") == true)
    #expect(fixture.lines.last?.contains("match 8 of 8 in this table, from the end") == true)
    fixture.press("/")
    fixture.type("nowhere")
    fixture.press(.enter)
    #expect(fixture.lines.last?.contains("no match") == true && fixture.model.box(TemplateTable.self) != nil)
  }

  @Test func theHeadsHaveAContext() {
    var fixture = log(width: 40)
    fixture.press("|", "k")
    #expect(fixture.lines[2].hasPrefix("     time         What"))
  }

  @Test func theNewestIsFollowedUntilTheReaderMoves() {
    var fixture = log()
    fixture.press("|")
    #expect(fixture.lines[1].contains("×10  Checking {{What}}"))
    #expect(fixture.lines[1].hasSuffix("following · 10 of 10"))
    fixture.press("k")
    #expect(fixture.lines[1].hasSuffix("  9 of 10"))
    let before = fixture.lines.dropFirst(2).dropLast()
    fixture.logs(0, entry(43, at: 1), entry(44, at: 2))
    #expect(fixture.lines[1].contains("×11  ") && fixture.lines[1].hasSuffix("  9 of 11"))
    #expect(fixture.lines.dropFirst(2).dropLast() == before)
    fixture.press("G")
    fixture.logs(0, entry(47, at: 3))
    #expect(fixture.lines[1].hasSuffix("following · 12 of 12"))
    #expect(fixture.lines[10].hasPrefix(">13:52:10.000  INFO     numbers"))
  }

  @Test func whatIsReadStaysWhenEntriesComeLate() {
    var fixture = log()
    fixture.press("k", "k", "E", "|")
    let row = fixture.lines.firstIndex { $0.hasPrefix(">") }
    let chosen = row.map { fixture.lines[$0] }
    for number in 0..<6 { fixture.logs(0, entry(60, at: -20.5 - Double(number) * 3)) }
    fixture.logs(0, entry(64, at: -12.5))
    #expect(fixture.lines.firstIndex { $0.hasPrefix(">") } == row)
    #expect(row.map { fixture.lines[$0] } == chosen)
  }

  @Test func movingAndTheWayBack() {
    var fixture = log()
    fixture.press("k", "k", "E")
    let pane = fixture.text
    fixture.press("|", "g")
    #expect(fixture.lines[3].hasPrefix(">13:51:27.000  INFO       0  SUB-0"))
    fixture.press("j", " ", "d", "u", "b", "l")
    #expect(fixture.lines[2].hasPrefix("         time  ") && fixture.lines[2].contains("iption.Id"))
    fixture.press("h", .enter)
    #expect(fixture.text.contains("─ TLR-1 ─"))
    fixture.press("j")
    #expect(fixture.text.contains("─ TLR-2 ─"))
    fixture.press("j")
    #expect(fixture.text.contains("─ TLR-4 ─"))
    fixture.press("k", "k", "k", "k")
    #expect(fixture.text.contains("─ TLR-0 ─"))
    #expect(fixture.model.notice?.text == "this is the oldest of them")
    fixture.press(.escape)
    #expect(fixture.lines[3].hasPrefix(">13:51:27.000"))
    fixture.press(.escape)
    #expect(fixture.text == pane)
  }

  @Test func detailsOpenItAndFilteringClosesIt() {
    var fixture = log()
    fixture.press("k", "k", "E", .enter, "|")
    #expect(fixture.model.topBox == nil)
    #expect(fixture.lines[1].contains("×30  Row {{Row}}"))
    fixture.press("a")
    #expect(fixture.model.box(TemplateTable.self) == nil)
    #expect(fixture.text.contains("  30 of 40"))
  }

  @Test func thePaneDecidesWhatIsInIt() {
    var fixture = log()
    fixture.press("4", "|")
    #expect(fixture.lines[1].contains("×2  Row {{Row}}"))
    fixture.press("q")
    #expect(fixture.model.box(TemplateTable.self) == nil && fixture.model.panes[0].filter.level == .atLeast(.error))
  }

  @Test func mergedPanesShowTheTask() {
    var fixture = Fixture(tasks: 2, width: 80, height: 12)
    for task in 0..<2 { fixture.logs(task, entry(task)) }
    fixture.press("M", "|")
    #expect(fixture.lines[3].contains("5440 INFO"))
    #expect(fixture.lines[4].contains("1266 INFO"))
  }

  @Test func theMouseChooses() {
    var fixture = log()
    fixture.press(.function(2), "|", .mouse(MouseEvent(.wheelUp, x: 3, y: 5)))
    #expect(fixture.lines[1].hasSuffix(" 7 of 10"))
    fixture.press(.mouse(MouseEvent(.press, x: 3, y: 3)))
    #expect(fixture.lines[3].hasPrefix(">"))
    fixture.press(.mouse(MouseEvent(.press, x: 3, y: 3)))
    #expect(fixture.model.keyContext == .details)
    fixture.press(.escape, .mouse(MouseEvent(.press, x: 3, y: 500)), .mouse(MouseEvent(.press, x: -3, y: -5)))
    #expect(fixture.model.box(TemplateTable.self) != nil)
  }

  @Test func odditiesAreDrawnSafely() {
    var fixture = Fixture(width: 60, height: 10)
    fixture.logs(
      0,
      .init(
        -3, .info, "{{a}}\n{{b}}", parameters: "{\"a\":\"\\u001b[31m\",\"b\":\"\(String(repeating: "漢", count: 99))\"}"),
      .init(-2, .info, "{{a}}\n{{b}}", parameters: "{\"a\":"), .init(-1, .info, "{{a}}\n{{b}}"))
    fixture.press("|")
    #expect(fixture.lines[1].contains("×3  {{a}} ╎ {{b}}"))
    #expect(fixture.lines[3].contains("^[[31m"))
    #expect(fixture.lines[4].contains("–"))
    for size in SizesTests.sizes {
      fixture.send(.resized(size))
      #expect(view(fixture.model).size == size)
      fixture.press("j", "l")
    }
  }
}
