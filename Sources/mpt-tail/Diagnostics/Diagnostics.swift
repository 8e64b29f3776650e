import Logging
import MarketplaceAPI
import MonitorCore
import Synchronization

/// What the program writes of its own doing: requests, passes, and changes of state. Never the token.
struct Diagnostics: Sendable {
  private let logger: Logger

  init(_ file: DiagnosticsFile, level: Logger.Level) {
    logger = Logger(label: "mpt-tail") { _ in DiagnosticsHandler(file, level: level) }
  }

  /// The program starts, with what asks whom.
  func recordStart(version: String, host: String, tokenID: String) {
    logger.notice("start", metadata: ["version": "\(version)", "host": "\(host)", "token": "\(tokenID)"])
  }

  /// A request is over.
  func record(_ report: RequestReport) {
    var metadata: Logger.Metadata = [
      "path": "\(report.path)", "trace": "\(report.traceID)",
      "ms": "\(Int((report.duration / .milliseconds(1)).rounded()))",
    ]
    switch report.outcome {
    case .success(let answer):
      metadata["status"] = "\(answer.status)"
      metadata["bytes"] = "\(answer.bytes)"
      let isGood = (200...299).contains(answer.status)
      logger.log(level: isGood ? .debug : .warning, "request", metadata: metadata)
    case .failure(let failure):
      metadata["failure"] = "\(failure.sentence)"
      logger.log(level: failure.kind == .cancelled ? .debug : .warning, "request", metadata: metadata)
    }
  }

  /// What sees following at work.
  var observer: FollowObserver {
    let states = Mutex<[TaskID: FollowState]>([:])
    return { task, observation in
      switch observation {
      case .event(.state(let state)):
        let previous = states.withLock { $0.updateValue(state, forKey: task) }
        record(state, of: task, previous: previous)
      case .event(.task(let snapshot)):
        logger.info("task", metadata: ["task": "\(task)", "status": "\(snapshot.status.word)"])
      case .event(.logs(let batch, _)):
        logger.debug("entries", metadata: ["task": "\(task)", "count": "\(batch.entries.count)"])
      case .provenPass(let pass):
        let from = pass.from.map(TimestampFormat.rfc3339) ?? "the beginning"
        logger.debug("pass", metadata: ["task": "\(task)", "proven": "true", "from": "\(from)"])
      case .unprovenPass:
        logger.warning(
          "pass", metadata: ["task": "\(task)", "proven": "false", "why": "order or ties of the server"])
      }
    }
  }

  private func record(_ state: FollowState, of task: TaskID, previous: FollowState?) {
    guard state.source != previous?.source || state.problem != previous?.problem else { return }
    var metadata: Logger.Metadata = ["task": "\(task)", "state": "\(state.source)"]
    if !state.problem.isEmpty { metadata["problem"] = "\(state.problem)" }
    if state.failures > 0 { metadata["failures"] = "\(state.failures)" }
    logger.info("state", metadata: metadata)
  }
}
