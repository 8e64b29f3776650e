import Foundation
import MonitorCore
import TestSupport
import Testing

/// Nothing lost, repeated or stale. `MPT_SEEDS` sets how many seeds of each scenario (6: two hundred runs);
/// `Scripts/prove` runs ten thousand.
struct FollowerSimulationTests {
  private static var seeds: Range<UInt64> {
    let environment = ProcessInfo.processInfo.environment
    if let one = environment["MPT_SEED"].flatMap(UInt64.init) { return one..<one + 1 }
    return 0..<(environment["MPT_SEEDS"].flatMap(UInt64.init) ?? 6)
  }

  private static var scenarios: [WorldKind] {
    ProcessInfo.processInfo.environment["MPT_SCENARIO"].flatMap(WorldKind.init).map { [$0] } ?? WorldKind.allCases
  }

  @Test(arguments: Self.scenarios)
  func nothingIsLostRepeatedOrStale(in scenario: WorldKind) {
    var tally = FollowSimulation.Tally()
    for seed in Self.seeds {
      switch FollowSimulation(scenario: scenario, seed: seed).run() {
      case .success(let run): tally += run
      case .failure(let violation):
        Issue.record("\(violation)")
        return
      }
    }
    #expect(tally.delivered > 0)
    // A server that orders otherwise than asked allows no pass to prove itself.
    #expect(scenario == .orderIgnored || tally.completePasses > Self.seeds.count)
    switch scenario {
    case .orderIgnored, .oversizedEntries: break
    case .tiesBeyondPages: #expect(tally.proven > 0, "totals prove some of them")
    default: #expect(Double(tally.proven) > Double(Self.seeds.count) * 0.9, "\(tally.proven) proven")
    }
    if ProcessInfo.processInfo.environment["MPT_SEEDS"] != nil {
      print(
        "\(scenario): \(Self.seeds.count) seeds, \(tally.published) published, \(tally.delivered) delivered, "
          + "\(tally.requests) requests of which \(tally.failures) failed: lost 0, repeated 0, stale 0; "
          + "\(tally.proven) proven complete")
    }
  }

  @Test(arguments: Mutant.allCases)
  func everyMutantIsCaught(_ mutant: Mutant) {
    for step in 0..<UInt64(300) {
      for (scenario, first) in mutant.telling {
        let seed = first + step
        guard case .failure(let violation) = FollowSimulation(scenario: scenario, seed: seed, mutant: mutant).run()
        else { continue }
        // The same world without the error is told whole: it is the error that was caught.
        if case .success = FollowSimulation(scenario: scenario, seed: seed).run() {
          if ProcessInfo.processInfo.environment["MPT_SEEDS"] != nil {
            print("Mutants: \(mutant) caught: \(violation)")
          }
          return
        }
      }
    }
    Issue.record("\(mutant) was not caught")
  }
}

extension Mutant {
  /// The worlds in which the error tells soonest, and the seed that did so last time.
  fileprivate var telling: [(WorldKind, UInt64)] {
    switch self {
    case .stopAtFirstKnown: [(.lateWithinLookBack, 0)]
    case .commitPartialPass, .skipFailedPage: [(.failures, 0)]
    case .commitFromLastPage: [(.everything, 348), (.failures, 0)]
    case .greaterThanForGreaterOrEqual: [(.ties, 12)]
    case .noOverlap: [(.everything, 0), (.deletions, 0)]
    case .noFutureGuard: [(.farFuture, 2)]
    case .duplicatesByIDAlone: [(.revisions, 0)]
    case .seamNotStrict: [(.everything, 79), (.ties, 0)]
    case .statusAfterLogs: [(.rowsAfterTheEnd, 0)]
    }
  }
}
