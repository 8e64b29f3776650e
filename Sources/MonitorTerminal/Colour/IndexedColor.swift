/// The 256 colours of a terminal as xterm has them: 16 basic ones, a cube of 6×6×6, 24 greys.
package enum IndexedColor {
  /// Red, green and blue of an index, each 0–255. The first sixteen are only usual: people change them.
  package static func components(of index: UInt8) -> (red: Int, green: Int, blue: Int) {
    switch index {
    case 0..<16: return basic[Int(index)]
    case 16..<232:
      let at = Int(index) - 16
      return (steps[at / 36], steps[at / 6 % 6], steps[at % 6])
    default:
      let grey = 8 + 10 * (Int(index) - 232)
      return (grey, grey, grey)
    }
  }

  /// The nearest of the 240 colours that no one changes.
  package static func nearest(red: Int, green: Int, blue: Int) -> UInt8 {
    nearest((red, green, blue), among: 16...255)
  }

  /// The nearest of the basic sixteen.
  package static func nearestBasic(to index: UInt8) -> UInt8 {
    index < 16 ? index : nearest(components(of: index), among: 0...15)
  }

  private static let steps = [0, 95, 135, 175, 215, 255]

  private static let basic: [(red: Int, green: Int, blue: Int)] = [
    (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205), (0, 205, 205), (229, 229, 229),
    (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0), (92, 92, 255), (255, 0, 255), (0, 255, 255),
    (255, 255, 255),
  ]

  private static func nearest(_ wanted: (Int, Int, Int), among indices: ClosedRange<UInt8>) -> UInt8 {
    func distance(_ index: UInt8) -> Int {
      let (red, green, blue) = components(of: index)
      let (r, g, b) = (red - wanted.0, green - wanted.1, blue - wanted.2)
      // The eye tells greens apart best and blues worst.
      return 3 * r * r + 4 * g * g + 2 * b * b
    }
    return indices.min { distance($0) < distance($1) } ?? indices.lowerBound
  }
}
