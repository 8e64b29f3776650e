import MonitorCore
import Testing

@testable import MonitorUI

/// What keys do in the picker, and what it asks for.
@Suite struct PickerTests {
  static func tasks(_ range: Range<Int>) -> [TaskSnapshot] {
    range.map { number in
      var task = TaskListingTests.task(number, age: Double(number * 60 + 30))
      task.name = number % 2 == 0 ? "Importing subscriptions \(number)" : "Exporting invoices \(number)"
      if number % 5 == 4 { task.status = .failed }
      return task
    }
  }

  /// The commands that begin to follow these, from the first number on.
  static func follow(_ ids: String...) -> [Command] {
    ids.compactMap { TaskID($0) }.enumerated().map { .follow($1, task: $0) }
  }

  static func start(_ count: Int = 30, total: Int? = nil, width: Int = 100, height: Int = 24) -> Fixture {
    var fixture = Fixture(tasks: 0, width: width, height: height)
    #expect(fixture.model.openPicker() == [.listTasks(offset: 0, limit: 100)])
    fixture.send(.listed(TaskPage(tasks: tasks(0..<count), total: total ?? count), offset: 0))
    return fixture
  }

  private func picker(_ fixture: Fixture) -> Picker? {
    fixture.model.box(Picker.self)
  }

  private func current(_ fixture: Fixture) -> String? { picker(fixture)?.current?.id.text }

  private func rows(_ fixture: Fixture) -> Int { PickerLayout(size: fixture.model.size).rowCount }

  @Test(arguments: [
    ([Key.down], "TSK-1"), ([.control("n"), .down, .control("p")], "TSK-1"), ([.up], "TSK-0"), ([.end], "TSK-29"),
    ([.end, .home], "TSK-0"), ([.pageDown], "TSK-18"), ([.pageDown, .pageDown, .pageUp], "TSK-11"),
  ])
  func moves(keys: [Key], to id: String) {
    var fixture = Self.start()
    #expect(rows(fixture) == 19)
    for key in keys { fixture.press(key) }
    #expect(current(fixture) == id)
    #expect(fixture.lines.filter { $0.hasPrefix(" ▸") }.count == 1)
  }

  @Test func enterWatchesTheCurrentTask() {
    var fixture = Self.start()
    fixture.press(.down)
    #expect(fixture.press(.enter) == Self.follow("TSK-1"))
    #expect(picker(fixture)?.isStart == nil)
    #expect(fixture.model.openTasks == [0])
    #expect(fixture.lines[1].contains("Exporting invoices 1   TSK-1"))
  }

  @Test func spaceMarksSeveralAndEnterWatchesThemInThatOrder() {
    var fixture = Self.start()
    fixture.press(.down, .down, " ", .home, " ")
    #expect(picker(fixture)?.marked.map(\.text) == ["TSK-2", "TSK-0"])
    #expect(fixture.text.contains("2 marked"))
    let commands = fixture.press(.enter)
    #expect(commands == Self.follow("TSK-2", "TSK-0"))
    #expect(fixture.model.focus == 0)
  }

  @Test func spaceAgainUnmarks() {
    var fixture = Self.start()
    fixture.press(" ", .up, " ")
    #expect(picker(fixture)?.marked == [])
  }

  @Test func marksOutliveTheFilter() {
    var fixture = Self.start()
    fixture.type("exporting")
    fixture.press(" ")
    fixture.press(.escape)
    fixture.type("0")
    fixture.press(" ")
    #expect(picker(fixture)?.marked.map(\.text) == ["TSK-1", "TSK-0"])
  }

  @Test func typingFiltersAndEscapeClearsThenLeaves() {
    var fixture = Self.start()
    fixture.type("failed")
    #expect(picker(fixture)?.shown.count == 6)
    #expect(fixture.text.contains("6 of 30"))
    #expect(current(fixture) == "TSK-4")
    #expect(fixture.press(.escape) == [])
    #expect(picker(fixture)?.shown.count == 30)
    #expect(fixture.press(.escape) == [.quit])
  }

  @Test func lettersThatAreKeysElsewhereAreTyped() {
    var fixture = Self.start()
    #expect(fixture.type("q?rAXQ:/") == [])
    #expect(picker(fixture)?.editor.text == "q?rAXQ:/")
  }

  @Test func theCurrentTaskStaysWhileItIsFound() {
    var fixture = Self.start()
    fixture.press(.down, .down)
    fixture.type("import")
    #expect(current(fixture) == "TSK-2")
    fixture.type("x")
    #expect(current(fixture) == nil)
    #expect(fixture.text.contains("Nothing among 30 tasks has 'importx' in it."))
    #expect(fixture.press(.enter) == [])
    #expect(fixture.text.contains("no task is found"))
  }

  @Test func aPastedTaskIsWatchedThoughItIsNotListed() {
    var fixture = Self.start()
    fixture.press(.paste("https://portal.example/tasks/TSK-9999-8888?x=1"))
    #expect(fixture.text.contains("TSK-9999-8888 is not in the list."))
    #expect(fixture.press(.enter) == Self.follow("TSK-9999-8888"))
  }

  @Test func controlKeysKeepTheirMeaning() {
    var fixture = Self.start()
    #expect(fixture.press(.control("c")) == [.interrupt])
    #expect(fixture.press(.control("z")) == [.suspend])
    #expect(fixture.press(.control("l")) == [.redraw])
  }

  @Test func theWheelAndAClickMove() {
    var fixture = Self.start()
    fixture.press(.mouse(MouseEvent(.wheelDown, x: 1, y: 9)))
    #expect(current(fixture) == "TSK-0")
    #expect(fixture.press(.function(2)) == [.mouse(true)])
    fixture.press(.mouse(MouseEvent(.wheelDown, x: 1, y: 9)))
    #expect(current(fixture) == "TSK-3")
    fixture.press(.mouse(MouseEvent(.press, x: 9, y: PickerLayout(size: fixture.model.size).rows.y + 7)))
    #expect(current(fixture) == "TSK-7")
    fixture.press(.mouse(MouseEvent(.press, x: 9, y: 0)), .mouse(MouseEvent(.press, x: -3, y: 900)))
    #expect(current(fixture) == "TSK-7")
  }

  @Test func theListIsReadAgainEveryFewSecondsWhileItIsOpen() {
    var fixture = Self.start()
    #expect(fixture.send(.tick(now: Fixture.at(9), engine: .seconds(104))) == [])
    #expect(fixture.send(.tick(now: Fixture.at(10), engine: .seconds(106))) == [.listTasks(offset: 0, limit: 100)])
    // Not again while the answer is awaited.
    #expect(fixture.send(.tick(now: Fixture.at(60), engine: .seconds(160))) == [])
    fixture.send(.listed(TaskPage(tasks: Self.tasks(0..<30), total: 30), offset: 0))
    #expect(fixture.send(.tick(now: Fixture.at(70), engine: .seconds(170))) == [.listTasks(offset: 0, limit: 100)])
    fixture.press(.enter)
    #expect(fixture.send(.tick(now: Fixture.at(99), engine: .seconds(199))) == [])
  }

  @Test func furtherPagesAreReadWhenTheyAreScrolledTo() {
    var fixture = Self.start(100, total: 230)
    #expect(fixture.press(.down) == [])
    #expect(fixture.press(.end) == [.listTasks(offset: 90, limit: 100)])
    #expect(
      fixture.send(.listed(TaskPage(tasks: Self.tasks(90..<190), total: 230), offset: 90)) == [])
    #expect(current(fixture) == "TSK-99")
    #expect(fixture.press(.end) == [.listTasks(offset: 180, limit: 100)])
    fixture.send(.listed(TaskPage(tasks: Self.tasks(180..<230), total: 230), offset: 180))
    fixture.press(.end)
    #expect(current(fixture) == "TSK-229")
    // What is read again is what is seen.
    #expect(fixture.send(.tick(now: Fixture.at(50), engine: .seconds(150))) == [.listTasks(offset: 200, limit: 100)])
  }

  @Test func aFilterThatFindsLittleReadsOn() {
    var fixture = Self.start(100, total: 230)
    #expect(fixture.type("200") == [.listTasks(offset: 90, limit: 100)])
    #expect(fixture.text.contains("older ones are being searched"))
    let more = fixture.send(.listed(TaskPage(tasks: Self.tasks(90..<190), total: 230), offset: 90))
    #expect(more == [.listTasks(offset: 180, limit: 100)])
    #expect(fixture.send(.listed(TaskPage(tasks: Self.tasks(180..<230), total: 230), offset: 180)) == [])
    #expect(current(fixture) == "TSK-200")
  }

  @Test func newTasksMoveNoRowUnderTheEye() {
    var fixture = Self.start(60)
    for _ in 0..<25 { fixture.press(.down) }
    let before = fixture.lines[4...22]
    let newer = (100..<103).map { number in
      var task = TaskListingTests.task(number, age: 0)
      task.created = Fixture.at(Double(number))
      return task
    }
    fixture.send(.listed(TaskPage(tasks: newer + Self.tasks(0..<60), total: 63), offset: 0))
    #expect(fixture.lines[4...22] == before)
    #expect(current(fixture) == "TSK-25")
  }

  @Test func untouchedTheNewestTaskIsTheCurrentOne() {
    var fixture = Self.start(10)
    var newer = TaskListingTests.task(100)
    newer.created = Fixture.at(5)
    fixture.send(.listed(TaskPage(tasks: [newer] + Self.tasks(0..<10), total: 11), offset: 0))
    #expect(current(fixture) == "TSK-100")
    fixture.press(.down)
    var newest = TaskListingTests.task(101)
    newest.created = Fixture.at(6)
    fixture.send(.listed(TaskPage(tasks: [newest], total: 12), offset: 0))
    #expect(current(fixture) == "TSK-0")
  }

  @Test func aRefusalIsSaidAndOnlyAskedAgainByKey() {
    var fixture = Fixture(tasks: 0)
    _ = fixture.model.openPicker()
    fixture.send(.listFailed(SourceFailure(.status(401), "401 Authentication Failed - set MPT_API_TOKEN")))
    #expect(fixture.text.contains("401 Authentication Failed - set MPT_API_TOKEN"))
    #expect(fixture.text.contains("Ctrl-R tries again"))
    #expect(fixture.send(.tick(now: Fixture.at(999), engine: .seconds(999))) == [])
    #expect(fixture.press(.control("r")) == [.listTasks(offset: 0, limit: 100)])
    fixture.send(.listed(TaskPage(tasks: Self.tasks(0..<3), total: 3), offset: 0))
    #expect(!fixture.text.contains("401"))
    #expect(fixture.press("r") == [])
    #expect(picker(fixture)?.editor.text == "r")
  }

  @Test func aFaultIsTriedAgainEverMoreRarely() {
    var fixture = Self.start(3)
    var engine = Duration.seconds(100)
    var pauses: [Int] = []
    for _ in 0..<6 {
      var seconds = 0
      while fixture.send(.tick(now: Fixture.start, engine: engine)).isEmpty, seconds < 400 {
        engine += .seconds(1)
        seconds += 1
      }
      pauses.append(seconds)
      fixture.send(.listFailed(SourceFailure(.timeout, "timed out")))
    }
    #expect(pauses == [5, 4, 8, 16, 32, 60])
    #expect(fixture.text.contains("stale · timed out"))
    // What is known stays to choose from.
    #expect(fixture.press(.enter).count == 1)
  }

  @Test func whatTheServerAsksToWaitIsWaited() {
    var fixture = Self.start(3)
    _ = fixture.send(.tick(now: Fixture.start, engine: .seconds(105)))
    fixture.send(.listFailed(SourceFailure(.status(429), "429", retryAfter: .seconds(90))))
    #expect(fixture.send(.tick(now: Fixture.start, engine: .seconds(194))) == [])
    #expect(!fixture.send(.tick(now: Fixture.start, engine: .seconds(195))).isEmpty)
  }

  @Test func randomKeysAndAnswersAtAnySizeAreHarmless() {
    var random = SplitMix64(seed: 11)
    let keys: [Key] =
      [.up, .down, .pageUp, .pageDown, .home, .end, " ", "a", "T", .backspace, .control("w"), .left, .right, .delete]
      + [.control("r"), .paste("TSK-1 \u{202E}漢"), .function(3), .tab, .mouse(MouseEvent(.press, x: 3, y: 5))]
    var fixture = Self.start(100, total: 1000)
    for _ in 0..<1500 {
      switch random.next(8) {
      case 0: fixture.send(.resized(Size(width: random.next(160), height: random.next(45))))
      case 1:
        let from = random.next(300)
        fixture.send(.listed(TaskPage(tasks: Self.tasks(from..<from + random.next(100)), total: 400), offset: from))
      case 2: fixture.send(.listFailed(SourceFailure(.timeout, "a\nb")))
      case 3: fixture.tick(Double(random.next(9)))
      default: if let key = keys.randomElement(using: &random) { fixture.press(key) }
      }
      let frame = view(fixture.model)
      #expect(frame.size == fixture.model.size)
      if let cursor = frame.cursor { #expect(cursor.x < max(1, frame.size.width) && cursor.y < frame.size.height) }
    }
  }
}
