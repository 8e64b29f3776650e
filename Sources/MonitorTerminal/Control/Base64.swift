/// Base64 (RFC 4648, section 4), so that this room needs no Foundation.
enum Base64 {
  private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func encode(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var bits: UInt32 = 0
    var held = 0
    for byte in bytes {
      bits = bits << 8 | UInt32(byte)
      held += 1
      if held == 3 {
        append(bits, 4, &result)
        (bits, held) = (0, 0)
      }
    }
    if held > 0 {
      append(bits << UInt32(8 * (3 - held)), held + 1, &result)
      for _ in held..<3 { result.append(UInt8(ascii: "=")) }
    }
    return result
  }

  private static func append(_ bits: UInt32, _ count: Int, _ result: inout [UInt8]) {
    for at in 0..<count { result.append(letters[Int(bits >> UInt32(18 - 6 * at) & 63)]) }
  }
}
