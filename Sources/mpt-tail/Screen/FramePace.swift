/// When frames are drawn that nobody asked for by a key, and whether the terminal keeps up with them.
struct FramePace {
  /// While a saved log is read.
  private static let loadingPause = Duration.milliseconds(40)
  /// Where nothing ticks: at most one frame a second, however much arrives. A little less, so that the tick of the next
  /// second finds it over.
  private static let calmPause = Duration.milliseconds(900)
  /// How often within how long a terminal must have kept frames waiting to be called slow.
  private static let slowCount = 5
  private static let slowSpan = Duration.seconds(20)
  /// A terminal that was stopped for longer (Ctrl-S) is not slow.
  private static let maxWait = Duration.seconds(5)

  private var drawnAt: Duration?
  private var waitsSince: Duration?
  private var waits: [Duration] = []
  private var hasSuggested = false

  /// Whether a frame is due at a moment.
  ///
  /// - Parameter isAnswer: whether it shows what a key or the window asked for.
  func isDue(at now: Duration, isAnswer: Bool, isLoading: Bool, isCalm: Bool) -> Bool {
    guard !isAnswer, let drawnAt else { return true }
    return now - drawnAt >= (isCalm ? Self.calmPause : isLoading ? Self.loadingPause : .zero)
  }

  /// Records that a frame was drawn, or that the terminal had not taken the one before.
  mutating func record(isPutOff: Bool, at now: Duration) {
    drawnAt = now
    if isPutOff, waitsSince == nil { waitsSince = now }
  }

  /// Records that the terminal takes output again. True once, where it was slow several times in a short time.
  mutating func recordWritable(at now: Duration) -> Bool {
    guard let since = waitsSince else { return false }
    waitsSince = nil
    guard now - since <= Self.maxWait else { return false }
    waits.append(now)
    waits.removeAll { now - $0 > Self.slowSpan }
    guard waits.count >= Self.slowCount, !hasSuggested else { return false }
    hasSuggested = true
    return true
  }
}
