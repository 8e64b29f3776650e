import MonitorCore
import Testing

@testable import MonitorUI

/// The details of an entry.
@Suite struct DetailsTests {
  private func log() -> Fixture {
    var fixture = Fixture(width: 100, height: 40)
    fixture.task(name: "Importing", progress: 10)
    let entries = (0..<20).map { number in
      let account = #"{"Id":"ACC-1","Tags":["a","b\u001b"]}"#
      let parameters = "{\"Buyer\":\"BUY-\(number % 4)\",\"Account\":\(account),\"Count\":\(number)}"
      let severity: Severity = number == 5 ? .error : .info
      let late: Double = number == 5 ? 12 : 0
      return Fixture.Entry(
        Double(number - 20), severity, "Moved {{Buyer}} of {{Account.Id}}", parameters: parameters,
        id: "TLR-\(number)", late: late)
    }
    fixture.logs(0, entries)
    fixture.logs(0, .init(-1, .warning, "Something else", id: "TLR-99"))
    fixture.logs(
      0,
      .init(
        -15, .failure, "Moved {{Buyer}} of {{Account.Id}}, at last",
        parameters: #"{"Buyer":"BUY-1","Account":{"Id":"ACC-1"}}"#, revision: 2, id: "TLR-5"))
    return fixture
  }

  /// What is laid out is bounded, however much a server sends.
  @Test func aHugeMessageIsCut() {
    var fixture = Fixture(width: 100, height: 40)
    let wide = String(repeating: "宽", count: 400_000)
    fixture.logs(0, .init(-2, .info, "{{A}}", parameters: "{\"A\":\"\(wide)\"}"), .init(-1, .error, wide))
    let text = fixture.text
    #expect(text.split(separator: "\n").count { $0.contains("宽宽") } == 2)
    fixture.press("E", .enter, "G")
    let lines = fixture.lines
    #expect(lines.contains { $0.contains("[cut: a file that is saved has all of it]") })
  }

  /// Of thousands of lines those are laid side by side that are seen.
  @Test func manyLinesBesideTheFactsAreReadToTheEnd() {
    var fixture = Fixture(width: 140, height: 30)
    fixture.logs(0, .init(-1, .info, String(repeating: "a\n", count: 40_000)))
    fixture.press("E", .enter)
    #expect(fixture.text.contains("severity    Info"))
    fixture.press("G")
    #expect(fixture.text.contains("[cut: a file that is saved has all of it]"))
  }

  @Test func everyFieldIsShown() {
    var fixture = log()
    fixture.press("E", .enter)
    let text = fixture.text
    for part in [
      "─ TLR-5 ─", "severity    Failure", "late        by 12s", "revision    2", "Moved BUY-1 of ACC-1, at last",
      "Moved {{Buyer}} of {{Account.Id}}, at last", "Parameters", "> Buyer    BUY-1", "    Id     ACC-1",
      "2025-09-11 13:51:52.000 UTC  15s ago", "Revisions", "r1  13:51:52.000  Error",
      "r2  13:51:52.000  Failure  was Error",
      "Task", "id          TSK-5498-1544-6054-5440", "status      ◐ Processing",
    ] {
      #expect(text.contains(part), "\(part)")
    }
    fixture.press(.enter)
    #expect(fixture.model.topBox == nil)
  }

  /// Pages leave the audit out, so the entry is asked for alone; not for each of those that the reader only passes.
  @Test func theAuditIsAskedForOnceTheReaderStays() {
    var fixture = log()
    fixture.press("E", .enter)
    #expect(fixture.press("j", "k").isEmpty)
    let asked = fixture.send(.tick(now: Fixture.at(1), engine: .seconds(1)))
    #expect(asked == [.readEntry(id: Array("TLR-5".utf8), task: 0)])
    #expect(fixture.send(.tick(now: Fixture.at(2), engine: .seconds(2))).isEmpty)
    let audit = #"{"audit":{"created":{"at":"2025-09-11T13:51:53Z","by":{"id":"TKN-1","name":"Bo\u001bt"}}}}"#
    // What is said of another entry is not this one's.
    fixture.send(.entryRead(EntryAnswer(id: Array("TLR-4".utf8), task: 0, members: Array(audit.utf8))))
    #expect(!fixture.text.contains("created"))
    fixture.send(.entryRead(EntryAnswer(id: Array("TLR-5".utf8), task: 0, members: Array(audit.utf8))))
    #expect(fixture.text.contains("created     2025-09-11 13:51:53.000 UTC  16s ago"))
    #expect(fixture.text.contains("(TKN-1)"))
  }

  @Test func anAuditThatIsThereIsNotAskedFor() {
    var fixture = Fixture(width: 100, height: 40)
    var batch = EntryBatch()
    var entry = LogEntry(id: batch.append("TLR-7".utf8))
    entry.timestamp = Fixture.at(-1)
    entry.extras = batch.append(#"{"audit":{"created":{"at":"2025-09-11T13:51:53Z","by":{"id":"TKN-1"}}}}"#.utf8)
    batch.entries = [entry]
    fixture.send(.followed(task: 0, .logs(batch, receivedAt: Fixture.at(0))))
    fixture.press("k", .enter)
    #expect(fixture.send(.tick(now: Fixture.at(1), engine: .seconds(1))).isEmpty)
    #expect(fixture.text.contains("by TKN-1"))
  }

  @Test func anAuditThatCannotBeReadSaysWhy() {
    var fixture = log()
    fixture.press("E", .enter)
    fixture.send(.tick(now: Fixture.at(1), engine: .seconds(1)))
    fixture.send(.entryRead(EntryAnswer(id: Array("TLR-5".utf8), task: 0, problem: "503 Service Unavailable")))
    #expect(fixture.text.contains("audit       503 Service Unavailable"))
  }

  @Test(arguments: [
    ("step 1 of 5", "step 2 of 5", "step [-1-]{+2+} of 5"), ("same", "same", "same"), ("", "new", "{+new+}"),
    ("gone", "", "[-gone-]"), ("a b c d", "a x y d", "a [-b c-]{+x y+} d"), ("a b", "a b c", "a b{+ c+}"),
    ("quota of AGR-1 exceeded", "quota of AGR-12 exceeded by 3", "quota of AGR-[-1-]{+12+} exceeded{+ by 3+}"),
    ("one two three", "three two one", "[-one-]{+three+} two [-three-]{+one+}"),
  ]) func theWordsThatARevisionChangedAreMarked(old: String, new: String, marked: String) {
    let changes = EntryRevisions.changes(from: Array(old.unicodeScalars), to: Array(new.unicodeScalars))
    #expect(changes.map(\.text).joined() == marked)
    let kept = WordChanges(from: Array(old.unicodeScalars), to: Array(new.unicodeScalars)).runs
    #expect(kept.filter { $0.kind != .added }.map(\.text).joined() == old)
    #expect(kept.filter { $0.kind != .removed }.map(\.text).joined() == new)
  }

  /// Whatever two texts are, both can be read from their changes; also where they are long.
  @Test(arguments: 0..<40) func changesHoldBothTexts(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    func text(_ count: Int) -> [Unicode.Scalar] {
      (0..<count).map { _ in ["a", "b", " ", "-", "c", "1"].randomElement(using: &random) ?? " " }
    }
    let (old, new) = (text(seed < 30 ? seed : 900), text(Int.random(in: 0..<(seed < 30 ? 30 : 900), using: &random)))
    let runs = WordChanges(from: old, to: new).runs
    #expect(Array(runs.filter { $0.kind != .added }.map(\.text).joined().unicodeScalars) == old)
    #expect(Array(runs.filter { $0.kind != .removed }.map(\.text).joined().unicodeScalars) == new)
  }

  @Test func flippingThroughEntries() {
    var fixture = log()
    fixture.press("E", .enter, "j")
    #expect(fixture.text.contains("─ TLR-6 ─"))
    fixture.press("k", "k", .up)
    #expect(fixture.text.contains("─ TLR-3 ─"))
    fixture.type("kkkkkkk")
    #expect(fixture.text.contains("─ TLR-0 ─"))
    #expect(fixture.text.contains("this is the oldest entry"))
  }

  @Test func filteringByAValue() {
    var fixture = log()
    fixture.press("E", .enter, "j", "v")
    #expect(fixture.model.topBox == nil)
    #expect(fixture.text.contains(" Buyer=BUY-2   E 1  W 1   5 of 21 entries"))
  }

  @Test func filteringByAnotherValue() {
    var fixture = log()
    fixture.press("E", .enter, "j", .tab, .tab, .tab, .tab)
    #expect(fixture.text.contains("> Count    6"))
    fixture.press(.tab)
    #expect(fixture.text.contains("> Buyer"))
    fixture.press(.backTab, "v")
    #expect(fixture.text.contains("1 of 21 entries"))
  }

  @Test func filteringByTheTemplate() {
    var fixture = log()
    fixture.press("E", .enter, "j")
    #expect(fixture.text.contains("Template  ×19"))
    fixture.press("a")
    #expect(fixture.text.contains("19 of 21"))
  }

  @Test func smallBoxesScroll() {
    var fixture = log()
    fixture.send(.resized(Size(width: 44, height: 10)))
    fixture.press("E", .enter, "G")
    #expect(fixture.text.contains("started"))
    fixture.press("g", "d", "u", " ", "b")
    #expect(fixture.text.contains("Message"))
    for width in 1...30 {
      fixture.send(.resized(Size(width: width, height: width / 2 + 1)))
      _ = view(fixture.model)
    }
  }

  @Test func whatThePlatformLeftOutIsNamed() {
    var fixture = Fixture(width: 100, height: 30)
    fixture.logs(
      0, .init(-2, .info, "all", shared: #""$meta":{"omitted":[]}"#),
      .init(-1, .info, "some", shared: #""$meta":{"omitted":["audit","na\u001bme"]}"#))
    fixture.press(.enter)
    #expect(fixture.text.contains("omitted     audit, na^[me"))
    fixture.press("k")
    #expect(fixture.text.contains("Message") && !fixture.text.contains("omitted"))
    for damaged in [#""$meta":"#, #""$meta":7"#, #""$meta":{"omitted":{"a":["#, "\"", #""task":{}"#] {
      var fixture = Fixture(width: 100, height: 30)
      fixture.logs(0, .init(-1, .info, "damaged", shared: damaged))
      fixture.press(.enter)
      #expect(fixture.text.contains("Message"))
    }
  }

  private func details(
    _ entries: Fixture.Entry..., width: Int = 100, height: Int = 60, raw: String = ""
  ) -> Fixture {
    var fixture = Fixture(width: width, height: height)
    var snapshot = TaskSnapshot(
      id: "TSK-1", name: String(repeating: "A long name ", count: 12) + "of the task", status: .processing)
    snapshot.progress = 57.3
    snapshot.revision = 7
    snapshot.eta = Fixture.at(60)
    snapshot.created = Fixture.at(-100)
    snapshot.raw = Array(raw.utf8)
    fixture.send(.followed(task: 0, .task(snapshot)))
    for entry in entries { fixture.logs(0, entry) }
    fixture.press(.enter)
    return fixture
  }

  /// What the boxes of several lines say, without their frames and the breaks.
  private func words(_ fixture: Fixture) -> String {
    fixture.lines.joined(separator: " ").split { " │".contains($0) }.joined(separator: " ")
  }

  @Test func longValuesAndNamesAreWrapped() {
    let long = (0..<60).map { "word\($0)" }.joined(separator: " ")
    let fixture = details(.init(-1, .info, "m", parameters: "{\"Short\":1,\"Long\":\"\(long)\"}"))
    #expect(words(fixture).contains(long))
    #expect(words(fixture).contains(String(repeating: "A long name ", count: 12) + "of the task"))
    #expect(!fixture.text.contains("…"))
    let narrow = details(
      .init(-1, .info, "m", parameters: "{\"\(String(repeating: "Name", count: 9))\":\"value\"}"), width: 30)
    #expect(narrow.text.contains("value") && !narrow.text.contains("…"))
  }

  @Test func monstersAreBounded() {
    let monster = String(repeating: "m", count: 20_000)
    var fixture = details(.init(-1, .info, "m", parameters: "{\"A\":\"\(monster)\",\"B\":\"\(monster)\"}"))
    fixture.press("G")
    #expect(fixture.text.contains("Task"))
    let members = (0..<30).map { "\"P\($0)\":\"\(monster)\"" }.joined(separator: ",")
    fixture = details(.init(-1, .info, "m", parameters: "{\(members)}"))
    guard let open = fixture.model.box(Details.self) else { return }
    let text = DetailsText(scene: fixture.model.scene, details: open, width: 96)
    #expect(text.lineCount < 1_200)
    let lines = (0..<text.lineCount).map(text.line)
    #expect(lines.contains { $0.map(\.text).joined().contains("[cut: 3 616 bytes more]") })
  }

  /// What a parameter of ten million lines says is read when the entry is chosen, and not with each key.
  @Test func aHugeParameterIsReadOnceAndShownInPart() {
    let huge = String(repeating: #"a\n"#, count: 400_000)
    var fixture = details(
      .init(-2, .info, "short", parameters: "{\"N\":1}"),
      .init(-1, .info, "m", parameters: "{\"P\":\"\(huge)\",\"Q\":5}"), height: 20)
    guard let open = fixture.model.box(Details.self) else { return }
    let values = DetailsText(scene: fixture.model.scene, details: open, width: 96).values
    #expect(values.map(\.isCut) == [true, false] && values[0].value.count < 100_000)
    fixture.press("G", "g", "v")
    #expect(fixture.text.contains("this value is too long to filter by"))
    fixture.press(.tab, "v")
    #expect(fixture.text.contains(" Q=5   1 of 2 entries"))
  }

  @Test func aRevisionThatComesIsShownInTheOpenDetails() {
    var fixture = details(.init(-1, .info, "m", parameters: "{\"N\":1}", id: "TLR-1"))
    fixture.logs(0, .init(-1, .info, "m", parameters: "{\"N\":2}", revision: 2, id: "TLR-1"))
    #expect(fixture.text.contains("> N  2") && fixture.text.contains("N  2  was 1"))
  }

  @Test func whatIsEmptyCanBeToldApart() {
    let text = details(.init(-1, .info, "m", parameters: #"{"T":"","O":{},"L":[ ]}"#)).text
    #expect(text.contains(#"T  ""  empty text"#) && text.contains("O  {}  empty object"))
    #expect(text.contains("L  []  empty list"))
  }

  @Test func allOfTheTaskIsShown() {
    let fixture = details(
      .init(-1, .info, "m"),
      raw: #"""
        {"id":"TSK-1","name":"n","parameters":{"maxTaskProcessingSeconds":7200},"access":"open",
        "audit":{"created":{"at":"2025-09-11T13:50:27.000Z","by":{"id":"USR-1","name":"Anna \u001bB"}},
        "queued":{"at":"soon","by":{"id":"USR-2"}}}}
        """#)
    let text = fixture.text
    for part in [
      "revision    7", "progress    57.3 %", "eta         2025-09-11 13:53:07.000 UTC  as the platform says",
      "created     2025-09-11 13:50:27.000 UTC", "by Anna ^[B (USR-1)", "queued      soon", "by USR-2", "Audit",
      "Parameters of the task", "maxTaskProcessingSeconds  7200", "Other fields of the task", "access  open",
    ] {
      #expect(text.contains(part), "\(part)")
    }
  }

  @Test func revisionsSayWhatChangedInTheParameters() {
    let text = details(
      .init(-1, .info, "m", parameters: #"{"N":5,"A":{"B":"x"},"Old":1,"Same":2}"#, revision: 3, id: "TLR-1"),
      .init(-1, .info, "m", parameters: #"{"N":6,"A":{"B":""},"Same":2,"New":[7]}"#, revision: 4, id: "TLR-1")
    ).text
    for part in ["N  6  was 5", #"A.B  ""  was x"#, "New[0]  7  new", "Old  gone  was 1"] {
      #expect(text.contains(part), "\(part)")
    }
    #expect(!text.contains("Same  2  was"))
    #expect(text.contains("before r3  what it said then is not known"))
  }

  @Test func anEntryFirstSeenRevisedSaysThatMoreIsUnknown() {
    let text = details(.init(-1, .info, "m", revision: 2, id: "TLR-1")).text
    #expect(text.contains("Revisions") && text.contains("before r2  what it said then is not known"))
    #expect(!details(.init(-1, .info, "m")).text.contains("Revisions"))
  }

  @Test(arguments: [(61, 61), (100, 100), (122, 122), (167, 167), (168, 160), (200, 160)])
  func noStripIsLeftBesideTheBox(width: Int, wanted: Int) {
    let line = details(.init(-1, .info, "m"), width: width).lines[1]
    let start = line.distance(from: line.startIndex, to: line.firstIndex(of: "╭") ?? line.endIndex)
    #expect(start == (width - wanted) / 2)
    #expect(line.firstIndex(of: "╮").map { line.distance(from: line.startIndex, to: $0) } == start + wanted - 1)
  }

  @Test func aChipOfAValueSaysWhoseItIs() {
    var fixture = Fixture(width: 100, height: 24)
    fixture.logs(
      0, .init(-3, .info, "a", parameters: #"{"N":5,"M":6}"#), .init(-2, .info, "b", parameters: #"{"M":5,"N":6}"#),
      .init(-1, .info, "c", parameters: #"{"L":[5]}"#))
    fixture.press("g", .enter, "v")
    #expect(fixture.text.contains(" N=5   1 of 3 entries"))
    #expect(!fixture.text.contains("&N=5"))
    fixture.press(":")
    #expect(fixture.text.contains("remove filter: N=5"))
    fixture.press(.escape, .escape, "G", .enter, "v")
    #expect(fixture.text.contains(" L=5   1 of 3 entries"))
  }
}
