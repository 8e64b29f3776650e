/// The usual form of a log's id, `TLR-dddd-dddd-dddd-dddd`, as a number whose order is the order of the bytes.
enum PackedID {
  static let length = 23

  /// The sixteen digits as a number below 10¹⁶; `nil` for every other form.
  @inline(__always)
  static func pack(_ id: UnsafeBufferPointer<UInt8>) -> UInt64? {
    guard id.count == length, id[0] == 0x54, id[1] == 0x4C, id[2] == 0x52 else { return nil }
    var number: UInt64 = 0
    var place = 3
    while place < length {
      guard id[place] == 0x2D else { return nil }
      for digit in place + 1...place + 4 {
        let value = id[digit] &- 0x30
        guard value < 10 else { return nil }
        number = number &* 10 &+ UInt64(value)
      }
      place += 5
    }
    return number
  }

  /// The bytes that `pack` took.
  static func unpack(_ number: UInt64) -> [UInt8] {
    var id: [UInt8] = Array("TLR-0000-0000-0000-0000".utf8)
    var rest = number
    for place in stride(from: length - 1, to: 3, by: -1) where id[place] != 0x2D {
      id[place] = 0x30 + UInt8(rest % 10)
      rest /= 10
    }
    return id
  }
}
