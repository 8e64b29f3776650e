import Dispatch
import Glibc

/// What a command prints, run without a terminal and with nothing on its standard input.
struct ChildOutput: Sendable {
  enum Failure: Error, Equatable {
    case notStarted(String)
    /// It did not end in time, or was cancelled.
    case late
    case tooLarge
    case unreadable(String)
    /// It ended with another status than 0.
    case status(Int32)
  }

  let command: [String]
  let environment: [String: String]
  /// How much it may print, and how long it may take.
  let limit: Int
  let patience: Duration

  /// Its standard output. One that prints too much or takes too long is ended, with all that it started.
  func read() async throws(Failure) -> [UInt8] {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw .notStarted(String(cString: strerror(errno))) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let start = DetachedProcess.start(command, environment: environment, output: ends[1])
    close(ends[1])
    defer { close(ends[0]) }
    let process: pid_t
    switch start {
    case .success(let started): process = started
    case .failure(let failure): throw .notStarted(failure.reason)
    }
    let printed: Result<[UInt8], SmallFile.Failure>
    do throws(SmallFile.Failure) {
      let pipe = PipePatience(opening: patience, writing: patience)
      printed = .success(try await WaitingReader(descriptor: ends[0], limit: limit, patience: pipe).readAll())
    } catch {
      printed = .failure(error)
      // Whoever prints without an end, or holds the pipe open, would go on for ever.
      DetachedProcess.end(process)
    }
    let status = await Self.status(of: process)
    switch printed {
    case .failure(.silent): throw .late
    case .failure(.tooLarge): throw .tooLarge
    case .failure(let failure): throw .unreadable(failure.reason)
    case .success(let bytes):
      guard status == 0 else { throw .status(status) }
      return bytes
    }
  }

  /// Waits for a process without holding up a thread that others need.
  static func status(of process: pid_t) async -> Int32 {
    await withCheckedContinuation { continuation in
      // `waitpid` blocks: not on a thread of the cooperative pool.
      DispatchQueue.global(qos: .utility).async {
        continuation.resume(returning: DetachedProcess.wait(for: process))
      }
    }
  }
}
