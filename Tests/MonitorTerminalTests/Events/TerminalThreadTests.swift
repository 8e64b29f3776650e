import Glibc
import MonitorCore
import MonitorTerminal
import MonitorUI
import TestSupport
import Testing

extension CursesTests {
  @Suite struct TerminalThreadTests {
    private func thread() -> UInt { UInt(pthread_self()) }

    @Test func tasksRunOnTheThreadThatReadsTheKeys() async throws {
      let pty = try PseudoTerminal()
      let executor = ThreadExecutor()
      var events: TerminalEvents? = try TerminalEvents(terminal: try TerminalDevice.open(pty.slave), executor: executor)
      let (numbers, sender) = AsyncStream.makeStream(of: Int.self)
      let task = Task(executorPreference: executor) {
        var threads: Set<UInt> = [thread()]
        for await number in numbers where number > 0 { threads.insert(thread()) }
        return threads
      }
      for number in 0..<1_000 {
        sender.yield(number)
        if number % 100 == 0 { await Task.yield() }
      }
      sender.finish()
      #expect(await task.value.count == 1)
      #expect(events != nil)
      // When the thread is gone they run all the same.
      events = nil
      for _ in 0..<10 { await Task(executorPreference: executor) { await Task.yield() }.value }
    }

    @Test func tellsKeysAndSecondsToATaskOfItsOwn() async throws {
      let pty = try PseudoTerminal()
      let executor = ThreadExecutor()
      let events = try TerminalEvents(
        terminal: try TerminalDevice.open(pty.slave), executor: executor, needsSeconds: true)
      let task = Task(executorPreference: executor) {
        var told: Set<TerminalEvent> = []
        for await event in events.events where told.insert(event).inserted {
          if told.isSuperset(of: [.second, .key("j")]) { break }
        }
        return told
      }
      // A line ends with Enter: this terminal is not raw.
      pty.type("j\n".utf8)
      let told = await task.value
      #expect(told.contains(.key("j")))
      #expect(!told.contains(.writable), "nobody asked for it")
    }

    @Test func runsWithoutAnyThread() async {
      await withTaskExecutorPreference(ThreadExecutor()) { await Task.yield() }
    }
  }
}
