package import Foundation

/// Starts a program for a test: nothing on its standard input unless it is given a file, signals unblocked and at their
/// defaults, and nothing open but what it is given.
package enum ChildStart {
  /// Where something it writes goes.
  package enum Sink {
    case descriptor(Int32)
    /// A file, opened with these flags.
    case file(String, Int32)
    /// Where standard output goes.
    case asOutput
  }

  /// Starts a program found in `PATH`, or at an absolute path.
  ///
  /// - Parameter ownsTerminal: whether it leads a session of its own; the terminal that is its input is then its own, whose
  ///   keys send it signals.
  package static func start(
    _ command: [String], environment: [String: String], input: String = "/dev/null", output: Sink, errors: Sink,
    ownsTerminal: Bool = false
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
    for (sink, number) in [(output, 1), (errors, 2)] as [(Sink, Int32)] {
      switch sink {
      case .descriptor(let descriptor): posix_spawn_file_actions_adddup2(&actions, descriptor, number)
      case .file(let path, let flags): posix_spawn_file_actions_addopen(&actions, number, path, flags, 0o600)
      case .asOutput: posix_spawn_file_actions_adddup2(&actions, 1, number)
      }
    }
    // Sockets of a simulator in this process would live on in the child after they were closed here.
    for descriptor in 3..<Int32(1024) { posix_spawn_file_actions_addclose(&actions, descriptor) }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var (none, all) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    let session: Int32 = ownsTerminal ? 0x80 : 0  // POSIX_SPAWN_SETSID, which is hidden behind _GNU_SOURCE
    posix_spawnattr_setflags(
      &attributes, Int16(Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF) | session))
    let arguments = command.map { strdup($0) } + [nil]
    let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for pointer in arguments + variables { free(pointer) } }
    var pid: pid_t = 0
    let refused = posix_spawnp(&pid, command[0], &actions, &attributes, arguments, variables)
    guard refused == 0 else { throw ChildProcess.Failure(cannotRun: command[0], refused) }
    return pid
  }

  /// The exit status in what `waitpid` tells; 128 and the signal's number for one that was killed.
  package static func status(_ state: Int32) -> Int32 {
    let signal = state & 0x7f
    return signal == 0 ? state >> 8 & 0xff : 128 + signal
  }
}
