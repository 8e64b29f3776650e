import MonitorCore
import Testing

@testable import MonitorUI

/// Copying, saving and opening.
@Suite struct KeepingTests {
  private func copied(_ commands: [Command]) -> String? {
    commands.compactMap { if case .copy(let text, _) = $0 { text } else { nil } }.first
  }

  /// The screen waits for what is copied: of what nobody pastes it says where the whole is.
  @Test func hugeTextsAreCopiedAsFarAsAnybodyPastesThem() {
    var fixture = Fixture(width: 100, height: 20)
    fixture.logs(0, .init(-1, .info, String(repeating: "a\n", count: 400_000)))
    let text = copied(fixture.press("y")) ?? ""
    #expect(text.utf8.count < 8_000_000 && text.hasSuffix("has all of it, and so has its JSON]\n"))
    fixture.logs(0, .init(0, .info, "short"))
    #expect(copied(fixture.press("G", "y"))?.contains("[cut") == false)
  }

  @Test func copiesTheNewestEntryWhileFollowing() {
    var fixture = Fixture()
    fixture.fill(100)
    for key in ["y", "c"] as [Key] {
      #expect(copied(fixture.press(key)) == "13:52:06.000  ERROR    entry 99\n")
    }
  }

  @Test func copiesAsManyAsTypedFromTheTopRowOn() {
    var fixture = Fixture()
    fixture.fill(100)
    fixture.press("g")
    fixture.press("1", "0")
    let text = copied(fixture.press("y"))
    let numbers = text?.split(separator: "\n").compactMap { $0.split(separator: " ").last.flatMap { Int($0) } }
    #expect(numbers == Array(0..<10))
    // The digits were the count and not a filter.
    #expect(fixture.model.panes[0].filter.level == .all)
  }

  @Test func copiesTheEntryThatAJumpWentTo() {
    var fixture = Fixture()
    fixture.fill(100)
    fixture.press("E")
    #expect(copied(fixture.press("y")) == "13:52:06.000  ERROR    entry 99\n")
    fixture.press("E")
    #expect(copied(fixture.press("y")) == "13:51:41.000  ERROR    entry 74\n")
  }

  @Test func copiesAllLinesOfAMessageAndNothingUnsafe() {
    var fixture = Fixture()
    fixture.logs(0, .init(-1, .warning, "one\ntwo \u{1B}[31mred"))
    #expect(
      copied(fixture.press("y")) == """
        13:52:06.000  WARNING  one
                               two ^[[31mred

        """)
  }

  @Test func copiesWithTheTagInTheMergedPane() {
    var fixture = Fixture(tasks: 2)
    fixture.logs(1, .init(-1, .info, "hello"))
    fixture.press("M")
    #expect(copied(fixture.press("y")) == "13:52:06.000  1266 INFO     hello\n")
  }

  @Test func saysThatThereIsNothing() {
    var fixture = Fixture()
    #expect(fixture.press("y", "Y", "s").isEmpty)
    #expect(fixture.model.notice?.text == "nothing to save")
  }

  @Test func givesTheEntriesForJSON() {
    var fixture = Fixture()
    fixture.fill(12)
    #expect(fixture.press("Y") == [.copyJSON([11])])
    #expect(fixture.press("1", "0", "Y").last == .copyJSON(Array(2..<12)))
  }

  @Test func asksForANameAndSavesWhatIsShown() {
    var fixture = Fixture(width: 100)
    fixture.fill(100)
    fixture.press("4", "s")
    #expect(fixture.lines.last?.hasPrefix(" Save as: TSK-5498-1544-6054-5440.log") == true)
    #expect(fixture.lines.last?.contains("4 entries") == true)
    fixture.press(.control("u"))
    fixture.type("errors.ndjson")
    let request = SaveRequest(path: "errors.ndjson", slots: [24, 49, 74, 99])
    #expect(fixture.press(.enter) == [.save(request)])
    #expect(fixture.model.topBox == nil)
  }

  @Test func replacesAFileOnlyAfterAYes() {
    var fixture = Fixture(width: 100)
    fixture.fill(3)
    var request = SaveRequest(path: "x.log", slots: [0, 1, 2])
    fixture.send(.fileExists(request))
    #expect(fixture.lines.last == " x.log is there already. Replace it?  y yes  n no  Esc cancel")
    #expect(fixture.press(.enter, " ", .paste("y"), "x").isEmpty)
    fixture.press("n")
    #expect(fixture.lines.last?.hasPrefix(" Save as: x.log") == true)
    fixture.press(.escape)
    #expect(fixture.model.topBox == nil)
    fixture.send(.fileExists(request))
    request.replaces = true
    #expect(fixture.press("y") == [.save(request)])
  }

  @Test func whatIsTypedReplacesTheProposedName() {
    func saved(_ change: (inout Fixture) -> Void) -> String? {
      var fixture = Fixture(width: 100)
      fixture.fill(3)
      fixture.press("s")
      change(&fixture)
      return fixture.press(.enter).compactMap { if case .save(let request) = $0 { request.path } else { nil } }.first
    }
    #expect(saved { $0.type("a.md") } == "a.md")
    #expect(saved { $0.press(.paste("b.md")) } == "b.md")
    #expect(saved { $0.press(.home, "/") } == "/TSK-5498-1544-6054-5440.log")
    #expect(saved { $0.press(.backspace, .backspace, .backspace, "m", "d") } == "TSK-5498-1544-6054-5440.md")
  }

  @Test func thePagerBeginsWhereTheReaderIs() {
    var fixture = Fixture()
    fixture.fill(100)
    fixture.press("E", "E", ":")
    fixture.type("pager")
    #expect(fixture.press(.enter) == [.openInPager(Array(0..<100), from: 74)])
  }

  @Test func takesNoLineBreaksIntoTheName() {
    var fixture = Fixture(width: 100)
    fixture.fill(3)
    fixture.press("s", .control("u"), .paste("a\nb"))
    let commands = fixture.press(.enter)
    #expect(commands == [.save(SaveRequest(path: "a", slots: [0, 1, 2]))])
  }

  @Test func opensTheTaskOfThePaneOrOfTheEntry() {
    var fixture = Fixture(tasks: 2)
    fixture.logs(1, .init(-1, .info, "hello"))
    #expect(fixture.press("o") == [.openPortal(fixture.model.tasks[0].id)])
    fixture.press("M")
    #expect(fixture.press("o") == [.openPortal(fixture.model.tasks[1].id)])
  }

  @Test func leavesForPlainLines() {
    var fixture = Fixture()
    fixture.fill(100)
    #expect(fixture.press(.control("o")) == [.plainStream])
    #expect(fixture.model.visibleEntries == Array(Slot(80)..<100))
    fixture.press("g")
    #expect(fixture.model.visibleEntries.first == 0)
  }
}
