/// A revision for every row, in one byte where it is one of 0…254.
struct RevisionColumn: Sendable {
  private static let isUnusual: UInt8 = 255

  private var bytes = Column<UInt8>(fallback: 0)
  private var unusual: [Int: Int32] = [:]

  /// Adds a row.
  @inline(__always)
  mutating func append(_ revision: Int32) {
    bytes.append(0)
    self[bytes.count - 1] = revision
  }

  @inline(__always)
  subscript(row: Int) -> Int32 {
    get {
      let short = bytes[row]
      return short == Self.isUnusual ? unusual[row] ?? 0 : Int32(short)
    }
    set {
      if newValue >= 0, newValue < Int32(Self.isUnusual) {
        bytes[row] = UInt8(newValue)
        if !unusual.isEmpty { unusual[row] = nil }
      } else {
        bytes[row] = Self.isUnusual
        unusual[row] = newValue
      }
    }
  }
}
