import MonitorCore

/// Asks the platform for the earlier runs of kinds of tasks, one after another and after everything else.
///
/// A refusal is silence: many tokens may read a task and not the list.
actor RunLister {
  /// Following has had its first answers by then.
  private static let patience = Duration.seconds(2)
  /// The platform's largest page.
  private static let limit = 100

  private let source: any TaskSource
  private let codes: AsyncStream<String>
  private let code: AsyncStream<String>.Continuation

  init(source: any TaskSource) {
    self.source = source
    (codes, code) = AsyncStream.makeStream()
  }

  func enqueue(_ code: String) { self.code.yield(code) }

  /// Answers the orders until it is cancelled. Nothing is delivered where there was no answer.
  func run(_ deliver: @Sendable (_ code: String, [EarlierRun]) async -> Void) async {
    for await code in codes {
      guard (try? await Task.sleep(for: Self.patience)) != nil else { return }
      if let runs = await Self.runs(of: code, from: source) { await deliver(code, runs) }
    }
  }

  /// The earlier runs of a code by the platform, newest first; none where it refuses, `nil` where it does not answer.
  static func runs(of code: String, from source: any TaskSource) async -> [EarlierRun]? {
    do throws(SourceFailure) {
      // The platform may pass the filter over.
      return try await source.completedTasks(code: code, limit: limit).tasks.compactMap(EarlierRun.init)
        .filter { $0.code == code }.sorted { $0.ended > $1.ended }
    } catch {
      return error.mayPass || error.kind == .cancelled ? nil : []
    }
  }
}
