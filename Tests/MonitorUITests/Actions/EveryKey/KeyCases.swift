import MonitorCore

@testable import MonitorUI

/// Each action of each context, with what it has to do.
enum KeyCases {
  static var all: [KeyMap.Context: [Action: KeyCase]] {
    let log = moving.merging(filtering) { $1 }.merging(panes) { $1 }.merging(looking) { $1 }.merging(program) { $1 }
    let shared = Set(KeyMap.standard.actions(in: .replay))
    return [
      .log: log, .replay: log.filter { shared.contains($0.key) }.merging(replay) { $1 },
      .help: help, .details: details, .task: task, .timeline: timeline, .picker: picker, .table: table,
      .panes: paneList,
      .palette: palette,
      .prompt: prompt, .question: question,
    ]
  }

  /// What a replay has beyond the panes' own keys.
  private static var replay: [Action: KeyCase] {
    let begun = { ReplayTests.begun(speed: 8) }
    let later = { ReplayTests.begun(speed: 1).after(")", ")") }
    func moves(to second: Double) -> KeyCase {
      .draws(later) { now, _ in now.model.now == Fixture.at(second) }
    }
    return [
      .play: .shows("■ 8×", begun), .slower: .shows("▶ 4×", begun), .faster: .shows("▶ 16×", begun),
      .skipBack: moves(to: 10), .skipAhead: moves(to: 30), .errorAhead: moves(to: 100), .anyErrorAhead: moves(to: 100),
      .skipIdle: .shows("skips idle", begun),
    ]
  }

  // MARK: Situations

  private static func one() -> Fixture { one(zone: 0) }

  private static func one(zone: Int) -> Fixture {
    var fixture = Fixture(width: 100, height: 24, zone: zone)
    fixture.task(name: "Importing", progress: 40)
    fixture.state { _ in }
    fixture.fill(200)
    return fixture
  }

  private static func top() -> Fixture { one().after("g") }
  private static func middle() -> Fixture { one().after("g", " ", " ", " ") }
  private static func two() -> Fixture { Scenes.two() }
  private static func many() -> Fixture { Scenes.many() }

  private static func long() -> Fixture {
    var fixture = Fixture(width: 60, height: 12)
    fixture.task(name: "Importing")
    fixture.state { _ in }
    fixture.logs(0, .init(-5, .info, "beginning " + String(repeating: "and on ", count: 20) + "end"))
    return fixture
  }

  private static func small(_ keys: Key...) -> Fixture {
    var fixture = Scenes.one(80, 12)
    for key in keys { fixture.press(key) }
    return fixture
  }

  private static func isAhead(_ now: Fixture, _ before: Fixture, by lines: ClosedRange<Int>) -> Bool {
    guard let now = now.first, let before = before.first else { return false }
    return lines.contains(now - before)
  }

  private static func height(_ fixture: Fixture) -> Int { fixture.model.focusedArea?.rect.height ?? 0 }

  /// What goes to an error leaves the box it was asked for in.
  static func leaves(_ situation: @escaping () -> Fixture) -> KeyCase {
    .draws(situation) { now, _ in now.model.boxes.isEmpty }
  }

  // MARK: The panes

  private static var moving: [Action: KeyCase] {
    [
      .lineDown: .draws(top) { isAhead($0, $1, by: 1...1) }, .lineUp: .draws(middle) { isAhead($0, $1, by: -1 ... -1) },
      .halfPageDown: .draws(top) { isAhead($0, $1, by: 5...12) },
      .halfPageUp: .draws(middle) { isAhead($0, $1, by: -12 ... -5) },
      .pageDown: .draws(top) { isAhead($0, $1, by: 13...22) },
      .pageUp: .draws(middle) { isAhead($0, $1, by: -22 ... -13) },
      .top: .draws(middle) { now, _ in now.first == 0 },
      .bottom: .draws(top) { now, _ in now.last == 199 && now.model.panes[0].viewport.isFollowing },
      .right: .hides("beginning", long), .left: .shows("beginning") { long().after("l") },
      .goToTime: .shows("-10m", one),
      .toggleFollow: .draws(one) { now, _ in !now.model.panes[0].viewport.isFollowing && now.text.contains("to follow")
      },
      .togglePause: .shows("paused", one),
    ]
  }

  private static var filtering: [Action: KeyCase] {
    [
      .minimumSeverity(.debug): .shows("≥Debug", one), .minimumSeverity(.info): .shows("≥Info", one),
      .minimumSeverity(.warning): .shows("≥Warning", one), .minimumSeverity(.error): .shows("≥Error", one),
      .minimumSeverity(.failure): .shows("≥Failure", one),
      .severityAll: .hides("≥Warning") { one().after("3") },
      .newestError: .draws(top) { now, _ in
        now.text.contains(">13:52:06.000  ERROR") && now.model.panes[0].viewport.current != nil
      },
      .nextError: .draws(top) { now, _ in now.text.contains("entry 24") && now.model.panes[0].viewport.current != nil },
      .previousError: .draws(one) { now, _ in now.text.contains("ERROR") && !now.model.panes[0].viewport.isFollowing },
      .nextWarning: .draws(top) { now, _ in now.model.panes[0].viewport.current != nil },
      .previousWarning: .draws(one) { now, _ in !now.model.panes[0].viewport.isFollowing },
      .search: .shows("Enter go there", one), .filter: .shows("! excludes", one),
      .nextMatch: .draws(
        { top().typing("/entry .*7").after(.enter) },
        { now, before in
          now.model.panes[0].viewport.current != before.model.panes[0].viewport.current
        }),
      .previousMatch: .draws(
        { one().typing("/entry .*7").after(.enter) },
        { now, before in
          now.model.panes[0].viewport.current != before.model.panes[0].viewport.current
        }),
      .context: .shows("entry 188") { one().after("4") },
      .clear: .shows("entry 198") { one().typing("&entry .*7").after(.enter) },
      .details: .shows("TLR-", one), .collapse: .shows("×40", alike),
      .table: .draws(alike) { now, _ in now.model.box(TemplateTable.self) != nil },
    ]
  }

  private static var panes: [Action: KeyCase] {
    [
      .focusNext: .draws(two) { now, _ in now.model.focus == 1 },
      .focusPrevious: .draws({ two().after(.tab) }, { now, _ in now.model.focus == 0 }),
      .focusPane(0): focus(0), .focusPane(1): focus(1), .focusPane(2): focus(2), .focusPane(3): focus(3),
      .focusPane(4): focus(4), .focusPane(5): focus(5), .focusPane(6): focus(6), .focusPane(7): focus(7),
      .focusPane(8): focus(8),
      .growPane: .draws(two) { now, before in height(now) == height(before) + 1 },
      .shrinkPane: .draws(two) { now, before in height(now) == height(before) - 1 },
      .shareRows: .draws({ two().after("+", "+") }, { now, before in height(now) == height(before) - 2 }),
      .paneList: .shows(" Panes ", two),
      .zoom: .hides("Importing subscriptions", two),
      .layout: .shows("layout: columns", two), .merge: .shows("all 2 tasks", two),
      .addTask: KeyCase(situation: two, effect: .commands([.listTasks(offset: 0, limit: 100)])),
      .removeTask: KeyCase(situation: two, effect: .commands([.unfollow(task: 0)])),
      .lockInTime: .shows("locked in time", two),
    ]
  }

  private static func focus(_ pane: Int) -> KeyCase {
    .draws({ many().after(.alt(pane == 0 ? "2" : "1")) }, { now, _ in now.model.focus == pane })
  }

  private static var looking: [Action: KeyCase] {
    [
      .copyCommand: .commands(
        .copy(text: "mpt-tail demo\n", what: "mpt-tail demo"),
        in: {
          var fixture = one()
          fixture.model.command = "mpt-tail demo"
          return fixture
        }),
      .openInPager: .commands(.openInPager((0..<200).map { Slot($0) }, from: 180), in: one),
      .mark: .shows("marked", one),
      .note: .shows("note; it marks the entry", one),
      .nextMark: .draws({ middle().after("m", "g") }, { now, before in now.first != before.first }),
      .elapsed: .draws({ middle().after("m") }, { now, _ in now.model.showsElapsed }),
      .wrap: .shows("on end", long),
      .timestamps: .draws({ one(zone: 7200) }, { now, _ in now.model.timestamps == .utc }),
      .timeline: .shows("Timeline", one), .taskDetails: .shows("╭─ Importing ─", one),
    ]
  }

  private static var program: [Action: KeyCase] {
    [
      .copy: KeyCase(
        situation: one,
        effect: .command { if case .copy(let text, _) = $0 { text.contains("entry 199") } else { false } }),
      .copyJSON: KeyCase(
        situation: one, effect: .command { if case .copyJSON(let slots) = $0 { slots.count == 1 } else { false } }),
      .save: .shows("Save as: TSK-5498-1544-6054-5440.log", one),
      .openPortal: KeyCase(situation: one, effect: .command { if case .openPortal = $0 { true } else { false } }),
      .plainStream: .commands(.plainStream, in: one), .mouse: .commands(.mouse(true), in: one),
      .pollNow: .commands(.pollNow(task: 0), in: one), .redraw: .commands(.redraw, in: one),
      .palette: .shows(" Commands ", one), .help: .shows(" Keys ", one), .close: .commands(.quit, in: one),
      .quit: .commands(.quit, in: one), .suspend: .commands(.suspend, in: one),
      .interrupt: .commands(.interrupt, in: one),
    ]
  }

  // MARK: The boxes

  private static var help: [Action: KeyCase] {
    let begin = { small("?") }
    let further = { small("?", " ", " ") }
    let scrolls = { (down: Bool) in
      KeyCase.draws(down ? begin : further) { now, before in
        guard let row = now.model.box(Help.self), let old = before.model.box(Help.self) else { return false }
        return down ? row.scroller.offset > old.scroller.offset : row.scroller.offset < old.scroller.offset
      }
    }
    return [
      .newestError: leaves(begin),
      .lineDown: scrolls(true), .halfPageDown: scrolls(true), .pageDown: scrolls(true), .bottom: scrolls(true),
      .lineUp: scrolls(false), .halfPageUp: scrolls(false), .pageUp: scrolls(false), .top: scrolls(false),
      .help: .hides(" Keys ", begin), .close: .hides(" Keys ", begin), .quit: .commands(.quit, in: begin),
    ].merging(everywhere(begin)) { $1 }
  }

  private static var details: [Action: KeyCase] {
    // This entry has values, and others after it.
    let begin = { small().typing("/Starting").after(.enter, .enter) }
    let further = { small().typing("/Starting").after(.enter, .enter, " ") }
    let scrolls = { (down: Bool) in
      KeyCase.draws(down ? begin : further) { now, before in
        guard let box = now.model.box(Details.self), let old = before.model.box(Details.self)
        else { return false }
        return down ? box.scroller.offset > old.scroller.offset : box.scroller.offset < old.scroller.offset
      }
    }
    let chooses = KeyCase.draws(begin) { now, before in
      guard let box = now.model.box(Details.self), let old = before.model.box(Details.self)
      else { return false }
      return box.selected != old.selected
    }
    let flips = { (situation: @escaping () -> Fixture) in
      KeyCase.draws(situation) { now, before in
        guard let box = now.model.box(Details.self), let old = before.model.box(Details.self)
        else { return false }
        return box.slot != old.slot
      }
    }
    let newest = { small("G", .enter) }
    let matches = { small().typing("/AGR").after(.enter, .enter) }
    let shows = { (slot: Slot, situation: @escaping () -> Fixture) in
      KeyCase.draws(situation) { now, _ in now.model.box(Details.self)?.slot == slot }
    }
    let isClosed = { (now: Fixture, _: Fixture) in now.model.topBox == nil }
    return [
      .lineDown: flips(begin), .lineUp: flips { small("G", .enter) }, .halfPageDown: scrolls(true),
      .halfPageUp: scrolls(false), .pageDown: scrolls(true), .pageUp: scrolls(false), .bottom: scrolls(true),
      .top: scrolls(false), .focusNext: chooses, .focusPrevious: chooses, .details: .draws(begin, isClosed),
      .close: .draws(begin, isClosed),
      .collapse: .draws(
        { alike().after("g", .enter) },
        { now, _ in
          now.text.contains("×40 made {{Name}}") && now.model.topBox == nil
        }),
      .table: .draws({ alike().after("g", .enter) }, { now, _ in now.model.box(TemplateTable.self) != nil }),
      .filterValue: .draws(begin) { now, _ in now.model.panes[0].filter.patterns.count == 1 },
      .filterTemplate: .draws(begin) { now, _ in now.model.panes[0].filter.patterns.count == 1 },
      .note: .shows("note; it marks the entry", begin), .newestError: leaves(begin),
      .help: .shows(" Keys in the details ", begin), .palette: .shows(" Commands ", begin),
      .quit: .commands(.quit, in: begin), .taskDetails: opensTask(begin),
      .nextError: shows(2, begin), .previousError: shows(2, newest), .nextWarning: shows(1, begin),
      .previousWarning: shows(2, newest), .nextMatch: flips(matches), .previousMatch: flips(matches),
      .timeline: .draws(begin) { now, _ in now.model.box(Timeline.self) != nil },
      .copy: KeyCase(
        situation: begin,
        effect: .command { if case .copy(let text, _) = $0 { text.contains("Starting") } else { false } }),
      .copyJSON: .commands(.copyJSON([0]), in: begin),
      .openPortal: KeyCase(situation: begin, effect: .command { if case .openPortal = $0 { true } else { false } }),
    ].merging(everywhere(begin)) { $1 }
  }

  static func opensTask(_ situation: @escaping () -> Fixture) -> KeyCase {
    .draws(situation) { now, _ in now.model.box(TaskDetails.self) != nil }
  }

  static var task: [Action: KeyCase] {
    let begin = { Scenes.one(80, 8).after("I") }
    let further = { Scenes.one(80, 8).after("I", "G") }
    let scrolls = { (down: Bool) in
      KeyCase.draws(down ? begin : further) { now, before in
        guard let row = now.model.box(TaskDetails.self), let old = before.model.box(TaskDetails.self) else {
          return false
        }
        return down ? row.scroller.offset > old.scroller.offset : row.scroller.offset < old.scroller.offset
      }
    }
    let isClosed = { (now: Fixture, _: Fixture) in now.model.topBox == nil }
    return [
      .lineDown: scrolls(true), .halfPageDown: scrolls(true), .pageDown: scrolls(true), .bottom: scrolls(true),
      .lineUp: scrolls(false), .halfPageUp: scrolls(false), .pageUp: scrolls(false), .top: scrolls(false),
      .taskDetails: .draws(begin, isClosed), .close: .draws(begin, isClosed), .newestError: leaves(begin),
      .help: .shows(" Keys in the task's details ", begin), .palette: .shows(" Commands ", begin),
      .quit: .commands(.quit, in: begin),
    ].merging(everywhere(begin)) { $1 }
  }

  private static var timeline: [Action: KeyCase] {
    let begin = { one().after("g", "i") }
    let moves = { (situation: @escaping () -> Fixture, step: Int) in
      KeyCase.draws(situation) { now, before in
        guard let line = now.model.box(Timeline.self), let old = before.model.box(Timeline.self)
        else { return false }
        return line.cursor == old.cursor + step
      }
    }
    let isElsewhere = { (now: Fixture, before: Fixture) in
      guard let line = now.model.box(Timeline.self), let old = before.model.box(Timeline.self)
      else { return false }
      return line.cursor != old.cursor
    }
    let bad = { Scenes.one(100, 24).after("g", "i") }
    return [
      .newestError: leaves(begin), .timeline: .hides("Timeline", begin), .right: moves(begin, 1),
      .left: moves({ one().after("g", "i", .right, .right) }, -1),
      .goThere: .hides("Timeline", begin), .goToTime: .shows("-10m", begin), .close: .hides("Timeline", begin),
      .pageDown: moves(begin, 10), .halfPageDown: moves(begin, 10),
      .pageUp: moves({ one().after("g", "i", .pageDown, .pageDown) }, -10),
      .halfPageUp: moves({ one().after("g", "i", .pageDown, .pageDown) }, -10),
      .bottom: .draws(begin, isElsewhere), .top: .draws({ begin().after("G") }, isElsewhere),
      .nextError: .draws(bad, isElsewhere), .previousError: .draws({ bad().after("G") }, isElsewhere),
      .nextWarning: .draws(bad, isElsewhere), .previousWarning: .draws({ bad().after("G") }, isElsewhere),
      .pollNow: .commands(.pollNow(task: 0), in: begin), .palette: .shows(" Commands ", begin),
      .help: .shows(" Keys in the timeline ", begin), .quit: .commands(.quit, in: begin),
      .taskDetails: opensTask(begin),
    ].merging(everywhere(begin)) { $1 }
  }

  private static var paneList: [Action: KeyCase] {
    let begin = { many().after(.alt("1"), "B") }
    let end = { many().after(.alt("9"), "B") }
    let moves = { (situation: @escaping () -> Fixture, isWanted: @escaping (Int, Int) -> Bool) in
      KeyCase.draws(situation) { now, before in
        guard let now = now.model.box(PaneList.self)?.chosen, let before = before.model.box(PaneList.self)?.chosen
        else { return false }
        return isWanted(now, before)
      }
    }
    let isClosed = { (now: Fixture, _: Fixture) in now.model.boxes.isEmpty }
    return [
      .lineDown: moves(begin) { $0 == $1 + 1 }, .lineUp: moves(end) { $0 == $1 - 1 },
      .halfPageDown: moves(begin) { $0 == $1 + 4 }, .halfPageUp: moves(end) { $0 == $1 - 4 },
      .pageDown: moves(begin) { $0 == $1 + 8 }, .pageUp: moves(end) { $0 == $1 - 8 },
      .top: moves(end) { now, _ in now == 0 }, .bottom: moves(begin) { now, _ in now == 8 },
      .goThere: .draws({ begin().after("j", "j") }, { now, _ in now.model.focus == 2 && now.model.boxes.isEmpty }),
      .paneList: .draws(begin, isClosed), .close: .draws(begin, isClosed), .quit: .commands(.quit, in: begin),
      .help: .shows(" Keys in the list of panes ", begin),
      .newestError: leaves { two().after("B") }, .search: .shows(" Panes / ", begin),
    ].merging(everywhere(begin)) { $1 }
  }

  private static var picker: [Action: KeyCase] {
    let begin = { PickerTests.start() }
    let further = { PickerTests.start().after(.pageDown, .down) }
    let moves = { (situation: @escaping () -> Fixture, isWanted: @escaping (Int, Int) -> Bool) in
      KeyCase.draws(situation) { now, before in
        guard let now = now.model.box(Picker.self), let before = before.model.box(Picker.self) else { return false }
        return isWanted(now.cursor, before.cursor)
      }
    }
    return [
      .watch: KeyCase(
        situation: begin, effect: .command { if case .follow(let id, 0) = $0 { id.text == "TSK-0" } else { false } }),
      .markTask: .shows("1 marked", begin), .runningOnly: .shows("Tab all tasks", begin),
      .sort: .shows("by status", begin),
      .lineDown: moves(begin) { $0 == $1 + 1 },
      .lineUp: moves(further) { $0 == $1 - 1 }, .pageDown: moves(begin) { $0 > $1 + 5 },
      .pageUp: moves(further) { $0 < $1 - 5 }, .top: moves(further) { now, _ in now == 0 },
      .bottom: moves(begin) { now, _ in now == 29 },
      .pollNow: KeyCase(situation: begin, effect: .command { if case .listTasks = $0 { true } else { false } }),
      .palette: .shows(" Commands ", begin), .help: .shows(" Keys in the picker ", begin),
      .close: .commands(.quit, in: begin),
    ].merging(everywhere(begin)) { $1 }
  }

  // MARK: Where a line is typed

  private static var palette: [Action: KeyCase] {
    let begin = { one().after(":") }
    let further = { one().after(":", .pageDown, .pageDown) }
    let chooses = { (situation: @escaping () -> Fixture, isWanted: @escaping (Int, Int) -> Bool) in
      KeyCase.draws(situation) { now, before in
        guard let now = now.model.box(CommandPalette.self), let before = before.model.box(CommandPalette.self)
        else { return false }
        return isWanted(now.selected, before.selected)
      }
    }
    return [
      .accept: .hides(" Commands ", begin), .dropLast: .hides(" Commands ", begin),
      .close: .hides(" Commands ", begin), .lineDown: chooses(begin) { $0 == $1 + 1 },
      .lineUp: chooses(further) { $0 == $1 - 1 }, .pageDown: chooses(begin) { $0 > $1 + 5 },
      .pageUp: chooses(further) { $0 < $1 - 5 },
    ].merging(everywhere(begin)) { $1 }
  }

  private static var prompt: [Action: KeyCase] {
    let begin = { one().typing("&entry 1").after(.enter, "&") }
    let recalled = { one().typing("&entry 1").after(.enter, "&", .up) }
    return [
      .accept: .draws({ one().typing("&9$") }, { now, _ in now.model.panes[0].filter.patterns.count == 1 }),
      .dropLast: .hides("&entry 1", begin),
      .focusNext: .shows("filter 1 of 1", begin), .focusPrevious: .shows("filter 1 of 1", begin),
      .lineUp: .shows("\n &entry 1", begin), .lineDown: .hides("\n &entry 1", recalled),
      .close: .hides("! excludes", begin),
    ].merging(everywhere(begin)) { $1 }
  }

  private static var question: [Action: KeyCase] {
    let begin = {
      var fixture = one().after("s")
      fixture.send(.fileExists(SaveRequest(path: "a.log", slots: [0])))
      return fixture
    }
    return [
      .confirm: KeyCase(
        situation: begin, effect: .command { if case .save(let request) = $0 { request.replaces } else { false } }),
      .decline: .shows("Save as: a.log", begin), .close: .hides("Replace it?", begin),
    ].merging(everywhere(begin)) { $1 }
  }

  // MARK: What is the same in every context

  static func everywhere(_ situation: @escaping () -> Fixture) -> [Action: KeyCase] {
    [
      .redraw: .commands(.redraw, in: situation), .suspend: .commands(.suspend, in: situation),
      .interrupt: .commands(.interrupt, in: situation), .mouse: .commands(.mouse(true), in: situation),
    ]
  }
}
