import Glibc

/// A child process without a terminal, in a session of its own, with default signal handling: it neither writes over the
/// screen nor receives our keys and signals.
enum DetachedProcess {
  /// Starts a command. Returns its process id, which the caller has to wait for, or the system's error number.
  ///
  /// - Parameters:
  ///   - input: what it reads as standard input; nothing by default.
  ///   - output: where its standard output goes; nowhere by default.
  static func start(
    _ command: [String], environment: [String: String], input: Int32? = nil, output: Int32? = nil
  ) -> Result<pid_t, StartFailure> {
    guard let program = command.first else { return .failure(StartFailure(code: ENOENT)) }
    let session: Int16 = 0x80  // POSIX_SPAWN_SETSID, which is hidden behind _GNU_SOURCE
    return spawn(program, command, environment, flags: session) { actions in
      for descriptor in 0...2 as ClosedRange<Int32> {
        posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", descriptor == 0 ? O_RDONLY : O_WRONLY, 0)
      }
      if let input { posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO) }
      if let output { posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO) }
      // Not everybody opens what is closed for others: sockets of a library would live on in a program that outlives us.
      for descriptor in 3...lastDescriptor { posix_spawn_file_actions_addclose(&actions, descriptor) }
    }
  }

  /// Starts a program with default signal handling, in the session or the group that the flags ask for.
  ///
  /// - Parameters:
  ///   - flags: those of `posix_spawnattr_setflags` beside those of signals.
  ///   - prepare: says what its descriptors are.
  static func spawn(
    _ program: String, _ command: [String], _ environment: [String: String], flags: Int16,
    _ prepare: (inout posix_spawn_file_actions_t) -> Void
  ) -> Result<pid_t, StartFailure> {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    guard posix_spawn_file_actions_init(&actions) == 0 else { return .failure(StartFailure(code: ENOMEM)) }
    defer { posix_spawn_file_actions_destroy(&actions) }
    guard posix_spawnattr_init(&attributes) == 0 else { return .failure(StartFailure(code: ENOMEM)) }
    defer { posix_spawnattr_destroy(&attributes) }
    prepare(&actions)
    var (none, all) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    let signals = Int16(truncatingIfNeeded: Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF))
    posix_spawnattr_setflags(&attributes, signals | flags)
    var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in arguments + variables { free(text) } }
    var child = pid_t()
    let code = posix_spawn(&child, program, &actions, &attributes, &arguments, &variables)
    return code == 0 ? .success(child) : .failure(StartFailure(code: code))
  }

  /// Ends a process that was started here, and all of its session's group, at once.
  static func end(_ process: pid_t) { kill(-process, SIGKILL) }

  /// A descriptor beyond those that are open now, or will be before a program starts: other threads open some meanwhile,
  /// and get the lowest that is free. To close one that is not open is no error.
  private static var lastDescriptor: Int32 {
    var last: Int32 = 3
    if let folder = opendir("/proc/self/fd") {
      defer { closedir(folder) }
      while let entry = readdir(folder) {
        let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
          String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        last = max(last, Int32(name) ?? 0)
      }
    }
    let limit = Int32(clamping: sysconf(Int32(_SC_OPEN_MAX)))
    return max(3, min(last &+ 64, limit &- 1))
  }

  /// Waits for a process, and so lets the system forget it; its exit status, 128 and the signal for one that was ended.
  @discardableResult
  static func wait(for process: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
      if errno != EINTR { return 0 }
    }
    return exitStatus(status)
  }

  /// What `waitpid` says of a process that has ended, as an exit status: 128 and the signal for one that was ended.
  static func exitStatus(_ status: Int32) -> Int32 {
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }
}

/// Why a program could not be started.
struct StartFailure: Error, Equatable {
  /// The system's error number.
  let code: Int32
  var reason: String { String(cString: strerror(code)) }
}
