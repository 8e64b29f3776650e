import Foundation
import Glibc
import MonitorCore
import MonitorStream
import MonitorTerminal

/// Watches tasks as lines or JSON events on standard output, and ends when they have.
struct StreamSession {
  let tasks: [TaskID]
  let options: WatchOptions
  let source: any TaskSource

  private enum End: Sendable {
    case done, timeout, closed
    case failed(String)
    case signal(TerminalSignal)
  }

  func run() async throws {
    let engine = FollowEngine(tasks, source: source, options: options.followOptions(screen: false))
    let output = StreamOutput(tasks: tasks, options: options)
    let signals = try TerminalEvents()
    let (ends, ender) = AsyncStream.makeStream(of: End.self)
    let level = options.failFast
    let workers = [
      Task {
        await engine.run { task, event in
          do throws(OutputFailure) {
            let failed = try await output.take(event, of: task, now: engine.now)
            if failed, level { ender.yield(.done) }
          } catch {
            ender.yield(error == .closed ? .closed : .failed("\(error)"))
          }
        }
        ender.yield(.done)
      },
      Task {
        for await event in signals.events {
          switch event {
          case .signal(.stop): TerminalSignals.stopSelf()
          case .signal(let signal) where signal.ends: ender.yield(.signal(signal))
          case .signal, .key, .writable, .hungUp: break
          }
        }
      },
      Task { [timeout = options.timeout] in
        guard let timeout, (try? await Task.sleep(for: timeout.duration)) != nil else { return }
        ender.yield(.timeout)
      },
    ]
    var end = End.done
    for await first in ends {
      end = first
      break
    }
    for worker in workers { worker.cancel() }
    try await finish(end, output)
  }

  private func finish(_ end: End, _ output: StreamOutput) async throws {
    switch end {
    case .done:
      let status = await ExitStatus(output.outcomes)
      try await close(output, status.rawValue)
      try status.check()
    case .timeout:
      try await close(output, ExitStatus.timeout.rawValue)
      try ExitStatus.timeout.check()
    case .closed: break
    case .failed(let sentence): throw ProgramFailure(sentence, exit: .gaveUp).told()
    case .signal(let signal):
      try await close(output, 128 + signal.number)
      throw EndedBySignal(signal: signal)
    }
  }

  private func close(_ output: StreamOutput, _ exit: Int32) async throws {
    do throws(OutputFailure) {
      try await output.close(exit: exit)
    } catch {
      if error != .closed { throw ProgramFailure("\(error)", exit: .gaveUp).told() }
    }
  }
}
