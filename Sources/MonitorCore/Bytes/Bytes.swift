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
    var offset = 0
    while offset + 8 <= raw.count {
      state = mix(raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self), state)
      offset += 8
    }
    var rest: UInt64 = 0
    while offset < raw.count {
      rest = rest << 8 | UInt64(raw[offset])
      offset += 1
    }
    return mix(rest, state)
  }

  @inline(__always)
  static func areEqual(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool {
    guard left.count == right.count else { return false }
    guard let a = left.baseAddress, let b = right.baseAddress else { return true }
    return memcmp(a, b, left.count) == 0
  }

  /// Whether the bytes of `left` sort before (-1), with (0) or after (1) those of `right`.
  @inline(__always)
  static func order(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Int {
    let common = min(left.count, right.count)
    if common > 0, let a = left.baseAddress, let b = right.baseAddress {
      let order = memcmp(a, b, common)
      if order != 0 { return order < 0 ? -1 : 1 }
    }
    return left.count < right.count ? -1 : left.count == right.count ? 0 : 1
  }
}

/// Searches over bytes, sixteen at a time.
package enum ByteScan {
  /// The first index from `start` on whose byte is not printable ASCII (0x20…0x7E); `count` where all are.
  static func endOfPrintable(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    first(in: bytes, from: start) { (chunk: SIMD16<UInt8>) in
      (chunk &- SIMD16(repeating: 0x20)) .>= SIMD16(repeating: 0x5F)
    } orByte: {
      $0 &- 0x20 >= 0x5F
    }
  }

  /// The first index from `start` on of a quotation mark, a backslash or a byte of 0…5; `count` where there is none.
  static func endOfPlainText(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    first(in: bytes, from: start) { (chunk: SIMD16<UInt8>) in
      (chunk .== SIMD16(repeating: 0x22)) .| (chunk .== SIMD16(repeating: 0x5C)) .| (chunk .< SIMD16(repeating: 6))
    } orByte: {
      $0 == 0x22 || $0 == 0x5C || $0 < 6
    }
  }

  /// The first index from `start` on that holds `one` or `other`; `count` where none does.
  package static func firstIndex(
    of one: UInt8, or other: UInt8, in bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int {
    let (ones, others) = (SIMD16(repeating: one), SIMD16(repeating: other))
    return first(in: bytes, from: start) { (chunk: SIMD16<UInt8>) in
      (chunk .== ones) .| (chunk .== others)
    } orByte: {
      $0 == one || $0 == other
    }
  }

  @inline(__always)
  private static func first(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int,
    where matchesChunk: (SIMD16<UInt8>) -> SIMDMask<SIMD16<Int8>>, orByte matches: (UInt8) -> Bool
  ) -> Int {
    var index = start
    let raw = UnsafeRawBufferPointer(bytes)
    while index &+ 16 <= bytes.count {
      let mask = matchesChunk(raw.loadUnaligned(fromByteOffset: index, as: SIMD16<UInt8>.self))
      if any(mask) { return index &+ firstLane(of: mask) }
      index &+= 16
    }
    while index < bytes.count, !matches(bytes[index]) { index &+= 1 }
    return index
  }

  /// The first lane that is set; 16 where none is.
  @inline(__always)
  private static func firstLane(of mask: SIMDMask<SIMD16<Int8>>) -> Int {
    let lanes = SIMD16<Int8>.zero.replacing(with: SIMD16(repeating: -1), where: mask)
    return withUnsafeBytes(of: lanes) { bytes in
      let low = UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self))
      let high = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
      return low != 0 ? low.trailingZeroBitCount / 8 : 8 + high.trailingZeroBitCount / 8
    }
  }
}

/// Lengths as bytes: seven bits each, the lowest first, all but the last with the top bit set.
enum ByteLength {
  static func append(_ length: Int, to output: inout [UInt8]) {
    var length = length
    while length >= 0x80 {
      output.append(UInt8(truncatingIfNeeded: length) | 0x80)
      length >>= 7
    }
    output.append(UInt8(length))
  }

  /// The length at `position`, which moves behind it. Takes any bytes.
  static func read(_ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int) -> Int {
    var length = 0
    var shift = 0
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      length |= Int(byte & 0x7F) << shift
      shift += 7
      if byte < 0x80 || shift > 56 { break }
    }
    return length
  }
}
