import Dispatch
import Glibc
import MonitorCore

/// Runs the person's command (`--notify cmd:COMMAND`) for alerts: by `/bin/sh -c`, word for word as it was given, with
/// the facts in variables and never in its text.
///
/// A few run at once, the others are queued. The program does not wait for those that run when it ends.
actor AlertCommand {
  private static let maxRunning = 4
  private static let maxQueueLength = 100

  private let command: String
  private let environment: [String: String]
  private let report: @Sendable (String) -> Void
  private var running = 0
  private var waiting: [TaskAlert] = []
  private var problems: Set<String> = []
  private var leaving: CheckedContinuation<Void, Never>?

  /// - Parameters:
  ///   - environment: of the command, beside the facts.
  ///   - report: receives one sentence for each kind of failure of the command.
  init(_ command: String, environment: [String: String], report: @escaping @Sendable (String) -> Void) {
    self.command = command
    self.environment = environment
    self.report = report
  }

  /// Runs the command for an alert, now or as soon as fewer run.
  func run(_ alert: TaskAlert) {
    guard running < Self.maxRunning else {
      if waiting.count < Self.maxQueueLength { return waiting.append(alert) }
      return reportOnce("the notify command was not run: \(Self.maxRunning) of it are still running")
    }
    start(alert)
  }

  /// Waits until all queued commands have started, for at most `gracePeriod`.
  func finish(within gracePeriod: Duration) async {
    guard !waiting.isEmpty else { return }
    let limit = Task {
      if (try? await Task.sleep(for: gracePeriod)) != nil { self.leave() }
    }
    await withCheckedContinuation { leaving = $0 }
    limit.cancel()
  }

  private func leave() {
    leaving?.resume()
    leaving = nil
  }

  private func start(_ alert: TaskAlert) {
    let variables = environment.merging(alert.variables) { _, fact in fact }
    switch DetachedProcess.start(["/bin/sh", "-c", command], environment: variables) {
    case .failure(let failure): reportOnce("the notify command could not be started: \(failure.reason)")
    case .success(let process):
      running += 1
      Task {
        let status = await withCheckedContinuation { continuation in
          // `waitpid` blocks: not on a thread of the cooperative pool.
          DispatchQueue.global(qos: .utility).async {
            continuation.resume(returning: DetachedProcess.wait(for: process))
          }
        }
        ended(status)
      }
    }
  }

  private func ended(_ status: Int32) {
    running -= 1
    if status != 0 { reportOnce("the notify command ended with \(status)") }
    while running < Self.maxRunning, !waiting.isEmpty { start(waiting.removeFirst()) }
    if waiting.isEmpty { leave() }
  }

  private func reportOnce(_ sentence: String) {
    if problems.insert(sentence).inserted { report(sentence) }
  }
}
