import Dispatch
import Glibc
import MonitorCore

/// Runs the person's command (`--notify cmd:COMMAND`) for alerts: by `/bin/sh -c`, word for word as it was given, with
/// the facts in variables and never in its text.
///
/// Nobody waits for it. A few run at once, the others wait for their turn. What runs when the program ends goes on.
actor AlertCommand {
  private static let limit = 4
  private static let maxQueueLength = 100

  private let command: String
  private let environment: [String: String]
  private let report: @Sendable (String) -> Void
  private var running = 0
  private var waiting: [TaskAlert] = []
  private var problems: Set<String> = []
  private var leaving: CheckedContinuation<Void, Never>?

  /// `environment` is the command's, beside the facts. `report` gets one sentence where the command does not do what it should; the same sentence only once.
  init(_ command: String, environment: [String: String], report: @escaping @Sendable (String) -> Void) {
    self.command = command
    self.environment = environment
    self.report = report
  }

  /// Runs the command for an alert, now or as soon as fewer run.
  func run(_ alert: TaskAlert) {
    guard running < Self.limit else {
      if waiting.count < Self.maxQueueLength { return waiting.append(alert) }
      return tell("the notify command was left out: \(Self.limit) of it still run")
    }
    start(alert)
  }

  /// Lets those that wait begin before the program ends, for so long at most.
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
    case .failure(let failure): tell("the notify command could not be started: \(failure.reason)")
    case .success(let process):
      running += 1
      Task {
        let status = await withCheckedContinuation { continuation in
          // A thread that sleeps until the end, outside of those that everything else runs on.
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
    if status != 0 { tell("the notify command ended with \(status)") }
    while running < Self.limit, !waiting.isEmpty { start(waiting.removeFirst()) }
    if waiting.isEmpty { leave() }
  }

  private func tell(_ sentence: String) {
    if problems.insert(sentence).inserted { report(sentence) }
  }
}
