/// Finds where an expression matches, to set the places off: from the left, each as long as possible.
enum ExpressionRanges {
  /// Beyond this much work no more ranges are looked for.
  private static let maxWork = 2_000_000

  static func find(_ program: ExpressionProgram, in text: UnsafeBufferPointer<UInt8>, limit: Int) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var work = maxWork
    var start = 0
    while start < text.count, found.count < limit, work > 0 {
      guard let range = first(program, in: text, from: start, &work) else { break }
      if !range.isEmpty { found.append(range) }
      start = max(range.upperBound, range.lowerBound + 1)
    }
    return found
  }

  /// Follows all ways through the program at once; of those that meet, the one that began first goes on.
  private static func first(
    _ program: ExpressionProgram, in text: UnsafeBufferPointer<UInt8>, from start: Int, _ work: inout Int
  ) -> Range<Int>? {
    var threads: [(place: Int, begin: Int)] = []
    var best: Range<Int>?
    for position in start...text.count {
      if best == nil { threads.append((program.start, position)) }
      guard !threads.isEmpty, work > 0 else { break }
      let before = ExpressionSurroundings.side(position == 0 ? nil : text[position - 1])
      let byte = position == text.count ? nil : text[position]
      let after = ExpressionSurroundings.side(byte)
      var visited = Set<Int>()
      var next: [(place: Int, begin: Int)] = []
      for thread in threads {
        var waiting = [thread.place]
        while let place = waiting.popLast() {
          guard visited.insert(place).inserted else { continue }
          work -= 1
          switch program.steps[place] {
          case .match:
            if best.map({ thread.begin <= $0.lowerBound }) ?? true { best = thread.begin..<position }
          case .fork(let left, let right): waiting += [right, left]
          case .assertion(let assertion, let then):
            if ExpressionSurroundings.holds(assertion, before, after) { waiting.append(then) }
          case .bytes(let set, let then):
            if let byte, set.contains(byte) { next.append((then, thread.begin)) }
          }
        }
      }
      // Threads are in the order of where they began, so those that cannot win any more are at the end.
      threads = best.map { best in next.filter { $0.begin <= best.lowerBound } } ?? next
    }
    return best
  }
}
