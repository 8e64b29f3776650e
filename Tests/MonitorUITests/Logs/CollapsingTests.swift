import MonitorCore
import Testing

@testable import MonitorUI

/// Templates whose entries share a row.
@Suite struct CollapseTests {
  private func log(width: Int = 80, height: Int = 14) -> Fixture {
    var fixture = Fixture(width: width, height: height)
    fixture.task(name: "Importing", progress: 10)
    fixture.logs(0, (0..<60).map { entry($0) })
    return fixture
  }

  private func entry(_ number: Int, at: Double? = nil, late: Double = 0) -> Fixture.Entry {
    let at = at ?? Double(number - 60)
    if number % 3 == 2 { return Fixture.Entry(at, .info, "Step \(number)", late: late) }
    return Fixture.Entry(
      at, [10, 30, 51].contains(number) ? .error : .info, "Row {{Row}} imported", parameters: "{\"Row\":\(number)}",
      late: late)
  }

  private func rows(_ fixture: Fixture) -> [String] {
    fixture.lines[3..<13].map { $0.split(separator: " ").dropFirst().joined(separator: " ") }
  }

  @Test func allOfATemplateShareARow() {
    var fixture = log()
    fixture.press("k", "G", "k", "C")
    #expect(fixture.text.contains("40 entries share the row of the newest; C shows them again"))
    fixture.tick(9)
    fixture.press("G")
    #expect(
      rows(fixture) == [
        "INFO Step 38", "INFO Step 41", "INFO Step 44", "INFO Step 47", "INFO Step 50", "ERROR ×3 Row {{Row}} imported",
        "INFO Step 53", "INFO Step 56", "INFO ×37 Row {{Row}} imported", "INFO Step 59",
      ])
    #expect(fixture.lines[1].contains("60 entries · 40 collapsed"))
  }

  @Test func arrivalsCountAndNothingReadMoves() {
    var fixture = log()
    fixture.press("k", "C", "G")
    fixture.logs(0, entry(60, at: 1))
    #expect(rows(fixture).suffix(2) == ["INFO Step 59", "INFO ×38 Row {{Row}} imported"])
    fixture.press("k", "k", "k")
    let before = rows(fixture).dropLast()
    fixture.logs(0, entry(61, at: 2), entry(62, at: 3), entry(63, at: -30.5, late: 30))
    #expect(rows(fixture).dropLast() == before)
    #expect(fixture.text.contains("▼ 3 new"))
    fixture.press("G")
    #expect(rows(fixture).suffix(2) == ["INFO ×40 Row {{Row}} imported", "INFO Step 62"])
  }

  @Test func whatIsUndoneIsWhatTheKeyBeforeDid() {
    var fixture = log()
    fixture.press("k", "G", "k", "C")
    fixture.press("3", "0", "k", "C")
    // Another key came between: this one is about the current entry, and throws nobody back.
    #expect(fixture.model.focusedPane?.index.collapsed.count == 2)
    fixture.press("C")
    #expect(fixture.model.focusedPane?.index.collapsed.count == 1)
  }

  @Test func aRevisionOfAnotherEntryLeavesTheRowsAlone() {
    var fixture = log()
    fixture.press("k", "G", "k", "C", "G")
    fixture.logs(0, Fixture.Entry(-1, .info, "Step 59", revision: 1, id: "TLR-X"))
    let before = rows(fixture)
    fixture.logs(0, Fixture.Entry(-1, .warning, "Step 59, once more", revision: 2, id: "TLR-X"))
    #expect(rows(fixture).filter { !$0.contains("Step 59") } == before.filter { !$0.contains("Step 59") })
    #expect(rows(fixture).contains("WARNING r2 Step 59, once more"))
    // One that leaves the template leaves the row.
    fixture.logs(0, Fixture.Entry(0, .info, "Row {{Row}} imported", id: "TLR-Y"))
    #expect(rows(fixture).contains("INFO ×38 Row {{Row}} imported"))
    fixture.logs(0, Fixture.Entry(0, .info, "Gone", revision: 2, id: "TLR-Y"))
    #expect(rows(fixture).contains("INFO ×37 Row {{Row}} imported"))
  }

  @Test(arguments: 0..<12) func readingIsNeverMoved(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    var fixture = log(height: 20)
    fixture.press("k", "C", "k", "k", "k")
    var moved = 0
    for step in 0..<20 {
      let before = fixture.lines[3..<18]
      for _ in 0...random.next(4) {
        let isLate = random.next(3) == 0
        fixture.logs(
          0,
          isLate
            ? entry(99 + random.next(20) * 3, at: -Double(random.next(55)) - 0.5, late: 9)
            : entry(99 + random.next(60), at: Double(step)))
      }
      #expect(fixture.lines[3..<18] == before)
      // A line down, and what was not collapsed is a line further up.
      fixture.press("j")
      let steps = before.filter { $0.contains("Step") }.dropFirst(2).first
      if let steps, !fixture.model.panes[0].viewport.isFollowing {
        #expect(fixture.lines[3..<18].firstIndex(of: steps) == before.firstIndex(of: steps).map { $0 - 1 })
        moved += 1
      }
      fixture.press("k", "k")
    }
    #expect(moved > 10)
  }

  @Test func collapsingTwiceIsAsBefore() {
    var fixture = log()
    fixture.press("b", "b")
    let before = Array(fixture.lines[3...])
    fixture.press("C")
    #expect(fixture.text.contains("×"))
    fixture.press("C")
    #expect(fixture.text.contains("each entry has its own row again"))
    fixture.tick(9)
    #expect(Array(fixture.lines[3...]) == before)
  }

  @Test func expandingKeepsTheRow() {
    var fixture = log()
    fixture.press("k", "G", "k", "C", "G", "k", "e")
    let row = fixture.lines.firstIndex { $0.contains("ERROR    ×3") }
    fixture.press("E")
    #expect(row != nil)
    fixture.press("C")
    #expect(fixture.lines.firstIndex { $0.contains("ERROR    Row 51") } == row)
  }

  @Test func detailsCollapse() {
    var fixture = log()
    fixture.press("k", "G", "k", .enter, "C")
    #expect(fixture.model.topBox == nil)
    #expect(fixture.model.panes[0].index.collapsed.count == 1)
  }

  @Test func theFooterSaysWhichWay() {
    var fixture = log(width: 120)
    fixture.press("k", "|")
    #expect(fixture.lines[13].contains("C collapse"))
    fixture.press("C")
    #expect(fixture.text.contains("share the row of the newest"))
    fixture.tick(9)
    #expect(fixture.lines[13].contains("C expand"))
    fixture.press(.enter)
    #expect(fixture.lines[13].contains("C expand"))
    fixture.press("C", .escape)
    fixture.tick(9)
    #expect(fixture.model.panes[0].index.collapsed.isEmpty && !fixture.text.contains("expand"))
  }

  @Test func thePaletteCollapses() {
    var fixture = log()
    fixture.press("k")
    fixture.type(":collapse")
    fixture.press(.enter)
    #expect(fixture.model.panes[0].index.collapsed.count == 1)
    fixture.type(":table")
    fixture.press(.enter)
    #expect(fixture.model.box(TemplateTable.self) != nil)
  }

  @Test func enterOnARowOpensTheTable() {
    var fixture = log()
    fixture.press("k", "G", "k", "C", "G", "k", "E", .enter)
    #expect(fixture.lines[1].contains("×3  Row {{Row}} imported"))
    #expect(fixture.lines.contains { $0.hasPrefix(">13:51:58.000  ERROR     51") })
  }

  @Test func searchAndNextErrorLandOnTheRow() {
    var fixture = log()
    fixture.press("k", "G", "k", "C", "g")
    fixture.type("/row 13 ")
    fixture.press(.enter)
    #expect(fixture.text.contains("INFO     ×37 Row 13 imported"))
    fixture.press("n")
    #expect(fixture.text.contains("the only match in this pane"))
    fixture.press(.enter)
    #expect(fixture.lines.contains { $0.hasPrefix(">13:51:20.000  INFO      13") })
    fixture.press(.escape, .escape, "g", "e")
    #expect(fixture.model.panes[0].viewport.current.map { fixture.model.store.severity(of: $0) } == .error)
    #expect(fixture.text.contains("ERROR    ×3 Row {{Row}} imported"))
  }

  @Test func filtersAndSurroundings() {
    var fixture = log()
    fixture.press("k", "G", "k", "C", "4")
    fixture.tick(2)
    #expect(rows(fixture)[0] == "ERROR ×3 Row {{Row}} imported")
    #expect(fixture.lines[1].contains("3 of 60 entries"))
    fixture.press("g", "x")
    // What matches has a row of its own again, at its time; what is around it is collapsed.
    #expect(fixture.text.contains("ERROR    Row 51 imported"))
    #expect(fixture.text.contains("INFO     ×37 Row {{Row}} imported"))
    fixture.press("x", "0")
    #expect(rows(fixture).contains("ERROR ×3 Row {{Row}} imported"))
  }

  @Test func mergedPanesKeepTheTasksApart() {
    var fixture = Fixture(tasks: 2, width: 80, height: 14)
    for task in 0..<2 { fixture.logs(task, (0..<30).map { entry($0 * 3) }) }
    fixture.press("M", "C", "G")
    #expect(fixture.text.contains("5440 INFO     ×") && fixture.text.contains("1266 INFO     ×"))
    #expect(fixture.lines[2].contains("60 entries · 60 collapsed"))
    fixture.press("M")
    #expect(!fixture.text.contains("×"))
  }

  @Test func copyingAndSaving() {
    var fixture = log()
    fixture.press("k", "G", "k", "C", "G")
    fixture.type("10")
    let commands = fixture.press("y")
    guard case .copy(let text, _) = commands.first else {
      Issue.record("not copy: \(String(describing: commands.first))")
      return
    }
    #expect(text.contains("×37 Row {{Row}} imported\n"))
    fixture.press("s")
    #expect(fixture.text.contains("60 entries"))
    guard case .save(let request) = fixture.press(.enter).first else {
      Issue.record("not save")
      return
    }
    #expect(request.slots.count == 60)
  }
}
