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
    // Into a file, not a pipe: a pipe's end would leak into children that other tests start at the same moment, and one
    // of those that lives on (a tmux server) would keep it open for ever.
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("mpt-tail-\(UUID().uuidString)").path
    defer { unlink(file) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, file, O_WRONLY | O_CREAT | O_EXCL | O_APPEND, 0o600)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    // Sockets of a simulator in this process would live on in a tmux server after they were closed here.
    for descriptor in 3..<Int32(512) { posix_spawn_file_actions_addclose(&actions, descriptor) }
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
    guard refused == 0 else { throw Failure(cannotRun: arguments[0], refused) }
    var state: Int32 = 0
    while waitpid(pid, &state, 0) < 0 && errno == EINTR {}
    let output = String(decoding: FileManager.default.contents(atPath: file) ?? Data(), as: UTF8.self)
    let signal = state & 0x7f
    return ChildProcess(output: output, status: signal == 0 ? state >> 8 & 0xff : 128 + signal)
  }
}
