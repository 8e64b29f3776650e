import Glibc

/// What the system must grant before the program begins: without it libraries end the process in the middle, or hang.
enum ResourceLimits {
  /// Descriptors that a screen with a simulated platform in the same process needs, and some to spare.
  static let minDescriptors = 48
  /// Bytes of address space: stacks and arenas of a few threads, most of it never touched. With less, Dispatch waits for
  /// ever for a thread that it cannot have.
  static let minAddressSpace: UInt64 = 400 << 20

  /// Why the program cannot run; `nil` where it can.
  static func complaint() -> String? {
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
    if limit.rlim_cur < minAddressSpace {
      return "This needs \(minAddressSpace >> 20) MiB of address space, and the limit is \(limit.rlim_cur >> 20) MiB "
        + "(ulimit -v)."
    }
    // Dispatch looks there for what its threads do, and ends the process where it cannot.
    guard access("/proc/self/task", R_OK) == 0 else { return "This needs /proc, which is not mounted here." }
    let free = freeDescriptors(upTo: minDescriptors)
    if free < minDescriptors {
      return "This needs \(minDescriptors) free file descriptors, and there are \(free) (ulimit -n)."
    }
    return nil
  }

  /// How many descriptors can be had, up to a number. Those that were inherited count against the limit, too.
  private static func freeDescriptors(upTo count: Int) -> Int {
    var taken: [Int32] = []
    defer { for descriptor in taken { close(descriptor) } }
    while taken.count < count {
      let descriptor = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)
      guard descriptor >= 0 else { break }
      taken.append(descriptor)
    }
    return taken.count
  }
}
