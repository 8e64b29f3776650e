import Dispatch
import FoundationEssentials

/// The simulated platform on a loopback port.
package actor SimulatorServer {
  private let configuration: SimulatorConfiguration
  private let executor = ServerExecutor()
  private var running: [Task<Void, Never>] = []
  private var world: World?

  private struct World {
    let startedAt: SimulatedInstant
    let platform: SimulatedPlatform
    let taskIDs: [String]
  }

  /// Where a started simulator is and how to ask it.
  package struct Endpoint: Sendable {
    package let port: UInt16
    /// `http://127.0.0.1:port`, without a path.
    package let baseURL: String
    /// `idt:TKN-…:…`, which may do everything.
    package let token: String
    /// A token that is refused on `/logs`.
    package let vendorToken: String
    /// The tasks that the scenario means to be watched, in its order.
    package let taskIDs: [String]
    package let seed: UInt64
    /// When the lives began: give it, with the seed, to the next simulator to go on with them.
    package let startedAt: SimulatedInstant
    /// The same state that the server answers from.
    package let platform: SimulatedPlatform
  }

  /// Why a simulator did not start.
  package enum Failure: Error, CustomStringConvertible, Sendable {
    case alreadyStarted
    case cannotListen(port: UInt16, reason: String)

    package var description: String {
      switch self {
      case .alreadyStarted: "The simulator is running already."
      case .cannotListen(let port, let reason): "The simulator cannot listen on 127.0.0.1:\(port): \(reason)"
      }
    }
  }

  package init(_ configuration: SimulatorConfiguration) {
    self.configuration = configuration
  }

  /// Starts to serve on 127.0.0.1; port 0 lets the system choose. Returns when requests are answered.
  package func start(port: UInt16 = 0) async throws(Failure) -> Endpoint {
    guard running.isEmpty else { throw .alreadyStarted }
    let world = self.world ?? makeWorld()
    self.world = world
    let access = configuration.access ?? PlatformAccess(seed: configuration.seed)
    let foreign = configuration.faults == nil ? nil : ForeignOrigin()
    let routes = PlatformRoutes(platform: world.platform, access: access, foreign: foreign)
    let actual: UInt16
    do {
      if let faults = configuration.faults, let foreign {
        actual = try await serveBroken(routes, faults, foreign, port: port)
      } else {
        actual = try await serveHonest(routes, port: port)
      }
    } catch {
      await stop()
      throw .cannotListen(port: port, reason: (error as? any LocalizedError)?.errorDescription ?? "\(error)")
    }
    return Endpoint(
      port: actual, baseURL: "http://127.0.0.1:\(actual)", token: access.token, vendorToken: access.vendorToken,
      taskIDs: world.taskIDs, seed: configuration.seed, startedAt: world.startedAt, platform: world.platform)
  }

  /// Closes every connection and the port. The platform lives on unheard, and a later
  /// start serves it again.
  package func stop() async {
    for task in running { task.cancel() }
    for task in running { await task.value }
    running = []
  }

  private func makeWorld() -> World {
    let startedAt = configuration.startedAt ?? configuration.clock()
    let (platform, taskIDs) = SimulatedPlatform.make(configuration, startedAt: startedAt)
    return World(startedAt: startedAt, platform: platform, taskIDs: taskIDs)
  }

  private func serveHonest(_ routes: PlatformRoutes, port: UInt16) async throws -> UInt16 {
    let listener = try RawListener(port: port)
    try await listener.prepare()
    let server = PlatformServer(routes: routes)
    running = [Task(executorPreference: executor) { await listener.run { await server.serve($0) } }]
    return listener.port
  }

  private func serveBroken(
    _ routes: PlatformRoutes, _ faults: FaultPlan, _ foreign: ForeignOrigin, port: UInt16
  ) async throws -> UInt16 {
    let listener = try RawListener(port: port)
    let other = try RawListener(port: 0)
    try await listener.prepare()
    try await other.prepare()
    let server = FaultyServer(routes: routes, plan: faults, foreignPort: other.port)
    running = [
      Task(executorPreference: executor) { await listener.run { await server.serve($0) } },
      Task(executorPreference: executor) { await other.run { await foreign.serve($0) } },
    ]
    return listener.port
  }
}

/// Runs the server's tasks one after the other on a queue of their own, so that it answers also while others keep the pool
/// that all tasks share busy: the screen of a demo, or a whole suite of tests. The simulator knows none of our modules, so
/// it has this of its own; it has no thread with a loop to run them on.
final class ServerExecutor: TaskExecutor {
  private let queue = DispatchQueue(label: "simulator")

  func enqueue(_ job: consuming ExecutorJob) {
    let work = UnownedJob(job)
    queue.async { work.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}
