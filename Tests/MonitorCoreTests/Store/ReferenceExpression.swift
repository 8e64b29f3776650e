import MonitorCore

/// A small expression and all ends that it can reach.
indirect enum ReferenceExpression {
  case letter(UInt8)
  case any
  case both(ReferenceExpression, ReferenceExpression)
  case either(ReferenceExpression, ReferenceExpression)
  case star(ReferenceExpression)
  case maybe(ReferenceExpression)
  case start
  case end

  static func random(depth: Int, using random: inout SplitMix64) -> ReferenceExpression {
    let kind = Int.random(in: depth == 0 ? 0..<6 : 0..<16, using: &random)
    switch kind {
    case 0..<4: return .letter(UInt8.random(in: 0x61...0x63, using: &random))
    case 4: return .any
    case 5: return Int.random(in: 0..<4, using: &random) == 0 ? .start : .end
    case 6..<10: return .both(.random(depth: depth - 1, using: &random), .random(depth: depth - 1, using: &random))
    case 10..<12: return .either(.random(depth: depth - 1, using: &random), .random(depth: depth - 1, using: &random))
    case 12..<14: return .star(.random(depth: depth - 1, using: &random))
    default: return .maybe(.random(depth: depth - 1, using: &random))
    }
  }

  var source: String {
    switch self {
    case .letter(let byte): String(UnicodeScalar(byte))
    case .any: "."
    case .both(let left, let right): left.source + right.source
    case .either(let left, let right): "(?:\(left.source)|\(right.source))"
    case .star(let inside): "(?:\(inside.source))*"
    case .maybe(let inside): "(?:\(inside.source))?"
    case .start: "^"
    case .end: "$"
    }
  }

  func isIn(_ text: [UInt8]) -> Bool {
    (0...text.count).contains { !ends(text, from: [$0]).isEmpty }
  }

  private func ends(_ text: [UInt8], from starts: Set<Int>) -> Set<Int> {
    switch self {
    case .letter(let byte): Set(starts.filter { $0 < text.count && text[$0] == byte }.map { $0 + 1 })
    case .any: Set(starts.filter { $0 < text.count }.map { $0 + 1 })
    case .both(let left, let right): right.ends(text, from: left.ends(text, from: starts))
    case .either(let left, let right): left.ends(text, from: starts).union(right.ends(text, from: starts))
    case .maybe(let inside): starts.union(inside.ends(text, from: starts))
    case .star(let inside): Self.closure(starts) { inside.ends(text, from: $0) }
    case .start: starts.filter { $0 == 0 }
    case .end: starts.filter { $0 == text.count }
    }
  }

  private static func closure(_ starts: Set<Int>, _ step: (Set<Int>) -> Set<Int>) -> Set<Int> {
    var all = starts
    while true {
      let more = all.union(step(all))
      if more == all { return all }
      all = more
    }
  }
}
