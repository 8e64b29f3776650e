/// FNV-1a over 128 bits: the same for the same bytes in every run, and without a secret, as it guards nothing.
enum Fingerprint {
  /// 32 hexadecimal digits.
  static func hex(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String {
    var hash: UInt128 = 0x6C62_272E_07BB_0142_62B8_2175_6295_C58D
    for index in range {
      hash = (hash ^ UInt128(bytes[index])) &* 0x0000_0000_0100_0000_0000_0000_0000_013B
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: max(0, 32 - digits.utf8.count)) + digits
  }
}
