import ArgumentParser
import MarketplaceSimulator
import MonitorTerminal

/// `mpt-tail simulate`: serves the simulated platform to other programs.
struct SimulateCommand: ProgramCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate", abstract: "Serve the simulated platform on loopback for other programs.",
    discussion:
      "Prints the variables to export. Started again with the same --seed and --started-at, it continues where it was.")

  @Option(help: "The port on 127.0.0.1; 0 lets the system choose.")
  var port: UInt16 = 0

  @Option(help: "The same seed gives the same ids, entries and token.")
  var seed: UInt64 = 1

  @Option(help: ArgumentHelp("When the tasks began (RFC 3339); now when not given.", valueName: "time"))
  var startedAt: String?

  @Option(help: ArgumentHelp("How much faster than real time the tasks run.", valueName: "factor"))
  var speed: Double = 1

  @Option(
    help: ArgumentHelp("demo, short, progress or empty.", valueName: "name"),
    completion: .list(["demo", "short", "progress", "empty"]))
  var scenario = "demo"

  @Option(help: ArgumentHelp("Faults to inject, such as 'seed=7,reset=10%,half=10%,503=5%'.", valueName: "plan"))
  var faults: String?

  mutating func run(in environment: Environment) async throws {
    var configuration = SimulatorConfiguration(scenario: try chosenScenario, seed: seed, speed: try checkedSpeed)
    if let startedAt {
      guard let moment = SimulatedInstant(rfc3339: startedAt) else {
        throw ValidationError("--started-at takes a time such as 2025-09-12T13:40:13Z.")
      }
      configuration.startedAt = moment
    }
    do {
      configuration.faults = try faults.map { try FaultPlan($0) }
    } catch {
      throw ValidationError("--faults: \(error)")
    }
    let server = SimulatorServer(configuration)
    let endpoint: SimulatorServer.Endpoint
    do {
      endpoint = try await server.start(port: port)
    } catch {
      throw ProgramFailure("\(error)", exit: .gaveUp).reported()
    }
    var lines = ["export MPT_API_BASE_URL=\(endpoint.baseURL)", "export MPT_API_TOKEN=\(endpoint.token)"]
    lines += endpoint.taskIDs.map { "# mpt-tail \($0)" }
    lines.append(
      "# again: mpt-tail simulate --port \(endpoint.port) --seed \(seed) --started-at \(endpoint.startedAt.rfc3339)")
    do {
      try StandardOutput.write(lines)
    } catch {
      await server.stop()
      throw error
    }
    // Without its owner the sequence ends.
    let signals = try TerminalEvents()
    defer { extendLifetime(signals) }
    for await event in signals.events {
      switch event {
      case .signal(.stop): TerminalSignals.stopSelf()
      case .signal(let signal) where signal.ends:
        await server.stop()
        throw EndedBySignal(signal: signal)
      case .signal, .key, .background, .focus, .writable, .hungUp, .second: break
      }
    }
  }

  private var chosenScenario: Scenario {
    get throws {
      switch scenario {
      case "demo": .demo
      case "short": .short(allComplete: true)
      case "progress": .progress
      case "empty": .empty
      default: throw ValidationError("--scenario takes demo, short, progress or empty.")
      }
    }
  }

  private var checkedSpeed: Double {
    get throws {
      guard speed > 0, speed <= 1000 else { throw ValidationError("--speed takes a factor above 0, at most 1000.") }
      return speed
    }
  }
}
