import ArgumentParser
import Glibc
import MonitorCore
import MonitorStream

/// Messages beside the output. What cannot be written is lost: there is nowhere else to report it.
enum StandardError {
  /// Writes one line, whatever the text holds: this is where foreign text becomes safe at the latest.
  static func write(_ line: String) { write([line]) }

  /// Writes lines, each of them one.
  static func write(_ lines: [String]) {
    var pipe = OutputPipe(descriptor: STDERR_FILENO)
    for line in lines {
      pipe.buffer.append(contentsOf: SafeText.line(line).utf8)
      pipe.buffer.append(0x0A)
    }
    try? pipe.flush()
  }

  /// Rings the bell of the terminal on standard error.
  static func ring() {
    var pipe = OutputPipe(descriptor: STDERR_FILENO)
    pipe.buffer.append(0x07)
    try? pipe.flush()
  }
}

/// The output of a command that prints and exits.
enum StandardOutput {
  /// Writes lines; each is safe to show. A closed pipe is no failure. Prints why the output cannot be written, and throws
  /// the exit code.
  static func write(_ lines: [String]) throws {
    var pipe = OutputPipe(descriptor: STDOUT_FILENO)
    do throws(OutputFailure) {
      for line in lines {
        try pipe.write(line.utf8)
        try pipe.write(CollectionOfOne(0x0A))
      }
      try pipe.flush()
    } catch {
      if case .failed(let sentence) = error { throw ProgramFailure(sentence, exit: .cannotWrite).reported() }
    }
  }
}

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
