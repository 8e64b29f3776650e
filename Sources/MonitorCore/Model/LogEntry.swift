/// A run of bytes inside the `EntryBatch` that an entry belongs to. Empty where the field is absent.
package typealias ByteRange = Range<Int>

/// One log entry as the platform sent it: numbers, and ranges into the bytes of its `EntryBatch`.
///
/// Every field but `id` may be missing. Texts are unescaped UTF-8 (bad sequences replaced by U+FFFD), and unsafe until
/// they passed `SafeText`.
package struct LogEntry: Sendable {
  // Ordered to leave little padding: a history has as many of these as entries.

  /// The identity, `TLR-1930-6351-9137-5141`; never empty. A defective entry has one made from its bytes.
  package var id: ByteRange
  /// The severity's word as sent: what to show where `severity` is `unknown`.
  package var severityText: ByteRange
  /// The timestamp as sent: what to show where it cannot be read.
  package var timestampText: ByteRange
  /// The template, or the raw JSON where the field is no string.
  package var message: ByteRange
  /// Raw JSON of the parameters; empty when absent or null.
  package var parameters: ByteRange
  /// Raw JSON of the members that no other field holds as they were sent (`name`, `icon`, `audit`, …, a number in an
  /// unusual form), in their order as one object; empty when there is none. The whole entry where the shape says so.
  package var extras: ByteRange
  /// The entry's `EntryShape`, where the query asked for it; otherwise empty.
  package var shape: ByteRange
  /// Ticks behind the newest entry delivered before the pass that found this one; 0 when it came in order.
  package var lateness: Int64
  /// When the producer says it happened. `nil` when absent or unreadable.
  package var timestamp: Timestamp?
  package var severity: Severity
  /// Why the entry could not be read, where it could not; its `message` then says so too.
  package var isInvalid: Bool
  /// Whether an earlier revision of the same entry was delivered before.
  package var isRevised: Bool
  /// Whether a whole number of `progress` was written with a fraction, `12.0`.
  package var progressHasPoint: Bool
  /// A newer revision of the same id replaces the older one. 0 when absent, clamped to `Int32`.
  package var revision: Int32
  package var eta: Timestamp?
  /// Percent, 0…100; `nil` when unknown. Clamped; not a number is unknown.
  package var progress: Float?

  package init(id: ByteRange) {
    self.id = id
    revision = 0
    severity = .unknown
    severityText = 0..<0
    timestamp = nil
    timestampText = 0..<0
    message = 0..<0
    parameters = 0..<0
    progress = nil
    progressHasPoint = false
    eta = nil
    extras = 0..<0
    shape = 0..<0
    isInvalid = false
    lateness = 0
    isRevised = false
  }
}
