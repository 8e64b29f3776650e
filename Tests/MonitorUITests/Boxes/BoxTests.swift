import MonitorCore
import Testing

@testable import MonitorUI

/// A box needs nothing but a scene: no model.
@Suite struct BoxTests {
  private static func store(_ count: Int) -> LogStore {
    var store = LogStore()
    var batch = EntryBatch()
    for number in 0..<count {
      var entry = LogEntry(id: batch.append("TLR-\(100 + number)".utf8))
      entry.severity = number % 10 == 9 ? .error : .info
      entry.severityText = batch.append(entry.severity.word.utf8)
      entry.timestamp = Fixture.at(Double(number - count))
      entry.message = batch.append("made {{Name}}".utf8)
      entry.parameters = batch.append(#"{"Name":"entry \#(number)"}"#.utf8)
      batch.entries.append(entry)
    }
    _ = store.merge(batch, of: 0, receivedAt: Fixture.start)
    return store
  }

  private static func scene(_ count: Int = 60, width: Int = 80, height: Int = 24) -> Scene {
    Scene(
      size: Size(width: width, height: height),
      time: Scene.Moment(now: Fixture.start, engine: .seconds(100), clock: ClockText(zone: nil)), glyphs: .unicode,
      keys: .standard, host: Scene.Host(name: "api.example", tokenID: ""), store: store(count),
      tasks: ["TSK-1"].compactMap { TaskID($0).map(WatchedTask.init) }, pane: nil,
      display: EntryDisplay(timestamps: .utc, elapsedSince: nil, search: nil))
  }

  private static func boxes(in scene: Scene) -> [any Box] {
    let before = ReadingState(search: nil, viewport: nil, chosen: nil)
    let rows = TableView.rows(of: scene.size)
    let ofEntries: [any Box] =
      scene.store.count > 3
      ? [Details(slot: 3, store: scene.store), TemplateTable(at: 3, filter: LogFilter(), of: scene.store, rows: rows)]
      : []
    return ofEntries + [
      Help(about: .log), CommandPalette(), Timeline(of: 0, at: nil, in: scene),
      Picker(isStart: false, list: TaskListing()), SavePrompt(path: "a.log"),
      SavePrompt(replacing: SaveRequest(path: "a.log", slots: [])),
      Prompt(.search, before: before, filters: [], history: []),
      Prompt(.filter, before: before, filters: [], history: []),
    ]
  }

  private static func isClose(_ outcome: Outcome) -> Bool { if case .close = outcome { true } else { false } }

  private static func isPassed(_ outcome: Outcome, _ action: Action) -> Bool {
    if case .perform(action, _) = outcome { true } else { false }
  }

  private static func closes(_ box: any Box, by action: Action, in scene: Scene) -> Bool {
    var box = box
    return box.perform(action, count: 1, in: scene).contains(where: isClose)
  }

  /// The text of a box's picture.
  private static func text(_ box: any Box, in scene: Scene) -> String {
    var frame = Frame(size: scene.size)
    box.draw(in: scene, on: &frame)
    return frame.text
  }

  @Test func everyBoxDrawsAndClosesByItself() {
    let scene = Self.scene()
    for box in Self.boxes(in: scene) {
      let isEmpty = Self.text(box, in: scene).allSatisfy { $0.isWhitespace }
      let (name, isClosed) = (box.context.title, Self.closes(box, by: .close, in: scene))
      #expect(!isEmpty && isClosed, "\(name)")
    }
  }

  @Test(arguments: [(0, 80, 24), (0, 3, 2), (5, 3, 2), (5, 0, 0), (60, 20, 5)])
  func everyActionIsSafeInEveryScene(entries: Int, width: Int, height: Int) {
    let scene = Self.scene(entries, width: width, height: height)
    for original in Self.boxes(in: scene) {
      for action in KeyMap.standard.actions(in: original.context) {
        var box = original
        _ = box.perform(action, count: 1_000, in: scene)
        _ = box.refresh(after: .resized, in: scene)
        _ = Self.text(box, in: scene)
      }
    }
  }

  /// What a box is not about it passes on, so that the program does it.
  @Test func whatIsOfTheProgramIsPassedOn() {
    let scene = Self.scene()
    for var box in Self.boxes(in: scene) {
      let name = box.context.title
      for action in [Action.redraw, .suspend, .interrupt, .mouse] {
        let outcomes = box.perform(action, count: 1, in: scene)
        #expect(outcomes.count == 1 && outcomes.allSatisfy { Self.isPassed($0, action) }, "\(action) in \(name)")
      }
    }
  }

  @Test func theWheelScrollsEveryList() {
    let scene = Self.scene(60, height: 12)
    for var box in Self.boxes(in: scene) where ![.prompt, .question, .picker].contains(box.context) {
      let name = box.context.title
      if box.context == .timeline { _ = box.perform(.top, count: 1, in: scene) }
      let before = Self.text(box, in: scene)
      _ = box.mouse(MouseEvent(.wheelDown, x: 3, y: 3), in: scene)
      let down = Self.text(box, in: scene)
      _ = box.mouse(MouseEvent(.wheelUp, x: 3, y: 3), in: scene)
      let up = Self.text(box, in: scene)
      #expect(down != before && up != down, "\(name)")
    }
  }

  @Test func theDetailsAskForTheNextEntry() {
    let scene = Self.scene()
    var details = Details(slot: 3, store: scene.store)
    guard case .choose(let slot, let count)? = details.perform(.lineDown, count: 7, in: scene).first else {
      Issue.record("nothing is chosen")
      return
    }
    #expect(slot == 3 && count == 7)
    _ = details.refresh(after: .chosen(10), in: scene)
    #expect(details.slot == 10)
  }

  @Test func theTableMovesByCountsAndPages() {
    let scene = Self.scene(60, height: 14)
    let rows = TableView.rows(of: scene.size)
    var table = TemplateTable(at: 0, filter: LogFilter(), of: scene.store, rows: rows)
    for (action, count, expected) in [
      (Action.lineDown, 10, Slot(10)), (.lineUp, 3, 7), (.pageDown, 2, Slot(7 + 2 * (rows - 1))), (.top, 1, 0),
      (.bottom, 1, 59), (.halfPageUp, 1, Slot(59 - rows / 2)),
    ] {
      #expect(table.perform(action, count: count, in: scene).isEmpty)
      #expect(table.chosen == expected, "\(action) \(count)")
    }
  }
}
