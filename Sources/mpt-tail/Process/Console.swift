import Glibc
import MonitorStream

/// Lines for the person beside the output. What cannot be written is lost: there is no other place to say so.
enum StandardError {
  /// Writes a line. The text is safe to show.
  static func say(_ line: String) {
    var pipe = OutputPipe(descriptor: STDERR_FILENO)
    pipe.buffer.append(contentsOf: line.utf8)
    pipe.buffer.append(0x0A)
    try? pipe.flush()
  }

  /// Rings the bell of the terminal that standard error is.
  static func ring() {
    var pipe = OutputPipe(descriptor: STDERR_FILENO)
    pipe.buffer.append(0x07)
    try? pipe.flush()
  }
}
