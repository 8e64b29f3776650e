import Glibc

/// Standard input, output and error; some parents close them.
enum StandardDescriptors {
  /// Opens `/dev/null` on each that is closed: a file opened later would get its number, and be written into. To be called
  /// before anything is opened.
  static func fill() {
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
      // The lowest free number is this one. Open for reading alone, so that writing fails as it should.
      _ = open("/dev/null", O_RDONLY)
    }
  }
}
