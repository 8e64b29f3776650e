import MonitorCore
import Testing

@testable import MonitorUI

/// Notes on marked entries, and that both outlive a run.
@Suite struct NotesTests {
  private func read() -> Fixture {
    var fixture = Fixture(width: 80, height: 14)
    fixture.fill(100)
    fixture.press("b")
    return fixture
  }

  @Test func aNoteMarksTheEntryAndStandsUnderIt() {
    var fixture = read()
    let before = fixture.lines
    fixture.type("\"asked the DBA")
    #expect(fixture.lines.last?.contains("\"asked the DBA") == true)
    #expect(fixture.lines.last?.contains("Enter keep it") == true)
    fixture.press(.enter)
    #expect(fixture.model.marks.count == 1)
    #expect(fixture.lines[3].hasPrefix(before[3].prefix(12)) && fixture.lines[3].contains("◆"))
    #expect(fixture.lines[4].hasSuffix("◆ asked the DBA"))
    #expect(fixture.lines[5].dropFirst() == before[4].dropFirst())
  }

  @Test func theDetailsShowItAndChangeIt() {
    var fixture = read()
    fixture.type("\"asked the DBA")
    fixture.press(.enter, .enter)
    #expect(fixture.text.contains("note") && fixture.text.contains("asked the DBA"))
    fixture.type("\"")
    fixture.press(.control("u"))
    fixture.type("she knows")
    fixture.press(.enter)
    #expect(fixture.text.contains("she knows") && !fixture.text.contains("asked the DBA"))
    #expect(fixture.model.box(Details.self) != nil)
  }

  @Test func anEmptiedNoteLeavesTheMark() {
    var fixture = read()
    fixture.type("\"wrong")
    fixture.press(.enter)
    fixture.type("\"")
    fixture.press(.control("u"))
    #expect(fixture.lines.last?.contains("Enter remove the note") == true)
    fixture.press(.enter)
    #expect(fixture.model.notes.isEmpty && fixture.model.marks.count == 1)
    fixture.type("\"again")
    fixture.press(.enter, "m")
    #expect(fixture.model.notes.isEmpty && fixture.model.marks.isEmpty)
  }

  @Test func marksAndNotesComeBackWithTheirEntries() {
    var fixture = read()
    fixture.type("\"asked the DBA")
    fixture.press(.enter, "b", "m")
    let saved = fixture.model.marksToSave
    #expect(saved[fixture.model.tasks[0].id]?.values.sorted() == ["", "asked the DBA"])

    var later = Fixture(width: 80, height: 14)
    later.model.restore(saved)
    later.fill(100)
    #expect(later.model.marks.count == 2)
    #expect(later.model.marksToSave == saved)
    later.press("g", "'", "'")
    #expect(later.text.contains("◆ asked the DBA"))
  }

  @Test func marksWhoseEntriesWereNotReadStay() {
    let task = TaskID(Fixture.ids[0])
    var fixture = Fixture(width: 80, height: 14)
    fixture.model.restore([task: ["TLR-OLD": "from last week"]].compactMapKeys())
    fixture.fill(10)
    fixture.press("m")
    #expect(task.map { fixture.model.marksToSave[$0]?["TLR-OLD"] } == "from last week")
    #expect(task.map { fixture.model.marksToSave[$0]?.count } == 2)
  }

  @Test func theMarkOfTheLastVisitIsNobodysOwn() {
    var fixture = Fixture(width: 80, height: 14)
    let id = fixture.model.tasks[0].id
    fixture.model.remember([id: Visit(newest: Fixture.at(-20), at: Fixture.at(-20))])
    fixture.fill(40)
    fixture.state { $0.logIsRead = true }
    #expect(fixture.model.marks.count == 1)
    #expect(fixture.model.marksToSave == [id: [:]])
  }

  @Test func marksThatAreKnownLaterThanTheirEntriesAreMarkedAll() {
    var fixture = Fixture(width: 80, height: 14)
    fixture.fill(10)
    let ids = fixture.model.store.order.prefix(2).map {
      String(decoding: fixture.model.store.id(of: $0), as: UTF8.self)
    }
    let task = fixture.model.tasks[0].id
    fixture.send(.remembered(Remembered(marks: [task: [ids[0]: "first", ids[1]: "", "TLR-OLD": "later"]])))
    #expect(fixture.model.marks.count == 2)
    #expect(
      fixture.model.marksToSave[task]?[ids[0]] == "first" && fixture.model.marksToSave[task]?["TLR-OLD"] == "later")
  }

  @Test func theFileOfOnceIsRead() throws {
    let (one, two) = (try #require(TaskID("TSK-1")), try #require(TaskID("TSK-2")))
    let text = """
      mpt-tail marks 1
      a.example\tTSK-1\tTLR-1\ttab\there
      a.example\tTSK-1\tTLR 2\tno id
      a.example\tTSK-1\tTLR-3\t
      b.example\tTSK-2\tTLR-9\tü
      garbage
      """
    let marks = SavedMarks(text: Array(text.utf8)).marks
    #expect(marks["b.example"] == [two: ["TLR-9": "ü"]])
    #expect(marks["a.example"]?[one] == ["TLR-1": "tab here", "TLR-3": ""])
    #expect(SavedMarks(text: Array("another format\na\tTSK-1\tTLR-1\tx\n".utf8)).marks.isEmpty)
  }
}

extension [TaskID?: SavedMarks.Notes] {
  fileprivate func compactMapKeys() -> [TaskID: SavedMarks.Notes] {
    reduce(into: [:]) { if let key = $1.key { $0[key] = $1.value } }
  }
}
