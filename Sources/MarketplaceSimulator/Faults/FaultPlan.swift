/// Which requests to the API go wrong, and how.
///
/// A plan is a list of items between commas:
///
///     reset=5%,half=5%,500=3%,503=3%:retry=2s,429=2%:retry-date=5s,stale=5%:10s,slow=2%:3s
///     first=reset+503:retry=1s+ok+half     the first requests in turn; ok is a good answer
///     count=50                             no more than 50 faults in all
///     seed=7                               another course of chance
///     task.first=ok+404+404                the first requests of one kind in turn: task, logs or list
///     logs.rest=403:retry=1s               all later ones of that kind
///
/// The names: reset reset-head reset-body half two-lengths drip rate endless bomb html truncated redirect slow close
/// stale ties duplicates misroute rows, and any status from 400 to 599; `all=1%` stands for each of them with its usual option.
package struct FaultPlan: Sendable {
  /// Each fault with its share of the requests, 0…1; together at most 1.
  package var shares: [(fault: Fault, share: Double)] = []
  /// What becomes of the first requests, nil being a good answer.
  package var first: [Fault?] = []
  /// What becomes of the requests of one kind, before anything else.
  package var routes: [Route: Turns] = [:]
  /// The most faults in all.
  package var count = Int.max
  package var seed: UInt64 = 1

  /// A kind of request.
  package enum Route: String, Sendable, CaseIterable {
    case task, logs, list

    /// The kind of a request; `nil` for one that watchers do not send.
    init?(_ request: PlatformRequest) {
      guard request.method == "GET", request.path.prefix(4) == ["public", "v1", "system", "tasks"] else { return nil }
      switch (request.path.count, request.path.last) {
      case (4, _): self = .list
      case (5, _): self = .task
      case (6, "logs"): self = .logs
      default: return nil
      }
    }
  }

  /// Faults in turn, nil being a good answer, and the one of all requests after them.
  package struct Turns: Sendable {
    package var first: [Fault?] = []
    package var rest: Fault?

    package init(first: [Fault?] = [], rest: Fault? = nil) {
      self.first = first
      self.rest = rest
    }
  }

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
      first += try Self.turns(value)
    case "count":
      guard let number = Int(value), number >= 0 else { throw Mistake(description: "'\(value)' is not a count") }
      count = number
    case "seed":
      guard let number = UInt64(value) else { throw Mistake(description: "'\(value)' is not a seed") }
      seed = number
    case _ where name.contains("."):
      let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
      guard parts.count == 2, let route = Route(rawValue: parts[0]), ["first", "rest"].contains(parts[1]) else {
        throw Mistake(description: "'\(name)' is not task, logs or list with .first or .rest")
      }
      let turns = try Self.turns(value)
      if parts[1] == "first" { routes[route, default: Turns()].first += turns }
      if parts[1] == "rest" { routes[route, default: Turns()].rest = turns.first ?? nil }
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

  private static func turns(_ value: String) throws(Mistake) -> [Fault?] {
    var turns: [Fault?] = []
    for part in value.split(separator: "+") {
      let fault = Fault(String(part))
      guard fault != nil || part == "ok" else { throw Mistake(description: "'\(part)' is not a fault") }
      turns.append(fault)
    }
    return turns
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
  private var requestsByRoute: [FaultPlan.Route: Int] = [:]

  init(_ plan: FaultPlan) {
    self.plan = plan
    generator = SeededGenerator(seed: plan.seed, label: "faults")
  }

  /// The fault of the next request, nil for a good answer.
  mutating func next(for route: FaultPlan.Route? = nil) -> Fault? {
    requests += 1
    guard faults < plan.count, let fault = planned(for: route) ?? drawn() else { return nil }
    faults += 1
    return fault
  }

  /// A number that belongs to the request dealt with last.
  mutating func number() -> UInt64 { generator.next() }

  private mutating func planned(for route: FaultPlan.Route?) -> Fault? {
    guard let route, let turns = plan.routes[route] else { return nil }
    let number = requestsByRoute[route, default: 0]
    requestsByRoute[route] = number + 1
    return number < turns.first.count ? turns.first[number] : turns.rest
  }

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
