import MonitorCore
import Testing

@testable import MarketplaceAPI

@Suite struct ByteRunsTests {
  /// What a run of eight bytes at a time has to find.
  private func end(_ bytes: [UInt8], from start: Int) -> Int {
    bytes[start...].firstIndex { $0 < 0x20 || $0 >= 0x80 || $0 == 0x22 || $0 == 0x5C } ?? bytes.count
  }

  @Test func findsEveryByteInEveryPlace() {
    for byte in UInt8.min ... .max {
      for place in 0..<17 {
        var bytes = [UInt8](repeating: 0x61, count: 17)
        bytes[place] = byte
        #expect(ByteRuns.end(bytes.span, from: 0) == end(bytes, from: 0), "\(byte) at \(place)")
      }
    }
  }

  @Test func agreesWithLookingAtEachByte() {
    var random = SplitMix64(seed: 11)
    // What stands next to the bytes that end a run, and those themselves.
    let letters: [UInt8] = [0x00, 0x1F, 0x20, 0x21, 0x22, 0x23, 0x5B, 0x5C, 0x5D, 0x61, 0x7F, 0x80, 0xA2, 0xDC, 0xFF]
    for _ in 0..<3000 {
      let rare = Double.random(in: 0...0.3, using: &random)
      let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ -> UInt8 in
        Double.random(in: 0...1, using: &random) < rare ? letters.randomElement(using: &random) ?? 0 : 0x7E
      }
      for start in 0...bytes.count {
        #expect(ByteRuns.end(bytes.span, from: start) == end(bytes, from: start), "\(bytes) from \(start)")
      }
    }
  }
}
