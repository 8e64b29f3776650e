import ArgumentParser
import Glibc
import MonitorStream

/// Lines that are the output of a command, written at once and not lost in silence.
enum StandardOutput {
  /// Writes lines; each is safe to show. A closed pipe is no failure. Throws an exit code when the output cannot take
  /// them, and has said why.
  static func say(_ lines: [String]) throws {
    var pipe = OutputPipe(descriptor: STDOUT_FILENO)
    do throws(OutputFailure) {
      for line in lines {
        try pipe.write(line.utf8)
        try pipe.write(CollectionOfOne(0x0A))
      }
      try pipe.flush()
    } catch {
      if case .failed(let sentence) = error { throw ProgramFailure(sentence, exit: .gaveUp).told() }
    }
  }
}
