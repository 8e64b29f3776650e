import MonitorCore

/// Digits typed so far, while it is open whether they are severities or a count.
///
/// The rule: `0`–`5` filter at once. If a movement follows within a second of the last digit, and each digit within a
/// second of the one before, the digits were its count: the filter becomes what it was before the first digit.
/// A number with a digit of `6`–`9` can only be a count: it filters nothing and waits for the movement.
/// A leading `0` is never a count.
struct CountPrefix: Sendable {
  private(set) var digits: String
  private(set) var typedAt: Duration
  /// The focused pane's filter before the first digit; its place is kept by the viewport.
  let filter: LogFilter
  /// Which pane had the focus; -1 is the merged one.
  let pane: Int
  /// Whether the filter was already given back.
  var isUndone = false

  static let patience = Duration.seconds(1)

  /// A number begins; `nil` where it cannot be a count.
  init?(digit: Unicode.Scalar, at time: Duration, pane: Int, filter: LogFilter) {
    guard digit != "0" else { return nil }
    digits = String(Character(digit))
    typedAt = time
    self.pane = pane
    self.filter = filter
  }

  /// Whether the number holds a digit that is no severity.
  var isCountOnly: Bool { digits.contains { $0 > "5" } }

  func isOpen(at time: Duration) -> Bool { isCountOnly || time - typedAt < Self.patience }

  /// Takes one digit more; more than six say nothing new.
  mutating func append(_ digit: Unicode.Scalar, at time: Duration) {
    typedAt = time
    if digits.count < 6 { digits.append(Character(digit)) }
  }

  /// The count, 1…999 999.
  var count: Int { max(1, Int(digits) ?? 1) }
}
