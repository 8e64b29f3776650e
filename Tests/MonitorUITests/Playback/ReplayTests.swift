import MonitorCore
import Testing

@testable import MonitorUI

/// A recording that is played: ten minutes of a task with an entry a second, another one from the 200th to the 400th second,
/// errors at 100, 300 and 500, a revision at 350, and an entry that comes late at 450.
@Suite struct ReplayTests {
  static func script(withNotes: Bool = false) -> ReplayScript {
    var script = ReplayScript()
    func at(_ second: Double) -> Timestamp { Fixture.at(second) }
    func snapshot(_ task: Int, _ progress: Double) -> TaskSnapshot {
      var snapshot = TaskSnapshot(id: Fixture.ids[task], name: "Task \(task)", status: .processing)
      (snapshot.progress, snapshot.started) = (progress, at(0))
      return snapshot
    }
    func entry(_ id: String, _ second: Double, _ severity: Severity, _ message: String, revision: Int32 = 1)
      -> EntryBatch
    {
      var serial = 0
      return Fixture.batch(of: [.init(second, severity, message, revision: revision, id: id)], serial: &serial)
    }
    let ids = Fixture.ids.compactMap { TaskID($0) }
    var live = FollowState()
    live.source = .live
    script.join(ids[0], at: at(0))
    script.record(live, of: 0, at: at(0))
    script.record(snapshot(0, 0), of: 0, at: at(0))
    for second in 1...600 {
      let now = Double(second)
      if second == 200 { script.join(ids[1], at: at(now)) }
      if second == 400 { script.watch(1, isJoining: false, at: at(now)) }
      if second % 60 == 0 { script.record(snapshot(0, now / 6), of: 0, at: at(now)) }
      if second == 350 {
        script.append(entry("TLR-10", 10, .info, "mended", revision: 2), at: [at(now)], of: 0, receivedAt: at(now))
      }
      if second == 450 {
        script.append(entry("late", 20.5, .info, "late one"), at: [at(now)], of: 0, receivedAt: at(now))
      }
      if withNotes, second == 150 { script.record(note: "ahead of it", on: "TLR-160", of: 0, at: at(now)) }
      if withNotes, second == 380 { script.record(note: "the first one", on: "TLR-100", of: 0, at: at(now)) }
      if withNotes, second == 390 { script.record(note: "", on: "TLR-100", of: 0, at: at(now)) }
      if second == 250 {
        script.append(entry("other", now, .info, "of the other"), at: [at(now)], of: 1, receivedAt: at(now))
      }
      let isError = [100, 300, 500].contains(second)
      script.append(
        entry("TLR-\(second)", now, isError ? .error : .info, "entry \(second)"), at: [at(now)], of: 0,
        receivedAt: at(now))
    }
    return script
  }

  private static let whole = part(script())

  private static func part(_ script: ReplayScript) -> Replay.Part {
    var states = ReplayStates()
    states.extend(over: script)
    return Replay.Part(script, states)
  }

  static func begun(_ part: Replay.Part? = nil, speed: Double = 1) -> Fixture {
    var fixture = Fixture(tasks: 0, width: 100, height: 40, host: "run.ndjson")
    fixture.model.playback = Playback(Replay(speed: speed))
    fixture.send(.playback(.part(part ?? whole)))
    fixture.send(.playback(.phase(.loaded(isGrowing: false))))
    return fixture
  }

  /// The second of the recording that is shown.
  private func second(_ fixture: Fixture) -> Double { fixture.model.now.seconds(since: Fixture.start) }

  /// Whether a line ends with the numbered entry.
  private func shows(_ number: Int, _ fixture: Fixture) -> Bool {
    fixture.lines.contains { $0.split(separator: " ").suffix(2).elementsEqual(["entry", "\(number)"]) }
  }

  private func at(_ second: Double, speed: Double = 1) -> Fixture {
    var fixture = Self.begun(speed: speed)
    _ = fixture.model.seek(to: Fixture.at(second))
    return fixture
  }

  /// What is read comes in parts, none of which is as much as lies between two states.
  @Test func statesAreKeptHoweverSmallThePartsAre() throws {
    var script = ReplayScript()
    var states = ReplayStates()
    let id = try #require(TaskID(Fixture.ids[0]))
    script.join(id, at: Fixture.at(0))
    for part in 0..<200 {
      var serial = part * 100
      let entries = (0..<100).map { Fixture.Entry(Double(part * 100 + $0) / 10, .info, "entry") }
      let batch = Fixture.batch(of: entries, serial: &serial)
      script.append(batch, at: batch.entries.map(\.timestamp), of: 0, receivedAt: Fixture.at(0))
      states.extend(over: script)
    }
    for second in stride(from: 100.0, to: 1_900, by: 100) {
      let before = try #require(states.state(before: Fixture.at(second)))
      #expect(Fixture.at(second).seconds(since: before.now) < 450, "at \(second)")
    }
  }

  @Test func whileItIsReadItSaysHowFar() {
    var fixture = Self.begun()
    fixture.send(.playback(.phase(.loading(0.43))))
    _ = fixture.model.seek(to: Fixture.at(550))
    fixture.press("e")
    #expect(fixture.lines.last?.contains("no later error; 43 % of the log was read") == true)
    _ = fixture.model.seek(to: Fixture.at(900))
    #expect(fixture.lines.last?.contains("read as far as 14:02:07 by now") == true)
  }

  @Test func playsAtItsSpeed() {
    var fixture = Self.begun(speed: 10)
    #expect(fixture.lines[0].contains("▶ 10× 13:52:07 of 14:02:07   11 Sep 2025"))
    fixture.tick(3)
    #expect(second(fixture) == 30 && shows(30, fixture) && !shows(31, fixture))
    fixture.press(">", ">", "<")
    fixture.tick(1)
    #expect(second(fixture) == 50 && fixture.lines[0].contains("▶ 20× 13:52:57"))
    for _ in 0..<20 { fixture.press(">") }
    #expect(fixture.lines[0].contains("▶ 1000×"))
    for _ in 0..<20 { fixture.press("<") }
    #expect(fixture.lines[0].contains("▶ 0.25×"))
  }

  @Test func stopsGoesOnAndStaysAtTheEnd() {
    var fixture = Self.begun(speed: 100)
    fixture.press("p")
    #expect(fixture.lines[0].contains("■ 100×"))
    fixture.tick(5)
    #expect(second(fixture) == 0)
    fixture.press("p")
    fixture.tick(5)
    #expect(second(fixture) == 500)
    fixture.tick(5)
    #expect(second(fixture) == 600 && fixture.lines[0].contains("■ 100× 14:02:07 of 14:02:07"))
    fixture.tick(100)
    #expect(second(fixture) == 600)
    fixture.press("(")
    #expect(second(fixture) == 590 && !fixture.text.contains("entry 591"))
    fixture.press(")", "p")
    #expect(second(fixture) == 0, "from its end it begins anew")
  }

  @Test func notesAreThereWhenTheyWereWritten() {
    var fixture = Self.begun(Self.part(Self.script(withNotes: true)))
    _ = fixture.model.seek(to: Fixture.at(155))
    #expect(fixture.model.notes.isEmpty && fixture.model.marks.isEmpty)
    for (second, notes) in [
      (165.0, ["ahead of it"]), (385, ["ahead of it", "the first one"]), (395, ["ahead of it"]), (155, []),
    ] {
      _ = fixture.model.seek(to: Fixture.at(second))
      #expect(fixture.model.notes.values.sorted() == notes, "\(second)")
      #expect(fixture.model.marks.count == (second == 395 ? 2 : notes.count), "\(second)")
    }
    // Played on, and not sought.
    _ = fixture.model.seek(to: Fixture.at(379))
    fixture.tick(2)
    #expect(fixture.model.notes.values.contains("the first one"))
    fixture.press("(")
    #expect(fixture.model.notes.values.sorted() == ["ahead of it"] && fixture.model.marks.count == 1)
  }

  /// What the one who looks on marked and wrote is neither doubled, nor overwritten, nor lost.
  @Test func ownMarksAndNotesStayBesideRecordedOnes() {
    var fixture = Self.begun(Self.part(Self.script(withNotes: true)))
    _ = fixture.model.seek(to: Fixture.at(370))
    let slot: Slot = 99
    fixture.model.setNote("mine", on: slot)
    func own() -> Bool { fixture.model.notes[slot] == "mine" && fixture.model.marks.count { $0 == slot } == 1 }
    // Played past the recorded note, sought past it, and back.
    fixture.tick(15)
    #expect(own())
    for second in [395.0, 385, 375] {
      _ = fixture.model.seek(to: Fixture.at(second))
      #expect(own(), "\(second)")
    }
    #expect(fixture.model.marks.last == slot, "the person's own are the newest")
  }

  @Test func wakesWhenSomethingHappens() {
    var fixture = Fixture(tasks: 0, host: "run.ndjson")
    fixture.model.playback = Playback(Replay(speed: 4))
    #expect(fixture.send(.playback(.part(Self.whole))) == [.wake(after: .milliseconds(250))])
    #expect(fixture.send(.playback(.due)).isEmpty, "it was asked for already")
    fixture.tick(0.25)
    #expect(fixture.send(.playback(.due)).isEmpty)
    fixture.tick(0.3)
    fixture.press("p")
    #expect(fixture.send(.playback(.due)).isEmpty)
  }

  @Test func tensOfSecondsBackAndForth() {
    var fixture = at(100.5)
    fixture.press(")", ")", "(")
    #expect(second(fixture) == 110.5)
    for _ in 0..<20 { fixture.press("(") }
    #expect(second(fixture) == 0)
  }

  /// What is shown at a moment is what was shown then.
  @Test func whatCameLaterIsNotThereYet() {
    var fixture = at(455)
    _ = fixture.press("g")
    #expect(fixture.text.contains("mended"))
    fixture = fixture.after("/").typing("late one").after(.enter)
    #expect(fixture.text.contains("late one") && fixture.model.store.count == 457)
    _ = fixture.model.seek(to: Fixture.at(349))
    fixture.press("g")
    #expect(!fixture.text.contains("mended") && shows(10, fixture))
    #expect(fixture.model.store.count == 350)
    _ = fixture.model.seek(to: Fixture.at(350))
    fixture.press("g")
    #expect(fixture.text.contains("mended"))
  }

  @Test func tasksJoinAndLeave() {
    for (second, panes) in [(199.9, 1), (200, 2), (399.9, 2), (400, 1), (250, 2), (10, 1)] {
      #expect(at(second).model.panes.count == panes, "\(second)")
    }
    var fixture = at(250)
    #expect(fixture.text.contains("of the other"))
    fixture.press("M")
    #expect(fixture.model.isMerged)
    _ = fixture.model.seek(to: Fixture.at(10))
    #expect(!fixture.model.isMerged && fixture.model.panes.count == 1)
    // The same while it plays.
    var playing = at(199, speed: 1)
    playing.tick(2)
    #expect(playing.model.panes.count == 2)
  }

  @Test func theNextErrorLiesAhead() {
    var fixture = Self.begun()
    for second in [100.0, 300, 500] {
      fixture.press("e")
      #expect(self.second(fixture) == second && shows(Int(second), fixture))
    }
    fixture.press("e")
    #expect(second(fixture) == 500 && fixture.lines.last?.contains("no later error") == true)
    fixture.press("E")
    #expect(second(fixture) == 500 && shows(300, fixture))
    fixture.press("e")
    #expect(second(fixture) == 500 && shows(500, fixture), "what is there is gone to first")
    _ = fixture.model.seek(to: Fixture.at(150))
    fixture.press("!")
    #expect(second(fixture) == 300)
  }

  @Test func theNextMatchLiesAhead() {
    var fixture = Self.begun().after("/").typing("entry [24]10\\b").after(.enter)
    #expect(second(fixture) == 210 && fixture.text.contains("entry 210"))
    fixture.press("n")
    #expect(second(fixture) == 410)
    // A revision is a match when it comes.
    fixture = Self.begun().after("/").typing("mended").after(.enter)
    #expect(second(fixture) == 350)
  }

  @Test func filtersAndMarksOutliveGoingBack() {
    var fixture = at(320).after("4", "E", "m")
    let marked = fixture.model.marks
    #expect(marked.count == 1)
    _ = fixture.model.seek(to: Fixture.at(50))
    #expect(fixture.model.marks.isEmpty && fixture.model.panes[0].filter.level == .atLeast(.error))
    _ = fixture.model.seek(to: Fixture.at(150))
    #expect(fixture.text.contains("entry 100") && !fixture.text.contains("entry 99"))
    _ = fixture.model.seek(to: Fixture.at(320))
    #expect(fixture.model.marks == marked)
  }

  @Test func theTimelineShowsAllOfIt() {
    var fixture = at(100)
    fixture.press("i", "G", .enter)
    #expect(second(fixture) > 580 && fixture.model.boxes.isEmpty)
  }

  @Test func idleTimesAreSkipped() {
    var script = ReplayScript()
    var live = FollowState()
    live.source = .live
    script.join(TaskID(madeOf: "TSK-1"), at: Fixture.start)
    script.record(live, of: 0, at: Fixture.start)
    script.record(live, of: 0, at: Fixture.at(5_000))
    var fixture = Fixture(tasks: 0, host: "run.ndjson")
    fixture.model.playback = Playback(Replay())
    fixture.send(.playback(.part(Replay.Part(script, ReplayStates()))))
    fixture.tick(1)
    #expect(second(fixture) == 1)
    fixture = fixture.after(":").typing("skip idle").after(.enter)
    fixture.tick(0.1)
    #expect(second(fixture) > 4_998 && fixture.lines[0].contains("skips idle"))
  }

  @Test func noPresetTakesItsKeys() {
    for preset in KeyPreset.allCases {
      let keys = preset.keys
      for (key, action) in [
        ("p", Action.play), ("<", .slower), (">", .faster), ("(", .skipBack), (")", .skipAhead), ("e", .errorAhead),
        ("!", .anyErrorAhead),
      ] as [(Key, Action)] {
        #expect(keys.action(of: key, in: .replay) == action, "\(preset): \(key.label)")
      }
    }
    // A configuration may give them others.
    let keys = KeyMap.standard.remapped([.play: ["k"]], in: .replay)
    #expect(keys.action(of: "k", in: .replay) == .play && keys.action(of: "k", in: .log) == .lineUp)
    #expect(KeyMap.standard.conflicts(of: [.replay: [.play: ["k"]]]).isEmpty)
    #expect(!KeyMap.standard.conflicts(of: [.replay: [.play: ["<"]]]).isEmpty)
  }

  @Test func beginsAndEndsWhereItIsAsked() {
    var fixture = Fixture(tasks: 0, host: "run.ndjson")
    fixture.model.playback = Playback(Replay(speed: 1000))
    let script = Self.whole.script
    fixture.send(.playback(.part(Replay.Part(script, ReplayStates(), from: Fixture.at(30), to: Fixture.at(90)))))
    #expect(second(fixture) == 30 && fixture.text.contains("entry 30"))
    fixture.tick(5)
    #expect(second(fixture) == 90 && fixture.lines[0].contains("13:53:37 of 13:53:37") == false)
    fixture.send(.playback(.phase(.loaded(isGrowing: false))))
    #expect(fixture.lines[0].contains("■ 1000× 13:53:37 of 13:53:37"))
  }

  @Test(arguments: [(1, 1), (5, 2), (20, 4), (40, 6)]) func anySizeIsDrawn(width: Int, height: Int) {
    var fixture = at(250)
    fixture.send(.resized(Size(width: width, height: height)))
    #expect(view(fixture.model).size == Size(width: width, height: height))
  }
}
