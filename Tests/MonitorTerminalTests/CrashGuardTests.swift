import CTerminalGuard
import Foundation
import Glibc
import MonitorUI
import Synchronization
import TestSupport
import Testing

@testable import MonitorTerminal

/// A process that crashes with the screen on: who holds the other end of the terminal sees it given back.
@Suite struct CrashGuardTests {
  private func check(_ pty: PseudoTerminal, _ before: [UInt32]) {
    #expect(pty.modes == before)
    let shown = String(decoding: pty.read(patience: 100), as: UTF8.self)
    #expect(shown.contains("\u{1b}[?1049h"))
    for sequence in [
      "\u{1b}[?7h\u{1b}[?1049l", "\u{1b}[?2004l", "\u{1b}[?1000l", "\u{1b}[23;0t", "\u{1b}[?25h",
    ] {
      #expect(shown.split(separator: "on the screen").last?.contains(sequence) == true, "\(sequence.debugDescription)")
    }
  }

  private static func takeTerminal(_ path: String) throws -> Terminal {
    CrashGuard.install()
    try TerminalSignals.install()
    let device = try TerminalDevice.open(open(path, O_RDWR | O_NOCTTY))
    let events = try TerminalEvents(terminal: device)
    var terminal = try Terminal(device: device, events: events, environment: ["TERM": "xterm-256color"])
    var frame = Frame(size: terminal.size)
    for (x, scalar) in "on the screen".unicodeScalars.enumerated() { frame.put(Cell(scalar), x: x, y: 0) }
    terminal.draw(frame)
    return terminal
  }

  @Test(arguments: [SIGSEGV, SIGILL, SIGTRAP, SIGBUS, SIGFPE, SIGABRT])
  func givesTheTerminalBack(number: Int32) async throws {
    let pty = try PseudoTerminal(columns: 40, rows: 6)
    let before = pty.modes
    await #expect(processExitsWith: .signal(number)) { [path = pty.path as String, number = number as Int32] in
      let terminal = try CrashGuardTests.takeTerminal(path)
      kill(getpid(), number)
      pause()
      _ = terminal.size
    }
    check(pty, before)
  }

  @Test(arguments: [SIGUSR1, SIGALRM, SIGXCPU, SIGPWR, 40])
  func givesTheTerminalBackBeforeASignalThatNobodyHears(number: Int32) async throws {
    let pty = try PseudoTerminal(columns: 40, rows: 6)
    let before = pty.modes
    await #expect(processExitsWith: .signal(number)) { [path = pty.path as String, number = number as Int32] in
      let terminal = try CrashGuardTests.takeTerminal(path)
      kill(getpid(), number)
      pause()
      _ = terminal.size
    }
    check(pty, before)
  }

  @Test func givesAStoppedTerminalBack() async throws {
    let pty = try PseudoTerminal(columns: 40, rows: 6)
    let before = pty.modes
    await #expect(processExitsWith: .signal(SIGUSR1)) { [path = pty.path as String] in
      let terminal = try CrashGuardTests.takeTerminal(path)
      // As Ctrl-S does it.
      tcflow(open(path, O_RDWR | O_NOCTTY), TCOOFF)
      kill(getpid(), SIGUSR1)
      pause()
      _ = terminal.size
    }
    check(pty, before)
  }

  /// The kernel takes output of one thread at a time, and tells a second one at once that there is no room.
  @Test func givesTheTerminalBackWhileAnotherThreadWrites() async {
    await #expect(processExitsWith: .success) {
      let rounds = 300
      let pty = try PseudoTerminal(columns: 40, rows: 6)
      let flags = O_RDWR | O_NOCTTY | O_NONBLOCK
      let isRestored = Atomic(false)
      Thread.detachNewThread { [path = pty.path] in
        let device = open(path, flags)
        // Little, so that the terminal is seldom full.
        let block = Array("xxxxxxxx".utf8)
        while true { _ = write(device, block, block.count) }
      }
      Thread.detachNewThread { [path = pty.path] in
        let device = open(path, flags)
        let leave = Array("\u{1b}[?1049l".utf8)
        var modes = termios()
        tcgetattr(device, &modes)
        for _ in 0..<rounds {
          terminal_guard_arm(device, &modes, leave, leave.count)
          terminal_guard_restore()
        }
        isRestored.store(true, ordering: .sequentiallyConsistent)
      }
      var restored = 0
      func read(_ count: Int) { restored += pty.read(count: count, patience: 10).count { $0 == UInt8(ascii: "l") } }
      while !isRestored.load(ordering: .sequentiallyConsistent) { read(1) }
      // More than a terminal holds.
      read(200_000)
      exit(restored == rounds ? EXIT_SUCCESS : EXIT_FAILURE)
    }
  }

  @Test func givesTheTerminalBackWhenTheStackOverflows() async throws {
    let pty = try PseudoTerminal(columns: 40, rows: 6)
    let before = pty.modes
    await #expect(processExitsWith: .signal(SIGSEGV)) { [path = pty.path as String] in
      let terminal = try CrashGuardTests.takeTerminal(path)
      func deeper(_ depth: Int) -> Int { depth < 0 ? 0 : 1 + deeper(depth + 1) + deeper(depth + 2) }
      exit(Int32(truncatingIfNeeded: deeper(terminal.size.width)))
    }
    check(pty, before)
  }

  @Test func leavesATerminalAloneThatWasGivenBack() async throws {
    let pty = try PseudoTerminal(columns: 40, rows: 6)
    await #expect(processExitsWith: .signal(SIGSEGV)) { [path = pty.path as String] in
      do { _ = try CrashGuardTests.takeTerminal(path) }
      kill(getpid(), SIGSEGV)
      pause()
    }
    let shown = String(decoding: pty.read(patience: 100), as: UTF8.self)
    #expect(shown.split(separator: "\u{1b}[?1049l").count == 2)
  }

  @Test func allowsNoCoreDump() async {
    await #expect(processExitsWith: .success) {
      CrashGuard.install()
      var limit = rlimit()
      getrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit)
      exit(limit.rlim_cur == 0 && limit.rlim_max == 0 ? EXIT_SUCCESS : EXIT_FAILURE)
    }
  }
}
