import MonitorCore
import Testing

@testable import MonitorUI

@Suite struct EvidenceTests {
  private func evidence(_ fixture: Fixture) throws -> String {
    Evidence(fixture.model, try #require(fixture.model.focusedPane)).text
  }

  @Test func saysWhatATicketNeeds() throws {
    var fixture = Fixture(width: 100)
    fixture.model.command = "mpt-tail"
    fixture.model.commandNamesTasks = true
    fixture.task(name: "Moving *all* agreements", status: .failed, progress: 99.3, completed: -51)
    fixture.state { _ in }
    fixture.logs(0, (1...20).map { .init(Double($0) - 100, $0 == 12 ? .error : .info, "entry \($0)") })
    fixture.logs(0, .init(-50, .failure, "no more ``` of it\nat all"))
    fixture.press("E", "m", "4")
    let text = try evidence(fixture)
    let wanted = """
      # Moving \\*all\\* agreements

      - Task: `TSK-5498-1544-6054-5440`
      - State: **Failed at 99.3 %**
      - Started: 2025-09-11 13:40:13.000 UTC
      - Ended: 2025-09-11 13:51:16.000 UTC
      - Duration: 11:03
      - Entries: 21, 1 Failure, 1 Error, 19 Info
      - Shown: `≥Error`
      - As of: 2025-09-11 13:52:07.000 UTC

      ## Errors

      ```text
        13:50:36.000  INFO     entry 9
        13:50:37.000  INFO     entry 10
        13:50:38.000  INFO     entry 11
      > 13:50:39.000  ERROR    entry 12
        13:50:40.000  INFO     entry 13
        13:50:41.000  INFO     entry 14
        13:50:42.000  INFO     entry 15
      ```

      ````text
        13:50:45.000  INFO     entry 18
        13:50:46.000  INFO     entry 19
        13:50:47.000  INFO     entry 20
      > 13:51:17.000  FAILURE  no more ``` of it
                               at all
      ````

      ## Notes

      - 13:51:17.000 ```` no more ``` of it\\nat all ````

      ## The same view

      ```sh
      mpt-tail TSK-5498-1544-6054-5440 -l error
      ```

      """
    let lines = zip(text.split(separator: "\n"), wanted.split(separator: "\n"))
    for (line, other) in lines { #expect(line == other) }
    #expect(text == wanted)
  }

  @Test func errorsNearEachOtherShareABlock() throws {
    var fixture = Fixture()
    fixture.logs(0, (1...30).map { .init(Double($0) - 100, [5, 9, 20].contains($0) ? .error : .info, "entry \($0)") })
    let text = try evidence(fixture)
    #expect(text.components(of: "```text") == 2)
    for number in 1...30 {
      let wanted = (2...12).contains(number) || (17...23).contains(number)
      #expect(text.contains("entry \(number)\n") == wanted, "\(number)")
    }
  }

  @Test func nothingOfAMessageIsObeyed() throws {
    var fixture = Fixture()
    fixture.task(name: "a\u{1B}[31m [x](y) # <b>")
    fixture.logs(0, .init(-1, .error, "\u{1B}]52;c;AAAA\u{7}\u{202E}"))
    let text = try evidence(fixture)
    #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x202E })
    #expect(text.hasPrefix("# a^\\[\\[31m \\[x\\]\\(y\\) \\# \\<b\\>\n"))
  }

  @Test func theCommandShowsTheSame() throws {
    var fixture = Fixture(tasks: 2)
    #expect(fixture.model.viewCommand == nil)
    fixture.model.command = "mpt-tail --account 'my own'"
    fixture.model.commandNamesTasks = true
    fixture.fill(40)
    fixture = fixture.after("3", "&").typing("it's (a|b)").after(.enter, "&").typing("!x").after(.enter, "t")
    let command =
      #"mpt-tail --account 'my own' TSK-5498-1544-6054-5440 -l warning -g 'it'\''s (a|b)' --exclude x -t utc"#
    #expect(fixture.model.viewCommand == command)
    fixture = fixture.after(":").typing("copy as command")
    #expect(fixture.press(.enter) == [.copy(text: command + "\n", what: command)])
    fixture.press("M")
    #expect(fixture.model.viewCommand?.contains("TSK-0001-2474-4798-1266") == true)
    var replay = ReplayTests.begun(speed: 2)
    replay.model.command = "mpt-tail replay run.ndjson"
    #expect(replay.model.viewCommand == "mpt-tail replay run.ndjson --from 2025-09-11T13:52:07.000Z --speed 2")
  }

  @Test func theNameOfTheFileAsksForIt() {
    var fixture = Fixture()
    fixture.fill(10)
    for (name, isEvidence) in [("a.md", true), ("a.MarkDown", true), ("a.log", false), ("md", false)] {
      fixture.press("s", .control("u"))
      fixture.type(name)
      guard case .save(let request)? = fixture.press(.enter).first else {
        Issue.record("nothing is saved")
        return
      }
      #expect((request.document != nil) == isEvidence, "\(name)")
    }
  }
}

extension String {
  fileprivate func components(of part: String) -> Int {
    split(separator: part, omittingEmptySubsequences: false).count - 1
  }
}
