/// Which requests to the API go wrong, and how.
///
/// A plan is a list of items between commas:
///
///     reset=5%,half=5%,500=3%,503=3%:retry=2s,429=2%:retry-date=5s,stale=5%:10s,slow=2%:3s
///     first=reset+503:retry=1s+ok+half     the first requests in turn; ok is a good answer
///     count=50                             no more than 50 faults in all
///     seed=7                               another course of chance
///
/// The names: reset reset-head reset-body half two-lengths drip endless bomb html truncated redirect slow close stale
/// ties duplicates, and any status from 400 to 599; `all=1%` stands for each of them with its usual option.
package struct FaultPlan: Sendable {
  /// Each fault with its share of the requests, 0…1; together at most 1.
  package var shares: [(fault: Fault, share: Double)] = []
  /// What becomes of the first requests, nil being a good answer.
  package var first: [Fault?] = []
  /// The most faults in all.
  package var count = Int.max
  package var seed: UInt64 = 1

  /// A plan in which nothing goes wrong.
  package init() {}

  /// What is wrong with the text of a plan, for the person who typed it.
  package struct Mistake: Error, Hashable, CustomStringConvertible, Sendable {
    package let description: String
  }

  /// Reads a plan; a mistake names the item.
  package init(_ text: String) throws(Mistake) {
    for item in text.split(separator: ",") where !item.allSatisfy({ $0 == " " }) {
      let parts = item.drop { $0 == " " }.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { throw Mistake(description: "'\(item)' is not name=value") }
      try read(parts[0], parts[1])
    }
    guard shares.reduce(0, { $0 + $1.share }) <= 1.000_001 else {
      throw Mistake(description: "the faults add up to more than 100 %")
    }
  }

  private mutating func read(_ name: String, _ value: String) throws(Mistake) {
    switch name {
    case "first":
      for part in value.split(separator: "+") {
        guard part != "ok" else {
          first.append(nil)
          continue
        }
        guard let fault = Fault(String(part)) else { throw Mistake(description: "'\(part)' is not a fault") }
        first.append(fault)
      }
    case "count":
      guard let number = Int(value), number >= 0 else { throw Mistake(description: "'\(value)' is not a count") }
      count = number
    case "seed":
      guard let number = UInt64(value) else { throw Mistake(description: "'\(value)' is not a seed") }
      seed = number
    default:
      let parts = value.split(separator: ":", maxSplits: 1).map(String.init)
      let share = try Self.share(parts.first ?? "")
      let names = name == "all" ? Self.all : [parts.count > 1 ? "\(name):\(parts[1])" : name]
      for name in names {
        guard let fault = Fault(name) else { throw Mistake(description: "'\(name)' is not a fault") }
        shares.append((fault, share))
      }
    }
  }

  private static func share(_ text: String) throws(Mistake) -> Double {
    guard let percent = Double(text.last == "%" ? String(text.dropLast()) : text), (0...100).contains(percent)
    else { throw Mistake(description: "'\(text)' is not a percentage") }
    return percent / 100
  }

  /// One of each kind, as `all` means it.
  static let all = [
    "reset", "reset-head", "reset-body", "half", "two-lengths", "drip", "endless", "bomb", "html", "truncated",
    "redirect", "slow", "close", "stale", "ties", "duplicates", "500", "502", "503:retry=1s", "504",
    "429:retry=1s", "429:retry-date=2s",
  ]
}

/// Deals out the faults of a plan, request by request, the same ones in each run.
struct FaultSequence: Sendable {
  private let plan: FaultPlan
  private var generator: SeededGenerator
  private var requests = 0
  private var faults = 0

  init(_ plan: FaultPlan) {
    self.plan = plan
    generator = SeededGenerator(seed: plan.seed, label: "faults")
  }

  /// The fault of the next request, nil for a good answer.
  mutating func next() -> Fault? {
    requests += 1
    guard faults < plan.count, let fault = drawn() else { return nil }
    faults += 1
    return fault
  }

  /// A number that belongs to the request dealt with last.
  mutating func number() -> UInt64 { generator.next() }

  private mutating func drawn() -> Fault? {
    if requests <= plan.first.count { return plan.first[requests - 1] }
    var point = generator.between(0, 1)
    for (fault, share) in plan.shares {
      if point < share { return fault }
      point -= share
    }
    return nil
  }
}
