/// A W3C `traceparent`: a fresh one per request lets support find it by its trace id.
package struct TraceParent: Hashable, Sendable {
  /// `00-<32 hex>-<16 hex>-01`; neither number is zero, which the standard forbids.
  package let text: String

  /// Takes its numbers from a source of randomness.
  package init(using random: inout some RandomNumberGenerator) {
    let high = max(1, random.next())
    let low = random.next()
    let span = max(1, random.next())
    text = "00-\(Self.hex(high))\(Self.hex(low))-\(Self.hex(span))-01"
  }

  /// One from the system's randomness.
  @Sendable package static func fresh() -> TraceParent {
    var random = SystemRandomNumberGenerator()
    return TraceParent(using: &random)
  }

  private static func hex(_ number: UInt64) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: max(0, 16 - digits.utf8.count)) + digits
  }
}
