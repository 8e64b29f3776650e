import Glibc
import MonitorTerminal
import Testing

/// Signals change the whole process, so each of these runs in one of its own.
@Suite struct TerminalSignalsTests {
  @Test func hearsSignalsAsEvents() async {
    await #expect(processExitsWith: .success) {
      try TerminalSignals.install()
      let events = try TerminalEvents()
      let sent: [TerminalSignal] = [.interrupt, .terminate, .hangup, .quit, .windowChanged, .stop, .continued]
      var heard: [TerminalEvent] = []
      for signal in sent {
        kill(getpid(), signal.number)
        for await event in events.events {
          heard.append(event)
          break
        }
      }
      exit(heard == sent.map(TerminalEvent.signal) ? EXIT_SUCCESS : EXIT_FAILURE)
    }
  }

  @Test func remembersSignalsThatCameEarly() async {
    await #expect(processExitsWith: .success) {
      try TerminalSignals.install()
      kill(getpid(), SIGTERM)
      let events = try TerminalEvents()
      for await event in events.events { exit(event == .signal(.terminate) ? EXIT_SUCCESS : EXIT_FAILURE) }
    }
  }

  @Test func leavesIgnoredSignalsIgnored() async {
    await #expect(processExitsWith: .success) {
      signal(SIGHUP, SIG_IGN)
      try TerminalSignals.install()
      let events = try TerminalEvents()
      kill(getpid(), SIGHUP)
      kill(getpid(), SIGTERM)
      for await event in events.events { exit(event == .signal(.terminate) ? EXIT_SUCCESS : EXIT_FAILURE) }
    }
  }

  @Test func diesByTheSignal() async {
    await #expect(processExitsWith: .signal(SIGTERM)) {
      try TerminalSignals.install()
      TerminalSignals.die(by: .terminate)
    }
    await #expect(processExitsWith: .signal(SIGINT)) {
      try TerminalSignals.install()
      TerminalSignals.die(by: .interrupt)
    }
  }

  @Test func survivesAClosedPipe() async {
    await #expect(processExitsWith: .success) {
      try TerminalSignals.install()
      var ends: [Int32] = [-1, -1]
      pipe(&ends)
      close(ends[0])
      exit(write(ends[1], "x", 1) == -1 && errno == EPIPE ? EXIT_SUCCESS : EXIT_FAILURE)
    }
  }
}
