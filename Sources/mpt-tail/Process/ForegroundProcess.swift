import Glibc

/// A program that gets the terminal while it runs, as a shell would start it: a pager. The terminal's screen was left, and
/// nobody reads its keys meanwhile.
enum ForegroundProcess {
  /// Runs a command of a shell, with a file as its standard input, to its end; its exit status.
  ///
  /// - Parameter input: a descriptor, which stays open.
  static func run(
    _ command: String, environment: [String: String], input: Int32
  ) -> Result<Int32, StartFailure> {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    guard posix_spawn_file_actions_init(&actions) == 0 else { return .failure(StartFailure(code: ENOMEM)) }
    defer { posix_spawn_file_actions_destroy(&actions) }
    guard posix_spawnattr_init(&attributes) == 0 else { return .failure(StartFailure(code: ENOMEM)) }
    defer { posix_spawnattr_destroy(&attributes) }
    let terminal = Glibc.open("/dev/tty", O_RDWR | O_CLOEXEC)
    guard terminal >= 0 else { return .failure(StartFailure(code: errno)) }
    defer { close(terminal) }
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, terminal, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, terminal, STDERR_FILENO)
    var (none, all) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    // A group of its own: what its keys stop or interrupt is not this program.
    posix_spawnattr_setpgroup(&attributes, 0)
    let flags = Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF) | Int32(POSIX_SPAWN_SETPGROUP)
    posix_spawnattr_setflags(&attributes, Int16(truncatingIfNeeded: flags))
    let own = getpgrp()
    switch DetachedProcess.spawn("/bin/sh", ["/bin/sh", "-c", command], environment, &actions, &attributes) {
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
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
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
