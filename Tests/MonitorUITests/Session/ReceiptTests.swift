import MonitorCore
import Testing

@testable import MonitorUI

/// What stays on the terminal.
@Suite struct ReceiptTests {
  @Test func saysHowATaskStandsAndWhatFailed() {
    let fixture = Scenes.one(100, 24)
    #expect(
      Receipt(fixture.model, width: 100, command: "mpt-tail").text == """
        TSK-5498-1544-6054-5440  Transferring the buyer to a different account
          Processing · 57.3 % · elapsed 11:54
          5 entries · 1 failure · 1 error · 1 warning · 1 info · 1 debug · 1 late · 1 revised
          13:40:20  ERROR    Agreement AGR-1 could not be moved: quota
          13:42:07  FAILURE  Gave up on 漢字

        mpt-tail TSK-5498-1544-6054-5440
        """)
  }

  @Test func oneErrorGetsThreeOfItsLines() {
    var fixture = Fixture()
    fixture.logs(0, .init(-5, .error, "one\ntwo\nthree\nfour"))
    #expect(
      Receipt(fixture.model, width: 60, command: nil).text == """
        TSK-5498-1544-6054-5440
          Connecting
          1 entry · 1 error
          13:52:02  ERROR    one
                             two
                             three
        """)
  }

  @Test func onlyTheLastThreeErrorsAreTold() {
    var fixture = Fixture()
    fixture.fill(200)
    let errors = Receipt(fixture.model, width: 60, command: nil).lines.map { $0.map(\.text).joined() }
      .filter { $0.contains("ERROR") }
    #expect(errors.map { $0.suffix(9) } == ["entry 149", "entry 174", "entry 199"])
  }

  @Test func anEndAndAProblemAreSaid() {
    var fixture = Fixture()
    fixture.task(name: "Importing", status: .completed, progress: 100, completed: -20)
    fixture.state {
      $0.missing = 2
      ($0.hasOlder, $0.older) = (true, 4000)
    }
    #expect(
      Receipt(fixture.model, width: 60, command: nil).text == """
        TSK-5498-1544-6054-5440  Importing
          Completed · took 11:34
          0 entries · 2 missing · 4 000 older not loaded
        """)
    fixture.state {
      $0.source = .refused(logsOnly: true)
      $0.problem = "403 Forbidden\u{1B}[2J"
    }
    #expect(Receipt(fixture.model, width: 60, command: nil).text.hasSuffix("\n  logs refused: 403 Forbidden^[[2J"))
  }

  @Test func severalTasksAreApartAndComeBackTogether() {
    let fixture = Scenes.two()
    let text = Receipt(fixture.model, width: 100, command: "mpt-tail --base-url http://127.0.0.1:1").text
    let blocks = text.split(separator: "\n\n")
    #expect(blocks.count == 3)
    #expect(blocks.last == "mpt-tail --base-url http://127.0.0.1:1 \(Fixture.ids[0]) \(Fixture.ids[1])")
  }

  @Test func closedTasksAreNotTold() {
    var fixture = Scenes.two()
    fixture.press("X")
    #expect(!Receipt(fixture.model, width: 100, command: "mpt-tail").text.contains(Fixture.ids[0]))
  }

  @Test func nothingWatchedLeavesNothing() {
    #expect(Receipt(Fixture(tasks: 0).model, width: 80, command: "mpt-tail").lines.isEmpty)
  }

  @Test func noLineIsWiderButTheCommand() {
    for width in [-5, 0, 20, 21, 40, 79] {
      var fixture = Scenes.one(100, 24)
      fixture.task(name: String(repeating: "漢", count: 100) + "\u{202E}\u{1B}]0;x\u{7}", progress: 50)
      fixture.logs(0, .init(-1, .failure, String(repeating: "e\u{301}\t", count: 9000)))
      let receipt = Receipt(fixture.model, width: width, command: "mpt-tail")
      for line in receipt.lines.dropLast() {
        #expect(line.map(\.text).joined().columns <= max(20, width))
        for run in line { #expect(run.text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }) }
      }
      #expect(receipt.lines.last?.map(\.text).joined() == "mpt-tail TSK-5498-1544-6054-5440")
    }
  }

  @Test func manyTasksAreToldWithoutTheirErrors() {
    var fixture = Fixture(tasks: 12)
    for number in 0..<12 { fixture.fill(30, task: number) }
    let text = Receipt(fixture.model, width: 80, command: nil).text
    #expect(!text.contains("ERROR"))
    #expect(text.contains("1 error"))
  }

  @Test func meaningsAreKeptForColours() {
    let receipt = Receipt(Scenes.failed().model, width: 80, command: "mpt-tail")
    let roles = Set(receipt.lines.joined().map(\.style.role))
    #expect(roles.isSuperset(of: [.statusFailed, .severityFailure, .severityError, .severityWarning, .timestamp]))
  }
}
