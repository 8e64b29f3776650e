import ArgumentParser
import Glibc
import MonitorCore
import MonitorStream
import MonitorTerminal

/// Watches tasks as lines or JSON events on standard output, and ends when they have.
struct StreamSession {
  let tasks: [TaskID]
  let options: WatchOptions
  let connection: Connection
  let notify: (way: NotifyWay, when: NotifyWhen)
  let environment: Environment
  let recorder: Recorder?
  let memory: SessionMemory?

  /// Shutdown grace period for a stalled reader, and how often as long a program
  /// itself may take where the reader is ready: on a busy machine it is slow, and its end is written all the same.
  private static let gracePeriod = Duration.seconds(1)
  private static let maxPatience = 20

  private enum End: Sendable {
    case done, timeout, closed
    /// The moment of `--until` has come, and all before it was asked for.
    case reached
    /// The moment of `--until` came, and some task could not be read then.
    case unread
    /// The output took the end with this exit status, or had its time to.
    case ended(Int32)
    case failed(String)
    /// What was asked for cannot be carried out.
    case unusable(String)
    case signal(TerminalSignal)

    init(_ failure: OutputFailure) {
      switch failure {
      case .closed: self = .closed
      case .failed(let sentence): self = .failed(sentence)
      }
    }
  }

  func run() async throws {
    let until = options.untilMoment(taskCount: tasks.count) { [clock = connection.clock] in clock.latest }
    var follow = options.followOptions(screen: false)
    if let until { follow.counts = until.selector(follow.counts) }
    let engine = FollowEngine(
      tasks, source: connection.source, options: follow, runtime: connection.runtime,
      observer: connection.diagnostics?.observer)
    let earlier = memory.map {
      StreamMemory($0, estimates: options.looks.form.writesTasks || recorder != nil) { [clock = connection.clock] in
        clock.now
      }
    }
    let output = StreamOutput(
      tasks: tasks, options: options, host: connection.host, clock: connection.clock, notify: notify, memory: earlier,
      environment: environment, childEnvironment: connection.childEnvironment)
    let signals = try TerminalEvents()
    let (ends, ender) = AsyncStream.makeStream(of: End.self)
    let changes = StateChanges()
    let (failFast, hasPatterns) = (options.failFast, !options.filter.patterns.isEmpty)
    let following = Task {
      await engine.run { task, events in
        for received in events {
          let event = until?.filtered(received, of: task) ?? received
          var learned: [String: CodeHistory]?
          if case .task(let snapshot) = event { learned = await earlier?.consult(for: snapshot) }
          if let learned { await recorder?.learn(learned) }
          await recorder?.record([event], of: tasks[task], now: engine.now)
          if let learned { await output.learn(learned) }
          guard changes.isChange(event, of: task) else { continue }
          do throws(OutputFailure) {
            let failed = try await output.write(event, of: task, now: engine.now)
            if failed, failFast { ender.yield(.done) }
            if hasPatterns, let problem = await output.filterProblem { ender.yield(.unusable(problem)) }
          } catch {
            ender.yield(End(error))
          }
        }
      }
      ender.yield(.done)
    }
    let others = [
      Task {
        // Without its owner the sequence ends.
        defer { extendLifetime(signals) }
        for await event in signals.events {
          switch event {
          case .signal(.stop): TerminalSignals.stopSelf()
          case .signal(let signal) where signal.ends: ender.yield(.signal(signal))
          case .signal, .key, .background, .focus, .writable, .hungUp, .second: break
          }
        }
      },
      Task { [timeout = options.timeout] in
        guard let timeout, await RunningTime.pass(timeout.duration) else { return }
        ender.yield(.timeout)
      },
      Task { [follows = follow.follows] in
        // In the past it is one shot, which ends by itself.
        guard let until, follows else { return }
        let isRead = await until.pass(engine, clock: { connection.clock.now })
        if !Task.isCancelled { ender.yield(isRead ? .reached : .unread) }
      },
      Task { [source = connection.source] in
        guard let earlier else { return }
        let lister = RunLister(source: source)
        await withDiscardingTaskGroup { group in
          group.addTask {
            await lister.run { code, runs in
              let known = await earlier.keep(runs, of: code)
              await recorder?.learn(known)
              await output.learn(known)
            }
          }
          for await code in earlier.codes { await lister.enqueue(code) }
        }
      },
      Task { for await _ in OutputPeer.leaving(STDOUT_FILENO) { ender.yield(.closed) } },
    ]
    defer { for other in others { other.cancel() } }
    let end = await ends.first { _ in true } ?? .done
    following.cancel()
    let known: (status: Int32, reason: RunEnd.Reason)?
    switch end {
    case .closed, .ended:
      await endRecording(exit: ExitStatus.success.rawValue, by: .interrupted, engine)
      return
    case .failed(let sentence):
      await endRecording(exit: ExitStatus.cannotWrite.rawValue, by: .interrupted, engine)
      throw ProgramFailure(sentence, exit: .cannotWrite).reported()
    case .unusable(let sentence):
      await endRecording(exit: ExitStatus.usage.rawValue, by: .interrupted, engine)
      throw ProgramFailure(sentence, exit: .usage).reported()
    case .done, .reached: known = nil
    case .timeout: known = (ExitStatus.timeout.rawValue, .timeout)
    case .unread: known = (ExitStatus.gaveUp.rawValue, .incomplete)
    case .signal(let signal): known = (128 + signal.number, .interrupted)
    }
    // What was delivered before is written whole; then comes the end.
    let closing = Task {
      await following.value
      if case .reached = end { await settle(output, engine) }
      let outcomes = await output.outcomes
      let reason = known?.reason ?? RunEnd.Reason(outcomes)
      var status = known?.status ?? ExitStatus(outcomes).rawValue
      // A reader that is stuck keeps no recording from its end.
      let sentences = await recorder?.close(exit: status, by: reason, now: engine.now) ?? []
      if known == nil, await recorder?.failure != nil { status = ExitStatus.cannotWrite.rawValue }
      do throws(OutputFailure) {
        try await output.close(exit: status, by: reason, now: engine.now)
        StandardError.write(sentences.map { "mpt-tail: \($0)" })
        ender.yield(.ended(status))
      } catch {
        ender.yield(End(error))
      }
    }
    defer { closing.cancel() }
    try await leave(end, known?.status, output, following: ends, ender)
  }

  /// Says of tasks that go on whether all before the moment of `--until` was read: the passes after it show that.
  private func settle(_ output: StreamOutput, _ engine: FollowEngine) async {
    for (number, outcome) in await output.outcomes.enumerated() where outcome.state.completeness == .open {
      var state = outcome.state
      let isProven = state.logIsRead && state.lastPassIsProven && state.failures == 0 && state.missing == 0
      state.completeness = isProven ? .proven : .unproven("That all before --until was read could not be proven")
      await recorder?.record([.state(state)], of: tasks[number], now: engine.now)
      // A reader that takes no more is noticed when the end is written.
      _ = try? await output.write(.state(state), of: number, now: engine.now)
    }
  }

  /// Ends the recording where nothing else is written any more.
  private func endRecording(exit: Int32, by reason: RunEnd.Reason, _ engine: FollowEngine) async {
    let sentences = await recorder?.close(exit: exit, by: reason, now: engine.now) ?? []
    StandardError.write(sentences.map { "mpt-tail: \($0)" })
  }

  /// Waits until the end is written, for the grace period at most where the reader is stalled.
  private func leave(
    _ end: End, _ known: Int32?, _ output: StreamOutput, following ends: AsyncStream<End>,
    _ ender: AsyncStream<End>.Continuation
  ) async throws {
    let gracePeriod = Task {
      // An end by itself waits for its reader as long as it takes.
      guard let known else { return }
      for _ in 0..<Self.maxPatience {
        guard (try? await Task.sleep(for: Self.gracePeriod)) != nil else { return }
        if OutputPeer.isStuck([STDOUT_FILENO, STDERR_FILENO]) { break }
      }
      ender.yield(.ended(known))
    }
    defer { gracePeriod.cancel() }
    var status = known ?? ExitStatus.success.rawValue
    for await next in ends {
      switch next {
      case .done, .reached, .timeout, .unread: continue
      case .failed(let sentence): throw ProgramFailure(sentence, exit: .cannotWrite).reported()
      case .unusable(let sentence): throw ProgramFailure(sentence, exit: .usage).reported()
      case .signal(let signal): throw EndedBySignal(signal: signal)
      case .ended(let code): status = code
      case .closed: if known == nil { status = await ExitStatus(output.outcomes).rawValue }
      }
      break
    }
    if case .signal(let signal) = end {
      // Nothing is left but to wait for the network's thread, which may be in the middle of a large answer.
      TerminalSignals.leave(withinMilliseconds: 50, by: signal)
      throw EndedBySignal(signal: signal)
    }
    if status != ExitStatus.success.rawValue { throw ExitCode(status) }
  }
}
