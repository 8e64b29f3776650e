/// The usual form of an entry's id, `TLR-dddd-dddd-dddd-dddd`, as a number whose order is the order of the bytes.
enum PackedID {
  static let length = 23

  /// The sixteen digits as a number below 10¹⁶; `nil` for every other form.
  @inline(__always)
  static func pack(_ id: UnsafeBufferPointer<UInt8>) -> UInt64? {
    guard id.count == length, id[0] == 0x54, id[1] == 0x4C, id[2] == 0x52 else { return nil }
    var number: UInt64 = 0
    var index = 3
    while index < length {
      guard id[index] == 0x2D else { return nil }
      for digit in index + 1...index + 4 {
        let value = id[digit] &- 0x30
        guard value < 10 else { return nil }
        number = number &* 10 &+ UInt64(value)
      }
      index += 5
    }
    return number
  }

  /// Lends the bytes that `pack` read.
  @inline(__always)
  static func withBytes<Result>(_ number: UInt64, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: length) { id in
      var rest = number
      for index in stride(from: length - 1, to: 3, by: -1) {
        if index % 5 == 3 {
          id[index] = 0x2D
        } else {
          id[index] = 0x30 + UInt8(rest % 10)
          rest /= 10
        }
      }
      (id[0], id[1], id[2], id[3]) = (0x54, 0x4C, 0x52, 0x2D)
      return body(UnsafeBufferPointer(id))
    }
  }
}
