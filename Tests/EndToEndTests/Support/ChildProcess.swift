import Foundation

/// A program run to its end, with what it printed.
struct ChildProcess {
  struct Failure: Error, CustomStringConvertible {
    let description: String

    init(description: String) {
      self.description = description
    }

    init(cannotRun program: String, _ number: Int32) {
      description = "cannot run \(program): \(String(cString: strerror(number))). These tests need it installed."
    }
  }

  /// Standard output and error, in the order they were written.
  let output: String
  /// The exit status; 128 and the signal's number when it was killed.
  let status: Int32

  /// Runs a program found in `PATH` and waits for its end. Signals are unblocked and at their defaults in it.
  static func run(_ arguments: [String], environment: [String: String] = ProcessInfo.processInfo.environment) throws
    -> ChildProcess
  {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw Failure(description: "no pipe: \(errno)") }
    defer { close(ends[0]) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    posix_spawn_file_actions_adddup2(&actions, ends[1], 2)
    posix_spawn_file_actions_addclose(&actions, ends[0])
    posix_spawn_file_actions_addclose(&actions, ends[1])
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var (none, all) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

    let argv = arguments.map { strdup($0) } + [nil]
    let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer {
      for pointer in argv + variables { free(pointer) }
    }
    var pid: pid_t = 0
    let refused = posix_spawnp(&pid, arguments[0], &actions, &attributes, argv, variables)
    close(ends[1])
    guard refused == 0 else { throw Failure(cannotRun: arguments[0], refused) }
    let output = readAll(ends[0])
    var state: Int32 = 0
    while waitpid(pid, &state, 0) < 0 && errno == EINTR {}
    let signal = state & 0x7f
    return ChildProcess(output: output, status: signal == 0 ? state >> 8 & 0xff : 128 + signal)
  }

  private static func readAll(_ descriptor: Int32) -> String {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count > 0 {
        bytes += buffer[..<count]
      } else if count == 0 || errno != EINTR {
        return String(decoding: bytes, as: UTF8.self)
      }
    }
  }
}
