import Glibc
import MonitorCore
import TestSupport
import Testing

@testable import MarketplaceAPI

@Suite struct CurlTimersTests {
  @Test func connectingIsWaitedForLongerTheOftenerItFailed() {
    let deadlines = [0, 1, 2, 3, 4, 100].map { CurlLoop.connectTimeout(.seconds(5), afterFailures: $0) }
    #expect(deadlines == [5, 10, 20, 30, 30, 30].map { Duration.seconds($0) })
  }

  private func thread() -> UInt { UInt(pthread_self()) }

  @Test func tasksWaitAndAskOnOneThread() async throws {
    try await withServer(
      { connection in while connection.readRequest() != nil { connection.answer() } },
      { server in
        let transport = try makeTransport()
        let executor = transport.executor
        let threads = try await withTaskExecutorPreference(executor) {
          await Task.yield()
          var threads = [thread()]
          await transport.timers.wait(until: .now + .milliseconds(2), tolerance: nil)
          threads.append(thread())
          for _ in 0..<3 {
            _ = try await transport.get(HTTPRequest(url: server.url))
            threads.append(thread())
          }
          let child = Task(executorPreference: executor) { thread() }
          return threads + [await child.value]
        }
        #expect(Set(threads).count == 1)
        #expect(server.connections == 1)
      })
  }

  @Test(arguments: [nil, Duration.milliseconds(1), .milliseconds(20), .zero, .seconds(-1)])
  func nobodyIsWokenTooEarly(tolerance: Duration?) async throws {
    let transport = try makeTransport()
    await withTaskGroup(of: Bool.self) { group in
      for milliseconds in [0, 1, 7, 13, 29] {
        group.addTask {
          let deadline = ContinuousClock.now + .milliseconds(milliseconds)
          await transport.timers.wait(until: deadline, tolerance: tolerance)
          return ContinuousClock.now >= deadline
        }
      }
      for await isInTime in group { #expect(isInTime) }
    }
  }

  @Test func aCancelledWaitEndsAtOnce() async throws {
    let transport = try makeTransport()
    let executor = transport.executor
    let before = Task { await transport.timers.wait(until: .now + .seconds(100_000), tolerance: nil) }
    before.cancel()
    await before.value
    let (began, begin) = AsyncStream.makeStream(of: Void.self)
    let meanwhile = Task(executorPreference: executor) {
      begin.yield()
      await transport.timers.wait(until: .now + .seconds(100_000), tolerance: .milliseconds(20))
    }
    _ = await began.first { true }
    meanwhile.cancel()
    await meanwhile.value
    transport.close()
  }

  @Test func tasksGoOnWhenTheThreadIsGone() async throws {
    let transport = try makeTransport()
    let executor = transport.executor
    let (began, begin) = AsyncStream.makeStream(of: Void.self)
    let waiting = Task(executorPreference: executor) {
      begin.yield()
      await transport.timers.wait(until: .now + .seconds(100_000), tolerance: nil)
    }
    _ = await began.first { true }
    // Also where it is closed by a task of its own.
    await Task(executorPreference: executor) { transport.close() }.value
    await withTaskExecutorPreference(executor) {
      for _ in 0..<10 { await Task.yield() }
      await transport.timers.wait(until: .now + .milliseconds(2), tolerance: nil)
    }
    waiting.cancel()
    await waiting.value
    let failure = await failureOf { try await transport.get(HTTPRequest(url: "http://127.0.0.1:9")) }
    #expect(failure?.kind == .cancelled)
  }
}
