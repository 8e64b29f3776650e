import Foundation

/// A program run to its end, with what it printed.
package struct ChildProcess {
  package struct Failure: Error, CustomStringConvertible {
    package let description: String

    package init(description: String) {
      self.description = description
    }

    package init(cannotRun program: String, _ number: Int32) {
      description = "cannot run \(program): \(String(cString: strerror(number))). These tests need it installed."
    }
  }

  /// Standard output and error, in the order they were written.
  package let output: String
  /// The exit status; 128 and the signal's number when it was killed.
  package let status: Int32

  /// Runs a program found in `PATH` and waits for its end. Signals are unblocked and at their defaults in it.
  package static func run(_ arguments: [String], environment: [String: String] = ProcessInfo.processInfo.environment)
    throws
    -> ChildProcess
  {
    // Into a file, not a pipe: a pipe's end would leak into children that other tests start at the same moment, and one
    // of those that lives on (a tmux server) would keep it open for ever.
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("mpt-tail-\(UUID().uuidString)").path
    defer { unlink(file) }
    let pid = try ChildStart.start(
      arguments, environment: environment, output: .file(file, O_WRONLY | O_CREAT | O_EXCL | O_APPEND),
      errors: .asOutput)
    var state: Int32 = 0
    while waitpid(pid, &state, 0) < 0 && errno == EINTR {}
    let output = String(decoding: FileManager.default.contents(atPath: file) ?? Data(), as: UTF8.self)
    return ChildProcess(output: output, status: ChildStart.status(state))
  }
}
