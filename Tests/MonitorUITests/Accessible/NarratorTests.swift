import MonitorCore
import Testing

@testable import MonitorUI

@Suite struct NarratorTests {
  private typealias Entry = Fixture.Entry

  /// What a person hears who watches two tasks, hears that one failed, finds why, and leaves; by keys alone.
  @Test func aPersonWhoOnlyHearsFindsOutWhyATaskFailed() {
    var narration = Narration(tasks: 2)
    narration.task(0, "Transferring the buyer", progress: 57.3, eta: 785)
    narration.task(1, "Migrating agreements", .queued)
    narration.logs(0, (0..<37).map { Entry(Double($0 - 40), $0 == 30 ? .error : .info, "Object \($0) moved") })
    narration.state(0)
    narration.state(1)
    #expect(
      narration.transcript() == """
        Accessible mode is on, because of --accessible. ? reads the keys, q leaves
        Task 1: Transferring the buyer, Processing, 57 percent, 13 minutes left, TSK-5498-1544-6054-5440, 13:52:07
        Task 2: Migrating agreements, Queued, TSK-0001-2474-4798-1266, 13:52:07
        Task 1 so far: 37 entries, 1 error; e reads it, 13:52:07
        """)

    narration.wait(20)
    narration.task(1, "Migrating agreements", progress: 12)
    narration.logs(1, Entry(19, .warning, "Step 3 took longer than expected"))
    narration.wait(10)
    narration.logs(1, Entry(29, .failure, "Too many agreements could not be migrated:\n- AGR-1\n- AGR-2"))
    narration.task(1, "Migrating agreements", .failed, progress: 99, completed: 30)
    narration.wait(1)
    #expect(
      narration.transcript() == """
        Task 2 is Processing, was Queued, 13:52:27
        Step 3 took longer than expected. Warning, task 2, 13:52:26
        Too many agreements could not be migrated: - AGR-1; - AGR-2. Failure, task 2, 13:52:36
        Task 2 Failed after 12 minutes 24 seconds, 1 error, 1 warning; Shift G reads the newest error, 13:52:37
        """)

    #expect(
      narration.press("s") == """
        Task 1 Processing, 57 percent, 13 minutes left, running for 12 minutes; \
        task 2 Failed, 99 percent, took 12 minutes 24 seconds; 39 entries, 2 errors, 1 warning; live, 13:52:38
        """)
    #expect(
      narration.press("G")
        == "Too many agreements could not be migrated: - AGR-1; - AGR-2. Failure, task 2, 13:52:36")
    #expect(narration.press("N") == "Step 3 took longer than expected. Warning, task 2, 13:52:26")
    #expect(narration.press("E") == "Object 30 moved. Error, task 1, 13:51:57")
    #expect(narration.press("E") == "No earlier error; e goes back")
    #expect(narration.press("q").isEmpty)
    #expect(narration.commands == [.quit])
  }

  @Test func manyEntriesAreOneLineAndTheNextErrorIsTheirFirst() {
    var narration = Narration.running()
    narration.logs(0, (0..<4).map { Entry(Double($0), .info, "Single \($0)") })
    #expect(narration.transcript().split(separator: "\n").count == 4)
    narration.wait(1)
    narration.logs(0, (0..<30).map { Entry(5 + Double($0) / 10, $0 % 20 == 7 ? .error : .info, "One of many, \($0)") })
    narration.wait(2)
    narration.logs(1, (0..<7).map { Entry(8 + Double($0) / 10, .warning, "From the other, \($0)") })
    #expect(narration.transcript().isEmpty)
    narration.wait(3)
    #expect(narration.transcript() == "37 entries from 2 tasks, 2 errors; e reads the first, 13:52:23")
    #expect(narration.press("e") == "One of many, 7. Error, task 1, 13:52:12")
    #expect(narration.press("e") == "One of many, 27. Error, task 1, 13:52:14")
    #expect(narration.press("e") == "No later error; Shift E goes back")
    #expect(narration.press("n") == "One of many, 28. Info, task 1, 13:52:14")
  }

  @Test func sixSlowEntriesAreSixLines() {
    var narration = Narration.running()
    for number in 0..<6 {
      narration.logs(0, Entry(Double(number), .info, "Entry \(number)"))
      narration.wait(2)
    }
    #expect(narration.transcript().split(separator: "\n").count == 6)
  }

  @Test func whatArrivesDoesNotMoveWhoeverReadsEarlierEntries() {
    var narration = Narration.running()
    narration.logs(0, (0..<3).map { Entry(Double($0), .error, "Error \($0)") })
    #expect(narration.press("N").hasPrefix("Error 1"))
    narration.wait(10)
    narration.logs(0, Entry(20, .error, "Error 3"))
    #expect(narration.press("e").hasPrefix("Error 2"))
    #expect(narration.press("e").hasPrefix("Error 3"))
    // Nothing was read for a long time: what was heard last is the place again.
    #expect(narration.press("E", "E").contains("Error 1"))
    narration.wait(61)
    narration.logs(0, Entry(99, .error, "Error 4"))
    #expect(narration.press("E").hasPrefix("Error 3"))
  }

  @Test func anIdleMinuteWritesNothing() {
    var narration = Narration.running()
    narration.wait(30)
    narration.state()
    narration.wait(30)
    #expect(narration.transcript().isEmpty)
  }

  @Test func progressIsReadOutAtEachTenPercent() {
    var narration = Narration.running(tasks: 1)
    for percent in [32.0, 38, 41, 44, 57, 61, 93, 100] {
      narration.task(0, "Transferring the buyer", progress: percent, eta: 600)
      narration.wait(30)
    }
    narration.task(0, "Transferring the buyer", .completed, progress: 100, completed: 250)
    #expect(
      narration.transcript() == """
        40 percent, 9 minutes left, 13:53:17
        50 percent, 8 minutes left, 13:54:17
        60 percent, 7 minutes left, 13:54:47
        90 percent, 7 minutes left, 13:55:17
        The task Completed after 16 minutes 4 seconds, 13:56:17
        """)
  }

  @Test func aStepBackIsSaid() {
    var narration = Narration.running(tasks: 1)
    narration.task(0, "Transferring the buyer", .rescheduled, progress: 31)
    narration.wait(30)
    narration.task(0, "Transferring the buyer", progress: 5)
    #expect(
      narration.transcript() == """
        The task is Rescheduled, was Processing, 13:52:17
        The task is Processing, was Rescheduled, 13:52:47
        back to 0 percent, 13:52:47
        """)
  }

  @Test func silenceOfThePlatformIsSaidOnceAndThatItIsOver() {
    var narration = Narration.running()
    for number in 0..<2 {
      narration.state(number) {
        $0.source = .stale
        $0.problem = "503 Service Unavailable."
        $0.failures = 1
      }
    }
    narration.wait(40)
    for number in 0..<2 { narration.state(number) }
    narration.wait(2)
    #expect(
      narration.transcript() == """
        No answer for 2 of 2 tasks since 5 seconds: 503 Service Unavailable; it is tried again, 13:52:22
        Answers come again, after 41 seconds, 13:52:58
        """)
  }

  @Test func refusalsAreSaid() {
    var narration = Narration.running()
    for _ in 0..<2 {
      narration.state(1) {
        $0.source = .refused(logsOnly: true)
        $0.problem = "Logs need an Operations or service token."
      }
    }
    #expect(narration.transcript() == "Task 2 logs refused: Logs need an Operations or service token, 13:52:17")
  }

  @Test func aTaskThatIsGoneSaysSoOnce() {
    var narration = Narration.running()
    narration.state(1) {
      $0.source = .gone
      $0.problem = "404 Not Found."
    }
    #expect(narration.transcript() == "Task 2 gone: 404 Not Found, 13:52:17")
  }

  @Test func mutedIsSilentUntilUnmuted() {
    var narration = Narration.running()
    #expect(narration.press("m") == "Muted: only ends and failures of the connection are read out; m unmutes")
    narration.logs(0, Entry(0, .error, "Not heard"))
    narration.task(0, "Transferring the buyer", progress: 50)
    narration.wait(20)
    #expect(narration.transcript().isEmpty)
    narration.task(1, "Migrating agreements", .completed, completed: 31)
    #expect(narration.transcript() == "Task 2 Completed after 12 minutes 25 seconds, 13:52:37")
    #expect(narration.press("m") == "Unmuted; meanwhile 1 entry, 1 error; e reads it, 13:52:37")
    #expect(narration.press("e") == "Not heard. Error, task 1, 13:52:07")
    #expect(narration.press("m", "m").hasSuffix("Unmuted; no entries came meanwhile"))
  }

  @Test func aLevelHoldsForWhatArrivesAndForReading() {
    var narration = Narration.running()
    narration.logs(0, Entry(0, .info, "Info"), Entry(1, .error, "Error"), Entry(2, .warning, "Warning"))
    #expect(narration.press("3") == "Minimum severity Warning, 2 of 3 entries")
    #expect(narration.press("N").hasPrefix("Error"))
    #expect(narration.press("3") == "Only severity Warning, 1 of 3 entries")
    narration.logs(0, Entry(3, .error, "Not admitted"))
    #expect(narration.transcript().isEmpty)
    #expect(narration.press("0") == "All severities, 4 of 4 entries")
  }

  @Test func manyTasksAreCounted() {
    var narration = Narration(tasks: 8)
    for number in 0..<8 {
      narration.task(number, "Task", number == 2 ? .failed : .processing, completed: number == 2 ? 0 : nil)
      narration.state(number)
    }
    narration.wait(1)
    #expect(
      narration.transcript() == """
        Accessible mode is on, because of --accessible. ? reads the keys, q leaves
        8 tasks: 7 Processing, 1 Failed; Failed: task 3; 0 entries; live, 13:52:08
        """)
  }

  @Test func theEndOfAllIsSaidOnce() {
    var narration = Narration.running()
    narration.task(0, "Transferring the buyer", .completed, completed: 0)
    narration.task(1, "Migrating agreements", .canceled, completed: 0)
    narration.state(0) { $0.source = .ended }
    narration.state(1) { $0.source = .ended }
    #expect(narration.transcript().hasSuffix("All 2 tasks have ended: 1 Completed, 1 Canceled; q leaves, 13:52:17"))
    narration.wait(60)
    #expect(narration.transcript().isEmpty)
  }

  @Test func everyKeyIsAnsweredByOneLine() {
    for row in KeyMap.standard.rows(in: .accessible) {
      for binding in row.bindings where ![.close, .quit, .interrupt, .suspend].contains(binding.action) {
        var narration = Narration.running()
        narration.logs(0, Entry(0, .error, "Two\nlines"))
        for key in binding.keys { #expect(narration.press(key).split(separator: "\n").count == 1, "\(key.label)") }
      }
    }
    var narration = Narration.running()
    #expect(narration.press("k") == "k does nothing here; ? reads the keys")
    #expect(narration.press(.control("l")) == "Ctrl-L does nothing here; ? reads the keys")
  }

  @Test func noLineHoldsASignOrAControl() {
    var narration = Narration.running()
    narration.logs(0, Entry(0, .error, "One\u{1b}[31m\u{7}\u{202e} line\r\n\ttwo", revision: 2, late: 75))
    let lines = narration.transcript() + narration.press("s") + narration.press("?") + narration.press(.enter)
    #expect(lines.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value < 0x7F || $0 == "\n" })
    #expect(lines.contains("^[[31m"))
  }

  @Test func otherTimesAreSpokenAsChosen() {
    var narration = Narration.running { $0.timestamps = .relative }
    narration.logs(0, Entry(-600, .info, "Earlier"))
    #expect(narration.transcript() == "Earlier. Info, task 1, 10 minutes ago")
    narration = Narration.running { $0.timestamps = .off }
    narration.logs(0, Entry(-600, .info, "Earlier"))
    #expect(narration.transcript() == "Earlier. Info, task 1")
    narration = Narration.running { $0.timestamps = .utc }
    narration.logs(0, Entry(-90_000, .info, "Earlier"))
    #expect(narration.transcript() == "Earlier. Info, task 1, 10 September 12:52:07 UTC")
  }

  @Test(arguments: KeyPreset.allCases) func presetsTakeNoKey(preset: KeyPreset) {
    for row in KeyMap.standard.rows(in: .accessible) {
      for binding in row.bindings {
        for key in binding.keys { #expect(preset.keys.action(of: key, in: .accessible) == binding.action) }
      }
    }
  }
}
