import MonitorCore
import Testing

@testable import MonitorUI

/// The picker as drawings.
@Suite struct PickerScreenTests {
  /// Before the first answer.
  private func opened(_ width: Int, _ height: Int) -> Fixture {
    var fixture = Fixture(tasks: 0, width: width, height: height, host: "api.example")
    _ = fixture.model.openPicker()
    return fixture
  }

  private func scene(_ width: Int, _ height: Int, _ change: (inout Fixture) -> Void = { _ in }) -> Fixture {
    var fixture = opened(width, height)
    func task(
      _ id: String, _ name: String, _ status: TaskStatus, _ progress: Double?, age: Double, code: String = ""
    ) -> TaskSnapshot {
      var task = TaskSnapshot(id: id, name: name, status: status)
      task.progress = progress
      task.created = Fixture.at(-age)
      task.code = code
      return task
    }
    let tasks = [
      task("TSK-1524-4885-5232-7880", "Importing a price list", .queued, nil, age: 6),
      task("TSK-9308-9578-4667-6943", "Migrating agreements to the new product version", .processing, 58, age: 500),
      task("TSK-3778-5454-2186-9372", "漢字の名前 \u{1B}[31mred", .completed, 100, age: 560),
      task("TSK-7111-5933-6427-4342", "", .failed, 99.5, age: 90_000, code: "prices.import"),
      task("TSK-4078-1928-3737-4690", "Something new", .other("Pondering\u{202E}"), 12, age: 200_000),
    ]
    fixture.send(.listed(TaskPage(tasks: tasks, total: 5), offset: 0))
    change(&fixture)
    return fixture
  }

  private func expect(_ fixture: Fixture, _ drawing: String, _ location: SourceLocation = #_sourceLocation) {
    #expect(fixture.text == drawing, sourceLocation: location)
  }

  @Test func wide() {
    expect(
      scene(120, 17) { $0.press(" ", .down) },
      #"""
       mpt-tail  api.example · TKN-1234-5678                                                             ● 5 tasks   13:52:07
       Watch  type a part of a name, an id, a code or a status                                                       1 marked

           STATUS         PROGRESS               AGE  NAME                                            TASK
         ◆ ○ Queued                               6s  Importing a price list                          TSK-1524-4885-5232-7880
           ◐ Processing   ██████▉       58.0 %    8m  Migrating agreements to the new product versi…  TSK-9308-9578-4667-6943
       ▸   ✔ Completed                            9m  漢字の名前 ^[[31mred                            TSK-3778-5454-2186-9372
           ✖ Failed                     99.5 %    1d  prices.import                                   TSK-7111-5933-6427-4342
           ? Pondering<…  █▍            12.0 %    2d  Something new                                   TSK-4078-1928-3737-4690







       Enter watch marked  Space mark several  ↓ ↑ move  Tab running only  F1 help  Alt-s sort  Esc quit
      """#)
  }

  @Test func endsAreThePlatformsOrThoseOfEarlierRuns() throws {
    var fixture = opened(150, 12)
    var (said, usual, over, ended) = (
      TaskSnapshot(id: "TSK-1", name: "Said", status: .processing),
      TaskSnapshot(id: "TSK-2", name: "Usual", status: .processing),
      TaskSnapshot(id: "TSK-3", name: "Over", status: .processing),
      TaskSnapshot(id: "TSK-4", name: "Ended", status: .completed)
    )
    said.eta = Fixture.at(600)
    (usual.code, usual.started) = ("imports", Fixture.at(-60))
    (over.code, over.started) = ("imports", Fixture.at(-900))
    (ended.code, ended.started, ended.completed) = ("imports", Fixture.at(-400), Fixture.at(-60))
    let run = EarlierRun(
      task: try #require(TaskID("TSK-0")), code: "imports", ended: Fixture.at(-9_000),
      run: RunHistory.Run(duration: 300))
    fixture.send(.histories(["imports": CodeHistory(runs: [run])]))
    fixture.send(.listed(TaskPage(tasks: [said, usual, over, ended], total: 4), offset: 0))
    func row(_ name: String) -> String { fixture.lines.first { $0.contains(" \(name) ") } ?? "" }
    #expect(fixture.lines.contains { $0.contains("ETA") })
    #expect(row("Said").contains(" 14:02 ") && row("Usual").contains(" ≈13:56 "), "\(fixture.text)")
    #expect(row("Over").contains("10 min over") && row("Ended").contains("usually 5:00"), "\(fixture.text)")
  }

  @Test func sortedByNameStatusAndProgress() {
    func names(_ fixture: Fixture) -> [String] {
      fixture.lines.dropFirst(3).prefix(5).map { String($0.dropFirst(35).prefix(9)) }
    }
    var fixture = scene(80, 12)
    fixture.press(.down, .alt("s"))
    #expect(fixture.text.contains("by status") && fixture.text.contains("▸   ◐ Processing"))
    #expect(
      names(fixture) == ["Migrating", "Importing", "漢字の名前 ^[[", "prices.im", "Something"].map { String($0.prefix(9)) })
    fixture.press(.alt("s"))
    #expect(fixture.text.contains("by progress"))
    #expect(names(fixture).last == "Importing")
    fixture.press(.alt("s"))
    #expect(names(fixture).prefix(4) == ["Importing", "Migrating", "prices.im", "Something"])
    fixture.press(.alt("s"))
    #expect(!fixture.text.contains(" by ") && names(fixture).first == "Importing")
  }

  @Test func ordinary() {
    expect(
      scene(80, 12) { $0.type("ing") },
      #"""
       mpt-tail  api.example · TKN-1234-5678                     ● 5 tasks   13:52:07
       Watch  ing                                                              3 of 5
           STATUS         PROGRESS  AGE  NAME                              TASK
       ▸   ○ Queued                  6s  Importing a price list            …5232-7880
           ◐ Processing    58.0 %    8m  Migrating agreements to the new…  …4667-6943
           ? Pondering<…   12.0 %    2d  Something new                     …3737-4690





       Enter watch  Space mark several  ↓ ↑ move  Tab running only  Esc clear
      """#)
  }

  @Test func small() {
    expect(
      scene(40, 9),
      #"""
       mpt-tail          ● 5 tasks   13:52:07
       Watch  type to filter
           STATUS       NAME
       ▸   ○ Queued     Importing a price li…
           ◐ Processing Migrating agreements…
           ✔ Completed  漢字の名前 ^[[31mred
           ✖ Failed     prices.import
           ? Pondering… Something new
       Enter watch  ↓ ↑ move  Esc quit
      """#)
  }

  @Test func headsStandApartWhereColumnsAreNarrow() {
    let fixture = scene(48, 9)
    #expect(fixture.lines[2] == "     STATUS          DONE NAME")
    #expect(fixture.lines[4] == "     ◐ Processing  58.0 % Migrating agreements…")
  }

  @Test func aListForATerminalHasTheSameColumnsAndWholeIDs() {
    let tasks = scene(80, 12).model.box(Picker.self)?.list.items.map(\.task) ?? []
    let frame = TaskSheet.frame(of: tasks, width: 80, now: Fixture.start, zone: { _ in 0 }, glyphs: .unicode)
    #expect(
      frame.text == #"""
         STATUS         PROGRESS  AGE  NAME                     TASK
         ○ Queued                  6s  Importing a price list   TSK-1524-4885-5232-7880
         ◐ Processing    58.0 %    8m  Migrating agreements t…  TSK-9308-9578-4667-6943
         ✔ Completed               9m  漢字の名前 ^[[31mred     TSK-3778-5454-2186-9372
         ✖ Failed        99.5 %    1d  prices.import            TSK-7111-5933-6427-4342
         ? Pondering<…   12.0 %    2d  Something new            TSK-4078-1928-3737-4690
        """#)
  }

  @Test func tiny() {
    expect(
      scene(19, 3),
      #"""
      type to filter
      ▸ Importing a pric…
        Migrating agreem…
      """#)
  }

  @Test func asking() {
    expect(
      opened(60, 9),
      #"""
       mpt-tail  api.example                  ○ asking   13:52:07
       Watch  type a part of a name, an id, a code or a status



       asking api.example for its tasks…


       F1 help  Esc quit
      """#)
  }

  @Test func refused() {
    var fixture = opened(60, 11)
    fixture.send(
      .listFailed(
        SourceFailure(.status(401), "401 Authentication Failed - the token is unknown or was disabled (00-1)")))
    expect(
      fixture,
      #"""
       mpt-tail  api.example · TKN-1234-5678   no list   13:52:07
       Watch  type a part of a name, an id, a code or a status



       401 Authentication Failed - the token is unknown or was
       disabled (00-1)
       Ctrl-R tries again


       Ctrl-R try again  F1 help  Esc quit
      """#)
  }

  @Test func nothing() {
    var fixture = opened(60, 9)
    fixture.send(.listed(TaskPage(tasks: [], total: 0), offset: 0))
    expect(
      fixture,
      #"""
       mpt-tail  api.example                 ● 0 tasks   13:52:07
       Watch  type a part of a name, an id, a code or a status


       There are no tasks, or none that this token may see.
       New ones appear here by themselves.


       F1 help  Esc quit
      """#)
  }

  @Test func overWhatIsWatchedItSaysWhatIsWatched() {
    var fixture = Fixture(tasks: 1, width: 70, height: 9)
    #expect(fixture.press("A") == [.listTasks(offset: 0, limit: 100)])
    var task = TaskSnapshot(id: fixture.model.tasks[0].id.text, name: "Watched", status: .processing)
    task.created = Fixture.at(-5)
    fixture.send(.listed(TaskPage(tasks: [task], total: 1), offset: 0))
    expect(
      fixture,
      #"""
       mpt-tail  api.platform.softwareone.com           ● 1 task   13:52:07
       Add  type a part of a name, an id, a code or a status
           STATUS         PROGRESS  AGE  NAME
       ▸ ● ◐ Processing              5s  Watched




       Enter watch  Space mark several  ↓ ↑ move  F1 help  Esc back
      """#)
  }

  @Test func itsHelpAndItsPaletteAreOverIt() {
    var fixture = PickerTests.start(5, width: 80, height: 40)
    #expect(view(fixture.model).cursor != nil)
    fixture.press(.function(1))
    #expect(fixture.text.contains("mark several") && fixture.text.contains("Anything else is typed"))
    #expect(!fixture.text.contains("to the newest, and follow"), "the panes' keys are not valid here")
    #expect(fixture.lines[1].contains("Watch") && view(fixture.model).cursor == nil)
    // The list goes on below.
    fixture.send(.listed(TaskPage(tasks: PickerTests.tasks(0..<9), total: 9), offset: 0))
    #expect(fixture.lines[0].contains("9 tasks"))
    fixture.press("q")
    #expect(!fixture.text.contains(" Keys "))
    fixture.press(":")
    fixture.type("mark")
    #expect(fixture.text.contains("> mark task"))
    fixture.press(.escape)
    #expect(!fixture.text.contains(" Commands ") && fixture.text.contains("Watch"))
    // Once something is typed, these letters are text too.
    fixture.type("i:?")
    #expect(fixture.lines[1].contains("i:?"))
    fixture.press(.function(1), .escape)
    #expect(fixture.lines[1].contains("i:?"), "what was typed is still there")
  }

  @Test func moreThanFitsIsSaid() {
    let fixture = PickerTests.start(100, total: 230, width: 80, height: 10)
    expect(
      fixture,
      #"""
       mpt-tail  api.platform.softwareone.com                  ● 230 tasks   13:52:07
       Watch  type a part of a name, an id, a code or a status
           STATUS         PROGRESS  AGE  NAME                                   TASK
       ▸   ◐ Processing             30s  Importing subscriptions 0              TSK-0
           ◐ Processing              1m  Exporting invoices 1                   TSK-1
           ◐ Processing              2m  Importing subscriptions 2              TSK-2
           ◐ Processing              3m  Exporting invoices 3                   TSK-3
           ✖ Failed                  4m  Importing subscriptions 4              TSK-4
           ◐ Processing              5m  Exporting invoices 5                   TSK-5
       Enter watch  Space mark several  ↓ ↑ move  F1 help  Esc quit      ▼ 1-6 of 230
      """#)
  }

  @Test func onlyASCIIWhereThatIsWanted() {
    var fixture = scene(80, 12) { $0.press(" ") }
    fixture.model.glyphs = .ascii
    let text = fixture.lines.filter { !$0.contains("Migrating") && !$0.contains("漢") }.joined()
    #expect(text.unicodeScalars.filter { !$0.isASCII }.isEmpty, "\(text)")
    #expect(fixture.lines[3].hasPrefix("   * [q] Queued"))
  }

  @Test func severalNamesOfAnyKindKeepTheirColumns() {
    for width in [20, 29, 30, 44, 56, 60, 96, 108, 150, 220] {
      let columns = PickerColumns(width: width, idWidth: 23, codeWidth: 14)
      let parts = [
        (columns.statusX, columns.statusWidth), (columns.barX, columns.barWidth),
        (columns.percentX, columns.percentWidth), (columns.ageX, columns.ageWidth), (columns.nameX, columns.nameWidth),
        (columns.codeX, columns.codeWidth), (columns.idX, columns.idWidth),
      ].filter { $0.1 > 0 }
      for (left, right) in zip(parts, parts.dropFirst()) { #expect(left.0 + left.1 < right.0, "\(width)") }
      #expect(columns.nameWidth >= 11, "\(width)")
      if let last = parts.last { #expect(last.0 + last.1 <= width) }
    }
  }

  @Test func everySizeDraws() {
    for size in SizesTests.sizes {
      var fixture = scene(80, 24) { $0.press(" ", .end) }
      fixture.send(.resized(size))
      #expect(view(fixture.model).cells.count == size.width * size.height)
    }
  }

  @Test func endedTasksSayWhenAndHowLong() {
    var fixture = Fixture(tasks: 0, width: 120, height: 12)
    _ = fixture.model.openPicker()
    var page = TaskPage(tasks: [], total: 3)
    for (number, status) in [TaskStatus.completed, .failed, .processing].enumerated() {
      var task = TaskSnapshot(id: "TSK-\(number)", name: "Task \(number)", status: status)
      task.created = Fixture.at(-10_000)
      task.started = Fixture.at(-9_000)
      task.completed = status.isFinal ? Fixture.at(number == 0 ? -5_400 : -200_000) : nil
      if number == 1 { task.started = Fixture.at(-201_000) }
      task.progress = 50
      page.tasks.append(task)
    }
    fixture.send(.listed(page, offset: 0))
    #expect(fixture.lines.contains { $0.contains("✔ Completed    12:22 · took 1:00:00") })
    #expect(fixture.lines.contains { $0.contains("✖ Failed       09 Sep · took 16:40") })
    fixture.press(.tab)
    #expect(
      fixture.text.contains("  running only\n") && fixture.text.contains("Task 2") && !fixture.text.contains("Task 0"))
    fixture.type("0")
    #expect(fixture.text.contains("None of 3 tasks runs and has '0' in it.") && fixture.text.contains("Tab shows all."))
    fixture.press(.tab)
    #expect(fixture.text.contains("Task 0") && !fixture.text.contains("running only ·"))
    fixture.send(.resized(Size(width: 70, height: 12)))
    fixture.press(.escape)
    #expect(fixture.lines.contains { $0.contains("✔ Completed    1:00:00 ") })
  }
}
