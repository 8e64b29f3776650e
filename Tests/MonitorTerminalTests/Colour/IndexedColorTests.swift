import MonitorTerminal
import Testing

@Suite struct IndexedColorTests {
  @Test func knowsCubeAndGreys() {
    #expect(IndexedColor.components(of: 16) == (0, 0, 0))
    #expect(IndexedColor.components(of: 208) == (255, 135, 0))
    #expect(IndexedColor.components(of: 231) == (255, 255, 255))
    #expect(IndexedColor.components(of: 232) == (8, 8, 8))
    #expect(IndexedColor.components(of: 255) == (238, 238, 238))
  }

  @Test(arguments: 16...255) func findsEveryFixedColourAgain(index: Int) {
    let color = IndexedColor.components(of: UInt8(index))
    let found = IndexedColor.nearest(red: color.red, green: color.green, blue: color.blue)
    #expect(IndexedColor.components(of: found) == color)
  }

  @Test(arguments: [(196, 9), (46, 10), (16, 0), (231, 15), (226, 11), (5, 5)])
  func findsBasicColours(index: Int, basic: Int) {
    #expect(IndexedColor.nearestBasic(to: UInt8(index)) == UInt8(basic))
  }
}
