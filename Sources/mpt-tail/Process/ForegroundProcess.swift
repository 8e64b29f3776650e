import Glibc

/// A program that gets the terminal while it runs, as a shell would start it: a pager, a browser for terminals. The
/// terminal's screen was left, and nobody reads its keys meanwhile.
enum ForegroundProcess {
  /// Runs a command of a shell to its end; its exit status.
  ///
  /// - Parameter input: a descriptor of its standard input, which stays open; the terminal where there is none.
  static func run(
    _ command: String, environment: [String: String], input: Int32? = nil
  ) -> Result<Int32, StartFailure> {
    let terminal = Glibc.open("/dev/tty", O_RDWR | O_CLOEXEC)
    guard terminal >= 0 else { return .failure(StartFailure(code: errno)) }
    defer { close(terminal) }
    let own = getpgrp()
    // Where no group is named it gets one of its own: what its keys stop or interrupt is not this program.
    let group = Int16(truncatingIfNeeded: Int32(POSIX_SPAWN_SETPGROUP))
    let start = DetachedProcess.spawn("/bin/sh", ["/bin/sh", "-c", command], environment, flags: group) { actions in
      posix_spawn_file_actions_adddup2(&actions, input ?? terminal, STDIN_FILENO)
      posix_spawn_file_actions_adddup2(&actions, terminal, STDOUT_FILENO)
      posix_spawn_file_actions_adddup2(&actions, terminal, STDERR_FILENO)
    }
    switch start {
    case .failure(let failure): return .failure(failure)
    case .success(let process):
      give(terminal, to: process)
      // It may have asked for the terminal before it had it, and was stopped.
      kill(-process, SIGCONT)
      defer { give(terminal, to: own) }
      return .success(wait(for: process))
    }
  }

  /// Waits for a process; one that was stopped by its own key goes on, as there is no shell to say so.
  private static func wait(for process: pid_t) -> Int32 {
    var status: Int32 = 0
    while true {
      guard waitpid(process, &status, WUNTRACED) >= 0 else {
        if errno == EINTR { continue }
        return 0
      }
      guard status & 0xFF == 0x7F else { break }
      kill(-process, SIGCONT)
    }
    return DetachedProcess.exitStatus(status)
  }

  /// Gives the terminal to a group. From the background the system would stop us for it.
  private static func give(_ terminal: Int32, to group: pid_t) {
    var (blocked, former) = (sigset_t(), sigset_t())
    sigemptyset(&blocked)
    sigaddset(&blocked, SIGTTOU)
    pthread_sigmask(SIG_BLOCK, &blocked, &former)
    tcsetpgrp(terminal, group)
    pthread_sigmask(SIG_SETMASK, &former, nil)
  }
}

/// How a pager is called.
enum PagerCommand {
  /// Those that take a line to begin at before anything else.
  private static let thatTakeALine: Set = ["less", "more", "most"]

  /// A command of the shell that opens a pager at a line, from 1; as it is where the pager is not known to take one.
  static func opening(_ pager: String, atLine line: Int) -> String {
    let words = pager.split(separator: " ")
    guard line > 1, let name = words.first?.split(separator: "/").last, thatTakeALine.contains(String(name)),
      // What a shell would read is left to it.
      pager.allSatisfy({ $0.isLetter || $0.isNumber || " /._-+=".contains($0) })
    else { return pager }
    return "\(pager) +\(line)"
  }
}
