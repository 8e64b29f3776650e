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

  @Test(arguments: [SIGTERM, SIGINT, SIGHUP, SIGQUIT]) func diesAtOnceWhileNobodyListens(number: Int32) async {
    await #expect(processExitsWith: .signal(number)) { [number = number as Int32] in
      try TerminalSignals.install()
      kill(getpid(), number)
      pause()
    }
    await #expect(processExitsWith: .signal(number)) { [number = number as Int32] in
      try TerminalSignals.install()
      do { _ = try TerminalEvents() }
      kill(getpid(), number)
      pause()
    }
  }

  @Test(arguments: [
    SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU, SIGXFSZ, SIGIO, SIGPWR, SIGSYS, SIGSTKFLT, 34, 50, 64,
  ])
  func diesByWhatItDoesNotListenTo(number: Int32) async {
    await #expect(processExitsWith: .signal(number)) { [number = number as Int32] in
      try TerminalSignals.install()
      let events = try TerminalEvents()
      kill(getpid(), number)
      pause()
      _ = events
    }
  }

  @Test func endsByTheSignalWhenLeavingTakesTooLong() async {
    await #expect(processExitsWith: .signal(SIGTERM)) {
      try TerminalSignals.install()
      TerminalSignals.leave(withinMilliseconds: 20, by: .terminate)
      while true { pause() }
    }
    await #expect(processExitsWith: .exitCode(3)) {
      try TerminalSignals.install()
      TerminalSignals.leave(withinMilliseconds: 20, by: nil, status: 3)
      while true { pause() }
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
