import MonitorCore
import Testing

@testable import MonitorUI

/// The timeline as a drawing, and its keys.
@Suite struct TimelineTests {
  private func scene(_ width: Int = 64, _ height: Int = 22, tasks: Int = 1) -> Fixture {
    var fixture = Fixture(tasks: tasks, width: width, height: height)
    fixture.task(name: "Importing", progress: 60)
    fixture.state { _ in }
    fixture.logs(
      0,
      (0..<600).map { (number: Int) -> Fixture.Entry in
        let isError = number == 130 || number == 420
        let severity: Severity = isError ? .error : number % 90 == 0 ? .warning : .info
        let percent = number % 20 == 0 ? Double(number) / 10 : nil
        return Fixture.Entry(Double(number) - 600, severity, "entry \(number)", progress: percent)
      })
    fixture.logs(0, (0..<40).map { .init(-200 + Double($0) / 20, .debug, "burst \($0)") })
    return fixture
  }

  @Test func drawsSeveritiesOverTime() {
    var fixture = scene()
    fixture.press("i")
    #expect(fixture.text == Self.drawing)
  }

  @Test func drawsInASCII() {
    var fixture = scene(50, 14)
    fixture.model.glyphs = .ascii
    fixture.press("i")
    #expect(fixture.text == Self.plain)
    // The arrows of the footer's keys get their stand-ins in the terminal.
    #expect(fixture.lines.dropLast().joined().utf8.allSatisfy { $0 < 0x80 })
  }

  @Test func movesByBucketAndGoesThere() {
    var fixture = scene()
    fixture.press("i", .home, .right, .right, .enter)
    #expect(fixture.model.topBox == nil)
    let viewport = fixture.model.panes[0].viewport
    #expect(!viewport.isFollowing)
    let moment = viewport.current.map { fixture.model.store.timestamp(of: $0).seconds(since: Fixture.start) }
    // Three buckets of 600 s / 53 begin at -600.
    #expect(moment.map { $0 > -580 && $0 < -576 } == true)
  }

  @Test func goesFromErrorToError() {
    var fixture = scene()
    fixture.press("i", "E", .enter)
    let slot = fixture.model.panes[0].viewport.current
    let moment = slot.map { fixture.model.store.timestamp(of: $0).seconds(since: Fixture.start) } ?? 0
    #expect(moment > -192 && moment <= -180)
    fixture.press("i", "E", "E")
    #expect(fixture.model.notice != nil)
  }

  @Test func opensWhereTheReaderIs() {
    var fixture = scene()
    fixture.press("g", "i")
    guard let timeline = fixture.model.box(Timeline.self) else {
      Issue.record("not timeline: \(String(describing: fixture.model.topBox))")
      return
    }
    #expect(timeline.cursor == 0)
  }

  @Test(arguments: [Key.escape, "q", "i"]) func closes(key: Key) {
    var fixture = scene()
    let before = fixture.text
    fixture.press("i")
    #expect(fixture.press(key).isEmpty)
    #expect(fixture.text == before)
  }

  @Test func growsWithWhatArrives() {
    var fixture = scene()
    fixture.press("i")
    guard let before = fixture.model.box(Timeline.self) else {
      Issue.record("not timeline: \(String(describing: fixture.model.topBox))")
      return
    }
    fixture.tick(60)
    fixture.logs(0, .init(50, .failure, "late"))
    guard let after = fixture.model.box(Timeline.self) else {
      Issue.record("not timeline: \(String(describing: fixture.model.topBox))")
      return
    }
    #expect(after.cursor == (after.histogram?.count ?? 0) - 1)
    #expect(after.moment > before.moment)
    #expect(after.histogram?.errors(in: after.cursor) == 1)
  }

  @Test func survivesEverySizeAndNothing() {
    for width in [1, 10, 16, 20, 40, 120] {
      for height in [1, 3, 4, 6, 9, 12, 40] {
        var fixture = scene(width, height)
        fixture.press("i", .left, .end, .right)
        #expect(fixture.model.size == Size(width: width, height: height))
        #expect(view(fixture.model).size.width == width)
        fixture.send(.resized(Size(width: height, height: width)))
        #expect(view(fixture.model).size.width == height)
      }
    }
    var empty = Fixture()
    empty.press("i")
    #expect(empty.text.contains("no entries yet"))
    empty.press(.left, "e", .enter)
    #expect(empty.model.topBox == nil)
  }

  @Test func countsAllTasksWhereTheyAreMerged() {
    var fixture = scene(tasks: 2)
    fixture.logs(1, .init(-5, .info, "of the other"))
    fixture.press("M", "i")
    #expect(fixture.text.contains("all 2 tasks"))
    guard let timeline = fixture.model.box(Timeline.self), let histogram = timeline.histogram
    else {
      Issue.record("no timeline: \(String(describing: fixture.model.topBox))")
      return
    }
    #expect((0..<histogram.count).reduce(0) { $0 + histogram.total(in: $1) } == 641)
  }

  static let drawing = """
     mpt-tail  api.platform.softwareone.com       ● live   13:52:07
     ◐ Importing   TSK-5498-1544-6054-5440   E 2  W 7   640 entries
     ██████████▊          60.0 %   ETA unknown    ▃▃█▃▃▃▃▃▃▁ 60/min
    ╭─ Timeline · Importing  TSK-5498-1544-6054-5440 ──────────────╮
    │  100 %┤                                                      │
    │       │                                            ⣀⣀⣀⣀⣀⣀⡠⠤⠤ │
    │       │                     ⣀⣀⣀⣀⣀⠤⠤⠤⠤⠤⠤⠔⠒⠒⠒⠒⠒⠉⠉⠉⠉⠉⠉          │
    │    0 %┤⣀⣀⣀⠤⠤⠤⠤⠤⠒⠒⠒⠒⠒⠒⠊⠉⠉⠉⠉⠉⠉                                 │
    │     51┤                                   █                  │
    │       │                                   █                  │
    │       │                                   █                  │
    │     29┤                                   █                  │
    │       │                                   █                  │
    │       │▅▄▄▅▄▄▅▄▄▅▄▄▅▄▄▅▄▄▅▄▄▅▄▄▅▄▄▄▅▄▄▅▄▄▅█▄▅▄▄▅▄▄▅▄▄▅▄▄▅▄▄▄ │
    │       │█████████████████████████████████████████████████████ │
    │      E            E                         E                │
    │      W W      W       W       W       W       W       W      │
    │        ───────────────┬─────────────────────────┬──────────▲ │
    │                       13:45                     13:50        │
    │ 13:51:55 – 13:52:07 · 11 entries · 58.0 %                    │
    ╰──────────────────────────────────────────────────────────────╯
     ← → move  Enter go there  e next error  : commands  Esc close
    """

  static let plain = """
     mpt-tail                       * live   13:52:07
    +- Timeline - Importing  TSK-5498-1544-6054-5~ --+
    |  100 %+                                _______ |
    |    0 %+______-------------'''''''''''''        |
    |     54+                          #             |
    |       |                          #             |
    |       |####################################### |
    |      E         E                  E            |
    |      W W    W     W     W     W     W     W    |
    |        -----------+------------------+-------^ |
    |                   13:45              13:50     |
    | 13:51:51 - 13:52:07 - 15 entries - 58.0 %      |
    +------------------------------------------------+
     Left Right move  Enter go there  Esc close
    """
}
