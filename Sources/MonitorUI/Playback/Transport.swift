package import MonitorCore

/// Whether a recording plays, how fast, and where it is. Moments are the recording's; the clock is the engine's.
package struct Transport: Sendable, Hashable {
  package static let speeds = 0.25...1_000.0
  /// With idle times skipped nothing is waited for longer than this.
  private static let maxIdle = Duration.seconds(1)

  package private(set) var isPlaying = true
  package private(set) var speed: Double
  package private(set) var skipsIdle = false
  /// Where it was, and when.
  private(set) var position: Timestamp
  private var since: Duration

  package init(at moment: Timestamp, speed: Double = 1, now engine: Duration) {
    position = moment
    self.speed = max(Self.speeds.lowerBound, min(Self.speeds.upperBound, speed))
    since = engine
  }

  /// Where it is at a time of the engine's clock, as far as there is a recording.
  func moment(at engine: Duration) -> Timestamp {
    guard isPlaying, engine > since else { return position }
    return position.advanced(bySeconds: (engine - since).seconds * speed)
  }

  /// Goes on from a moment.
  mutating func set(_ moment: Timestamp, at engine: Duration) { (position, since) = (moment, engine) }

  mutating func play(_ isPlaying: Bool, at engine: Duration) {
    set(moment(at: engine), at: engine)
    self.isPlaying = isPlaying
  }

  mutating func change(speed factor: Double, at engine: Duration) {
    set(moment(at: engine), at: engine)
    speed = max(Self.speeds.lowerBound, min(Self.speeds.upperBound, speed * factor))
  }

  mutating func toggleSkipping() { skipsIdle.toggle() }

  /// Shortens the wait for what happens next, where that is wanted.
  mutating func skip(to next: Timestamp, at engine: Duration) {
    guard isPlaying, skipsIdle else { return }
    let wait = next.seconds(since: moment(at: engine)) / speed
    guard wait > Self.maxIdle.seconds else { return }
    set(next.advanced(bySeconds: -Self.maxIdle.seconds * speed), at: engine)
  }

  /// How long until a moment is reached.
  func wait(for moment: Timestamp, at engine: Duration) -> Duration {
    .seconds(max(0, moment.seconds(since: self.moment(at: engine)) / speed))
  }

  /// `10×`, `0.25×`.
  func speedText(_ glyphs: Glyphs) -> String {
    let text = speed.rounded() == speed ? "\(Int(speed))" : "\(speed)"
    return text + (glyphs == .ascii ? "x" : "×")
  }
}
