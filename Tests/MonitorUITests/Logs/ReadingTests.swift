import MonitorCore
import Testing

@testable import MonitorUI

/// The promise of reading: what is read never moves until the reader does.
@Suite struct ReadingTests {
  /// The log rows of the only pane, without the line about reading, and without the sign of the row that keys mean.
  private func rows(_ fixture: Fixture) -> [String] {
    fixture.lines[3..<fixture.model.size.height - 2].map { $0.hasPrefix(">") ? " " + $0.dropFirst() : $0 }
  }

  private func cells(_ fixture: Fixture) -> [Cell] {
    let frame = view(fixture.model)
    // But for the scrollbar, which says how much there is.
    return (3..<fixture.model.size.height - 2).flatMap { y in (0..<frame.size.width - 1).compactMap { frame[$0, y] } }
  }

  private func entry(_ fixture: Fixture, _ random: inout SplitMix64, known: [String]) -> Fixture.Entry {
    let severity = Severity.allCases.randomElement(using: &random) ?? .info
    let late = random.next(100) < 40
    let at = late ? Double(random.next(300)) - 300 + 0.5 : Double(random.next(60))
    let message = (0...random.next(4)).map { "line \($0) of something \(random.next(1000))" }.joined(separator: "\n")
    var entry = Fixture.Entry(at, severity, message, late: late ? 3 : 0)
    if random.next(100) < 40, let id = known.randomElement(using: &random) {
      entry.id = id
      entry.revision = Int32(2 + random.next(1000))
    }
    return entry
  }

  @Test func fetchedHistoryIsNotNewAndMovesNothing() {
    var fixture = Fixture(width: 80, height: 20)
    fixture.fill(50)
    fixture.press("g")
    let before = rows(fixture)
    fixture.logs(0, (0..<30).map { Fixture.Entry(Double($0) - 900, .error, "older \($0)") })
    #expect(rows(fixture) == before)
    #expect(!fixture.text.contains("new"))
    fixture.logs(0, .init(1, .info, "really new"))
    fixture.logs(0, (0..<30).map { Fixture.Entry(Double($0) - 2900, .error, "oldest \($0)") })
    #expect(rows(fixture) == before)
    #expect(fixture.text.contains("1 new") && !fixture.text.contains("31 new"))
    fixture.press("k")
    #expect(rows(fixture).first?.contains("older 29") == true)
  }

  @Test(arguments: 0..<24) func arrivalsNeverMoveWhatIsRead(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    var fixture = Fixture(width: 80, height: 20)
    let known = (0..<120).map { "TLR-\($0)" }
    fixture.logs(
      0,
      known.enumerated().map { number, id in
        Fixture.Entry(Double(number * 2 - 240), number % 7 == 0 ? .error : .info, "entry \(number)\nmore", id: id)
      })
    if random.next(2) == 0 { fixture.press("w") }
    fixture.press("k", "k")
    for _ in 0..<(random.next(4)) { fixture.press("b") }
    if random.next(2) == 0 { fixture.press("p") }
    if random.next(3) == 0 { fixture.press("2") }
    for _ in 0..<8 {
      let (before, text) = (cells(fixture), rows(fixture))
      for _ in 0...random.next(5) {
        var batch = (0...random.next(6)).map { _ in entry(fixture, &random, known: known) }
        // A pass tells each entry once.
        var ids: Set<String> = []
        batch.removeAll { entry in entry.id.map { !ids.insert($0).inserted } ?? false }
        fixture.logs(0, batch)
      }
      #expect(rows(fixture) == text)
      let isSame = cells(fixture) == before
      #expect(isSame)
      fixture.press(random.next(2) == 0 ? "j" : "k")
      fixture.tick(2)
      if fixture.model.panes[0].viewport.isFollowing { fixture.press("k", "k", "k") }
    }
  }

  @Test(arguments: 0..<12) func aLineMovedIsExactlyALine(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    var fixture = Fixture(width: 90, height: 20)
    fixture.fill(200)
    for _ in 0..<4 { fixture.press("b") }
    for _ in 0..<10 {
      let before = rows(fixture)
      // Arrivals beyond both ends come in with the movement, and change nothing between.
      fixture.logs(
        0, .init(Double(random.next(50)), .error, "new"), .init(-400 - Double(random.next(50)), .info, "old"))
      if random.next(2) == 0 {
        fixture.press("j")
        #expect(rows(fixture).dropLast() == before.dropFirst())
      } else {
        fixture.press("k")
        #expect(rows(fixture).dropFirst() == before.dropLast())
      }
    }
  }

  @Test func lateRowsComeInWithTheNextMovementAndTheTopEntryStays() {
    var fixture = Fixture(width: 80, height: 14)
    fixture.fill(60)
    fixture.press("b", "b")
    let before = rows(fixture)
    fixture.logs(0, .init(-58.5, .info, "late above"), .init(-41.5, .info, "late on the screen", late: 30))
    #expect(rows(fixture) == before)
    #expect(fixture.text.contains("▼ 2 new"))
    fixture.press("j")
    #expect(rows(fixture).first == before[1])
    #expect(!fixture.text.contains("2 new"))
  }

  @Test func aRevisionOnTheScreenIsShownWithTheNextMovement() {
    var fixture = Fixture(width: 80, height: 14)
    fixture.logs(0, (0..<40).map { .init(Double($0 - 40), .info, "entry \($0)", id: "TLR-\($0)") })
    fixture.press("b")
    let before = rows(fixture)
    let id = Int(before[3].split(separator: " ").last ?? "") ?? 0
    fixture.logs(0, .init(Double(id - 40), .error, "changed\nand longer", revision: 2, id: "TLR-\(id)"))
    fixture.logs(0, .init(Double(id - 40), .error, "changed again\nand longer", revision: 3, id: "TLR-\(id)"))
    #expect(rows(fixture) == before)
    #expect(fixture.text.contains("1 revised"))
    fixture.press("k")
    #expect(rows(fixture)[1] == before[0])
    #expect(fixture.text.contains("r3 changed again"))
  }

  @Test func anEntryMovedInTimeDoesNotTakeTheReaderAlong() {
    var fixture = Fixture(width: 80, height: 14)
    fixture.logs(0, (0..<60).map { .init(Double($0 - 60), .info, "entry \($0)", id: "TLR-\($0)") })
    fixture.press("b", "b")
    let before = rows(fixture)
    let id = Int(before[0].split(separator: " ").last ?? "") ?? 0
    fixture.logs(0, .init(-0.5, .info, "moved to the end", revision: 2, id: "TLR-\(id)"))
    #expect(rows(fixture) == before)
    fixture.press("j")
    #expect(rows(fixture)[0] == before[1])
  }

  @Test func theEndFollowsAgain() {
    var fixture = Fixture(width: 80, height: 14)
    fixture.fill(60)
    #expect(fixture.model.panes[0].viewport.isFollowing)
    fixture.press("k", "k")
    #expect(fixture.model.panes[0].viewport.mode == .scrolled)
    fixture.press("j")
    #expect(fixture.model.panes[0].viewport.mode == .scrolled)
    fixture.press("j")
    #expect(fixture.model.panes[0].viewport.isFollowing)
    for key: Key in ["G", .end, "F"] {
      fixture.press("b", key)
      #expect(fixture.model.panes[0].viewport.isFollowing)
    }
    fixture.press("F")
    #expect(fixture.model.panes[0].viewport.mode == .scrolled)
  }

  @Test func followingStaysAtTheEnd() {
    var fixture = Fixture(width: 80, height: 14)
    fixture.fill(60)
    fixture.logs(0, .init(1, .info, "the very last\nof two lines"))
    #expect(fixture.lines[12].contains("of two lines"))
  }

  @Test func aPauseLastsUntilTheReaderEndsIt() {
    var fixture = Fixture(width: 80, height: 14)
    fixture.fill(60)
    let before = rows(fixture)
    fixture.press("p")
    #expect(rows(fixture) == before)
    fixture.logs(0, .init(1, .failure, "new"))
    #expect(rows(fixture) == before)
    #expect(fixture.text.contains("paused · ▼ 1 new (E 1)"))
    fixture.press("j", "j", "j", "j", "j")
    #expect(fixture.model.panes[0].viewport.isPaused)
    #expect(rows(fixture).last?.contains("FAILURE  new") == true)
    fixture.press("p")
    #expect(fixture.model.panes[0].viewport.isFollowing)
    fixture.press("b", "p", "p")
    #expect(fixture.model.panes[0].viewport.mode == .scrolled)
  }

  @Test func filteringKeepsThePlace() {
    var fixture = Fixture(width: 80, height: 14)
    fixture.fill(300)
    for _ in 0..<10 { fixture.press("b") }
    let before = rows(fixture)
    fixture.press("4")
    #expect(rows(fixture).allSatisfy { $0.contains("ERROR") || $0.isEmpty })
    fixture.tick(2)
    fixture.press("0")
    #expect(rows(fixture) == before)
  }

  @Test func resizingAndWrappingKeepTheTopEntry() {
    var fixture = Fixture(width: 80, height: 14)
    fixture.logs(
      0, (0..<80).map { .init(Double($0 - 80), .info, "entry \($0) " + String(repeating: "word ", count: 30)) })
    fixture.press("b", "b")
    let top = rows(fixture)[0].prefix(32)
    fixture.press("w")
    #expect(rows(fixture)[0].prefix(32) == top)
    fixture.send(.resized(Size(width: 120, height: 30)))
    #expect(rows(fixture)[0].prefix(32) == top)
    fixture.send(.resized(Size(width: 5, height: 2)))
    fixture.send(.resized(Size(width: 80, height: 14)))
    fixture.press("w")
    #expect(rows(fixture)[0].prefix(32) == top)
  }

  @Test func theTopAsksForOlderEntries() {
    var fixture = Fixture(width: 80, height: 14)
    fixture.fill(60)
    fixture.state { $0.hasOlder = true }
    #expect(fixture.press("g") == [.fetchOlder(task: 0)])
    #expect(rows(fixture)[0] == " ▲ older entries: k ↑ to load")
    fixture.state {
      $0.hasOlder = true
      $0.isLoadingOlder = true
    }
    #expect(rows(fixture)[0] == " loading older…")
    #expect(fixture.press("k").isEmpty)
    let before = rows(fixture)
    fixture.logs(0, .init(-100, .info, "older 1"), .init(-99, .info, "older 2"))
    // Only the line that had said so gives way.
    #expect(rows(fixture)[0].contains("older 2"))
    #expect(rows(fixture).dropFirst() == before.dropFirst())
    fixture.state { $0.hasOlder = false }
    fixture.press("k")
    #expect(rows(fixture)[0].contains("older 1"))
    #expect(rows(fixture)[1].contains("older 2"))
    #expect(rows(fixture)[2] == before[1])
  }

  @Test func theWayToTheOldestGoesOnWhileTheyAreFetched() {
    var fixture = Fixture(width: 80, height: 14)
    fixture.fill(60)
    func state(_ isLoading: Bool, older: Int) -> FollowState {
      var state = fixture.model.tasks[0].state
      (state.hasOlder, state.older, state.isLoadingOlder) = (older > 0, older, isLoading)
      return state
    }
    func send(_ isLoading: Bool, older: Int) -> [Command] {
      fixture.send(.followed(task: 0, .state(state(isLoading, older: older))))
    }
    #expect(send(false, older: 4).isEmpty)
    #expect(fixture.press("g") == [.fetchOlder(task: 0)])
    #expect(rows(fixture)[0] == " ▲ 4 older entries: k ↑ to load")
    #expect(send(true, older: 4).isEmpty)
    #expect(rows(fixture)[0] == " loading 4 older…")
    fixture.logs(0, .init(-101, .info, "older 1"), .init(-100, .info, "older 2"))
    #expect(send(false, older: 2) == [.fetchOlder(task: 0)], "and on")
    #expect(rows(fixture)[0] == " ▲ 2 older entries: k ↑ to load" && rows(fixture)[1].contains("older 1"))
    _ = send(true, older: 2)
    fixture.logs(0, .init(-103, .info, "older 3"), .init(-102, .info, "older 4"))
    #expect(send(false, older: 0).isEmpty)
    #expect(rows(fixture)[0].contains("older 3") && rows(fixture)[2].contains("older 1"))
    // Who moves on has other wishes.
    _ = send(false, older: 2)
    #expect(fixture.press("g") == [.fetchOlder(task: 0)])
    _ = send(true, older: 2)
    fixture.press("j")
    let before = rows(fixture)
    fixture.logs(0, .init(-104, .info, "older 5"))
    #expect(send(false, older: 1).isEmpty)
    #expect(rows(fixture) == before)
  }

  /// Whoever asks for the oldest entry in one pane and goes on to another finds it loaded.
  @Test func olderEntriesComeAlsoForAPaneWithoutTheFocus() {
    var fixture = Fixture(tasks: 3, width: 80, height: 30)
    for number in 0..<3 { fixture.fill(30, task: number) }
    func send(_ isLoading: Bool, older: Int) -> [Command] {
      var state = fixture.model.tasks[2].state
      (state.source, state.hasOlder, state.older, state.isLoadingOlder) = (.live, older > 0, older, isLoading)
      return fixture.send(.followed(task: 2, .state(state)))
    }
    _ = send(false, older: 3)
    fixture.press(.tab, .tab)
    #expect(fixture.press("g") == [.fetchOlder(task: 2)])
    fixture.press(.tab)
    _ = send(true, older: 3)
    fixture.logs(2, .init(-101, .info, "older 1"))
    #expect(send(false, older: 2) == [.fetchOlder(task: 2)])
    fixture.press("z")
    _ = send(true, older: 2)
    fixture.logs(2, .init(-102, .info, "older 2"))
    #expect(send(false, older: 1) == [.fetchOlder(task: 2)])
    #expect(fixture.model.focus == 0)
    _ = send(true, older: 1)
    fixture.logs(2, .init(-103, .info, "older 3"))
    #expect(send(false, older: 0).isEmpty)
    fixture.press("z", .backTab)
    #expect(fixture.text.contains(">13:50:24.000  INFO     older 3"))
  }

  /// What cannot be loaded any more is not offered.
  @Test func olderEntriesAreNotOfferedWhereTheLogIsRefused() {
    var fixture = Fixture(width: 80, height: 14)
    fixture.fill(60)
    fixture.state { ($0.hasOlder, $0.older, $0.source) = (true, 12, .refused(logsOnly: true)) }
    #expect(fixture.press("g").isEmpty)
    #expect(fixture.text.contains("12 older entries, which cannot be loaded"))
  }

  @Test func anEmptyMessageIsNotABlankLine() {
    var fixture = Fixture(width: 80, height: 14)
    fixture.logs(
      0, .init(-3, .info, ""), .init(-2, .error, " \n\t"), .init(-1, .info, "{{A}}", parameters: #"{"A":""}"#))
    #expect(fixture.texts(.secondary).filter { $0.contains("(no message)") }.count == 3)
  }

  /// A part of an unknown word could be taken for another severity.
  @Test func unknownSeveritiesAreWhole() {
    for (width, column) in [(80, "NOTICE "), (30, "?   "), (22, "? ")] {
      var fixture = Fixture(width: width, height: 14)
      fixture.logs(0, .init(-2, .unknown, "one", word: "Notice"), .init(-1, .unknown, "two", word: "ErrorCritical"))
      #expect(fixture.text.contains(column), "\(width)")
      #expect(fixture.text.contains(width == 80 ? "NOTICE   one" : "NOTICE  one"), "\(width)")
      #expect(fixture.text.contains(width == 80 ? "?        ERRORCRITICAL  two" : "ERRORCRITICAL"), "\(width)")
    }
  }

  @Test func whatWasNotLookedAtIsSaid() {
    var fixture = Fixture(width: 80, height: 14)
    fixture.fill(60)
    fixture.state { ($0.hasOlder, $0.older) = (true, 4000) }
    #expect(fixture.lines[1].hasSuffix("   60 entries · 4 000 older"))
    fixture.press("/")
    fixture.type("nowhere")
    fixture.press(.enter)
    #expect(fixture.lines[13].contains("no match; 4 000 older not loaded: g"))
    fixture.press(.escape, "&")
    fixture.type("nowhere")
    fixture.press(.enter)
    #expect(fixture.text.contains("none of 60 entries matches &nowhere; 4 000 older not loaded: g"))
    fixture.state { $0.hasOlder = false }
    #expect(!fixture.text.contains("not loaded"))
  }
}

extension SplitMix64 {
  /// A number below a bound.
  mutating func next(_ bound: Int) -> Int { Int.random(in: 0..<max(1, bound), using: &self) }
}
