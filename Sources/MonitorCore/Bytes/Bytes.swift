import Glibc

/// A quick seeded hash of bytes, by folded multiplication of eight bytes at a time.
enum ByteHash {
  /// Mixes two numbers so that every bit of both decides about every bit of the result.
  @inline(__always)
  static func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let first = (left ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: (right ^ 0xD6E8_FEB8_6659_FD93) | 1)
    let folded = first.high ^ first.low ^ right
    let second = folded.multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    return second.high ^ second.low
  }

  @inline(__always)
  static func hash(_ bytes: UnsafeBufferPointer<UInt8>, seed: UInt64) -> UInt64 {
    var state = mix(seed, UInt64(bytes.count))
    let raw = UnsafeRawBufferPointer(bytes)
    var place = 0
    while place + 8 <= raw.count {
      state = mix(raw.loadUnaligned(fromByteOffset: place, as: UInt64.self), state)
      place += 8
    }
    var rest: UInt64 = 0
    while place < raw.count {
      rest = rest << 8 | UInt64(raw[place])
      place += 1
    }
    return mix(rest, state)
  }

  @inline(__always)
  static func areEqual(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool {
    guard left.count == right.count else { return false }
    guard let a = left.baseAddress, let b = right.baseAddress else { return true }
    return memcmp(a, b, left.count) == 0
  }
}
