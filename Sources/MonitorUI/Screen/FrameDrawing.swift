/// Which frame another one was drawn over, and between which rows: what need not be compared.
struct FrameDrawing: Sendable {
  /// Stands for what a frame shows, and for nothing else: who draws on the frame takes it away.
  private final class Edition: Sendable {}

  private var edition: Edition?
  /// What was drawn over, where that is known.
  private var ground: Edition?
  /// The first row drawn on since then, and the one behind the last.
  private var first = Int.max
  private var end = 0

  mutating func touch(_ y: Int) {
    if let over = edition {
      ground = over
      edition = nil
      (first, end) = (.max, 0)
    }
    first = min(first, y)
    end = max(end, y + 1)
  }

  /// The frame is done: what is drawn later is drawn over it.
  mutating func settle() {
    if edition == nil { edition = Edition() }
  }

  /// Whether a row was not drawn on since the frame was the other one.
  func leaves(_ y: Int, asIn other: FrameDrawing) -> Bool {
    guard let other = other.edition else { return false }
    return edition === other || ground === other && (y < first || y >= end)
  }
}
