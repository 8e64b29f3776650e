import Foundation
import TestSupport

/// A program that runs beside a test, with what it printed so far. Its pipes are read whenever the test looks.
final class ProgramRun {
  /// What was expected did not come; holds what the program had printed instead.
  struct TimedOut: Error, CustomStringConvertible {
    let waitedFor: String
    let status: Int32?
    let output: String
    let errors: String
    var description: String {
      "waited for \(waitedFor); status \(status.map(String.init) ?? "none")\noutput:\n\(output)\nerrors:\n\(errors)"
    }
  }

  /// Where standard output goes.
  enum Sink {
    case pipe
    case file(String)
    /// A pipe whose other end is closed already.
    case closedPipe
  }

  let pid: pid_t
  private(set) var output: [UInt8] = []
  private(set) var errors: [UInt8] = []
  /// The exit status, 128 and the signal's number when it was killed; nil while it runs.
  private(set) var status: Int32?
  /// The most memory that it was seen to hold resident (VmHWM), in bytes.
  private(set) var peakMemory = 0
  private var pipes: [Int32] = [-1, -1]

  /// Runs a program (found in `PATH`, or an absolute path); signals are unblocked and at their defaults in it.
  ///
  /// - Parameters:
  ///   - environment: what it gets beside the few variables that every program needs.
  ///   - input: what its standard input is; nothing by default.
  init(
    _ command: [String], environment: [String: String] = [:], input: String = "/dev/null", output sink: Sink = .pipe
  ) throws {
    let (outRead, outWrite) = try Self.makePipe()
    let (errRead, errWrite) = try Self.makePipe()
    if case .closedPipe = sink { close(outRead) }
    let target: ChildStart.Sink =
      switch sink {
      case .pipe, .closedPipe: .descriptor(outWrite)
      case .file(let path): .file(path, O_WRONLY | O_CREAT)
      }
    defer {
      close(outWrite)
      close(errWrite)
    }
    pid = try ChildStart.start(
      command, environment: Self.plainEnvironment.merging(environment) { $1 }, input: input, output: target,
      errors: .descriptor(errWrite))
    if case .closedPipe = sink { pipes[0] = -1 } else { pipes[0] = outRead }
    pipes[1] = errRead
  }

  deinit {
    for pipe in pipes where pipe >= 0 { close(pipe) }
    guard status == nil else { return }
    kill(pid, SIGKILL)
    while waitpid(pid, nil, 0) < 0 && errno == EINTR {}
  }

  /// The tool with arguments.
  static func tool(
    _ arguments: [String], environment: [String: String] = [:], input: String = "/dev/null", output: Sink = .pipe
  ) throws -> ProgramRun {
    try ProgramRun([TmuxScreen.program] + arguments, environment: environment, input: input, output: output)
  }

  /// What was printed so far as text.
  var outputText: String { String(decoding: output, as: UTF8.self) }
  var errorText: String { String(decoding: errors, as: UTF8.self) }

  func signal(_ number: Int32) {
    if status == nil { kill(pid, number) }
  }

  /// Closes the reading end of its standard output, as `head` does when it has enough.
  func closeOutput() {
    if pipes[0] >= 0 { close(pipes[0]) }
    pipes[0] = -1
  }

  /// Waits until something holds; throws what the program printed instead when time is up, or when it ended first.
  func wait(
    for what: String, within limit: Duration = TmuxScreen.patience, until holds: (ProgramRun) throws -> Bool
  ) async throws {
    let deadline = ContinuousClock.now + limit
    while true {
      let isLast = ContinuousClock.now >= deadline
      look()
      if try holds(self) { return }
      guard status == nil, !isLast else {
        throw TimedOut(waitedFor: what, status: status, output: outputText, errors: errorText)
      }
      await OwnQueue.pause()
    }
  }

  /// Reads what comes within a time.
  func look(for time: Duration) async {
    let deadline = ContinuousClock.now + time
    while ContinuousClock.now < deadline {
      look()
      await OwnQueue.pause()
    }
  }

  /// Waits for the end and answers its status. Events that it printed are held against their schema.
  @discardableResult
  func end(within limit: Duration = TmuxScreen.patience) async throws -> Int32 {
    try await wait(for: "the end", within: limit) { $0.status != nil }
    if output.starts(with: #"{"event":"#.utf8) { try Self.schema.get().check(output) }
    return status ?? -1
  }

  private static let schema = Result { try EventSchema() }

  /// Reads what there is, and notices the end.
  private func look() {
    guard status == nil else { return }
    notePeakMemory()
    var state: Int32 = 0
    let ended = waitpid(pid, &state, WNOHANG) == pid
    if pipes[0] >= 0 { Self.drain(pipes[0], into: &output) }
    Self.drain(pipes[1], into: &errors)
    guard ended else { return }
    status = ChildStart.status(state)
  }

  private func notePeakMemory() {
    guard let status = try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
      let kilobytes = line.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
    else { return }
    peakMemory = max(peakMemory, kilobytes << 10)
  }

  private static let plainEnvironment: [String: String] = {
    let own = ProcessInfo.processInfo.environment
    // Nothing is configured, and nothing remembered, by whoever runs the tests.
    var plain = [
      "LANG": "C.UTF-8", "TZ": "UTC", "SWIFT_BACKTRACE": "enable=no", "XDG_STATE_HOME": "/dev/null",
      "XDG_CONFIG_HOME": "/dev/null",
    ]
    for name in ["PATH", "HOME", "LD_LIBRARY_PATH"] { plain[name] = own[name] }
    return plain
  }()

  private static func makePipe() throws -> (read: Int32, write: Int32) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw ChildProcess.Failure(description: "no pipe: \(errno)") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
    return (ends[0], ends[1])
  }

  private static func drain(_ descriptor: Int32, into bytes: inout [UInt8]) {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      guard count > 0 else { return }
      bytes += buffer[..<count]
    }
  }
}
