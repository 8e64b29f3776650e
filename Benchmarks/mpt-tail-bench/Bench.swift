import Foundation
import MonitorCore

/// What went wrong, as a sentence.
struct BenchFailure: Error, CustomStringConvertible {
  let sentence: String
  var description: String { sentence }
}

/// The parts of `Benchmarks/run` that take the program's own code, or more speed than a script has.
@main
enum Bench {
  static func main() async throws {
    let arguments = CommandLine.arguments.dropFirst()
    let count = arguments.dropFirst().first.flatMap { Int($0) } ?? 1000
    switch arguments.first {
    case "measure": try Measures(count: count).run()
    case "serve":
      try PageServer(count: count, rate: arguments.dropFirst(2).first.flatMap { Double($0) } ?? 0).run()
    case "corpus":
      for number in 0..<count { print(Corpus.entry(number, at: Corpus.instant(number))) }
    case "open":
      guard let path = arguments.dropFirst().first else { throw BenchFailure(sentence: "open FILE") }
      try await Opening(path: path).run()
    case "eta": try Estimates(arguments: arguments.dropFirst()).run()
    default:
      throw BenchFailure(
        sentence:
          "mpt-tail-bench measure COUNT | serve COUNT [RATE] | corpus COUNT | open FILE | eta FILE [--history FILE…] [--step S]"
      )
    }
  }
}
