import Glibc

/// What the searches of one pattern may cost together: an expression that is too slow is refused before the reader
/// notices, instead of freezing the screen.
struct SearchBudget: Sendable {
  /// Searches that may be undecided; each takes about 0.4 ms.
  static let maxUndecided = 50
  /// Processor time of one pass over many entries, in nanoseconds: for searches that each stay within their bounds.
  static let maxPassTime: UInt64 = 2_000_000_000
  private static let searchesPerReading: UInt32 = 256

  private var undecided = 0
  private var searches: UInt32 = 0
  private var passEnd: UInt64 = .max

  /// Whether no more is to be spent. Nothing is searched then.
  private(set) var isSpent = false

  /// Starts a pass on the current thread.
  mutating func startPass() {
    passEnd = Self.threadTime() &+ Self.maxPassTime
    searches = 0
  }

  /// What was not in a pass is not bounded by its time.
  mutating func endPass() { passEnd = .max }

  @inline(__always)
  mutating func search(_ search: borrowing ExpressionSearch, _ text: UnsafeBufferPointer<UInt8>) -> SearchResult<Void> {
    if isSpent { return .undecided }
    if passEnd != .max {
      searches &+= 1
      if searches % Self.searchesPerReading == 0, Self.threadTime() > passEnd { isSpent = true }
    }
    let result = search.search(text)
    if case .undecided = result { recordUndecided() }
    return result
  }

  @inline(never)
  private mutating func recordUndecided() {
    undecided += 1
    if undecided > Self.maxUndecided { isSpent = true }
  }

  /// Processor time of this thread, which other programs do not add to.
  private static func threadTime() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
  }
}
