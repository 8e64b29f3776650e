import MonitorCore

/// Digits typed so far, while it is open whether they are severities or a count; in a box they are always a count.
///
/// The rule in the panes: `0`–`5` filter at once, and one of them alone is never a count: `4 y` copies an error, however
/// quickly it is typed. Two digits or more are a count if each follows within a second of the one before, and the movement
/// within a second of the last: the filter becomes what it was before the first digit.
/// A number with a digit of `6`–`9` can only be a count: it filters nothing and waits for the movement.
/// A leading `0` is never a count.
struct CountPrefix: Sendable {
  private(set) var digits: String
  private(set) var typedAt: Duration
  /// The pane that had the focus, and its filter before the first digit; `nil` in a box.
  let former: (pane: PaneID, filter: LogFilter)?
  /// Whether the filter was already given back.
  var isUndone = false

  /// How long after the last digit the digits may still be a count.
  static let timeout = Duration.seconds(1)
  private static let maxDigits = 6

  /// Begins a number; `nil` where it cannot be a count.
  init?(digit: Unicode.Scalar, at time: Duration, undoing former: (pane: PaneID, filter: LogFilter)? = nil) {
    guard digit != "0" else { return nil }
    digits = String(Character(digit))
    typedAt = time
    self.former = former
  }

  /// Whether the number can only be a count.
  var isCountOnly: Bool { former == nil || digits.contains { $0 > "5" } }

  /// Whether the digits are more than a severity: a movement takes them for its count.
  var isCount: Bool { isCountOnly || digits.count > 1 }

  func isOpen(at time: Duration) -> Bool { isCountOnly || time - typedAt < Self.timeout }

  /// Appends a digit; more than six say nothing new.
  mutating func append(_ digit: Unicode.Scalar, at time: Duration) {
    typedAt = time
    if digits.count < Self.maxDigits { digits.append(Character(digit)) }
  }

  /// The count, 1…999 999.
  var count: Int { max(1, Int(digits) ?? 1) }
}
