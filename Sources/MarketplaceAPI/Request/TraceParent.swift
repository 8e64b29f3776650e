import MonitorCore

/// A W3C `traceparent`: a fresh one per request lets support find it by its trace id.
package struct TraceParent: Hashable, Sendable {
  /// `00-<32 hex>-<16 hex>-01`; neither number is zero, which the standard forbids.
  package let text: String

  /// Takes its numbers from a source of randomness.
  package init(using random: inout some RandomNumberGenerator) {
    let high = max(1, random.next())
    let low = random.next()
    let span = max(1, random.next())
    var letters = Array("00-".utf8)
    letters.reserveCapacity(55)
    letters.append(hex: high, digits: 16, letters: 0x61)
    letters.append(hex: low, digits: 16, letters: 0x61)
    letters.append(0x2D)
    letters.append(hex: span, digits: 16, letters: 0x61)
    text = String(decoding: letters + Array("-01".utf8), as: UTF8.self)
  }

  /// The 32 digits that problem answers repeat as their `traceId`.
  package var traceID: String { String(text.dropFirst(3).prefix(32)) }

  /// One from the system's randomness.
  @Sendable package static func fresh() -> TraceParent {
    var random = SystemRandomNumberGenerator()
    return TraceParent(using: &random)
  }
}
