import Foundation

/// How much a test tries: a little in every run, all of it where `MPT_THOROUGH` is set (`Scripts/evidence`).
package enum Thoroughness {
  package static let isWanted = ProcessInfo.processInfo.environment["MPT_THOROUGH"] != nil

  /// A count of rounds: `few` in every run, `many` where all is wanted.
  package static func rounds(_ few: Int, of many: Int) -> Int { isWanted ? many : few }

  /// A share of what there is to try, another one for each number; all of it where that is wanted.
  ///
  /// - Parameter share: one of so many is tried.
  package static func some<Element>(_ all: [Element], oneOf share: Int, number: Int = 0) -> [Element] {
    isWanted ? all : all.indices.filter { ($0 + number) % share == 0 }.map { all[$0] }
  }
}
