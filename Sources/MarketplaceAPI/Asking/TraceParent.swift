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
    Self.append(high, to: &letters)
    Self.append(low, to: &letters)
    letters.append(0x2D)
    Self.append(span, to: &letters)
    text = String(decoding: letters + Array("-01".utf8), as: UTF8.self)
  }

  /// One from the system's randomness.
  @Sendable package static func fresh() -> TraceParent {
    var random = SystemRandomNumberGenerator()
    return TraceParent(using: &random)
  }

  /// Sixteen hexadecimal digits.
  private static func append(_ number: UInt64, to letters: inout [UInt8]) {
    for shift in stride(from: 60, through: 0, by: -4) {
      let digit = UInt8(truncatingIfNeeded: number >> UInt64(shift)) & 0xF
      letters.append(digit < 10 ? 0x30 + digit : 0x57 + digit)
    }
  }
}
