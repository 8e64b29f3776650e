import Testing

@testable import MonitorCore

@Suite struct ByteScanTests {
  private func firstIndex(of one: UInt8, or other: UInt8, in bytes: [UInt8], from start: Int) -> Int {
    bytes.withUnsafeBufferPointer { ByteScan.firstIndex(of: one, or: other, in: $0, from: start) }
  }

  private func endOfPrintable(_ bytes: [UInt8], from start: Int) -> Int {
    bytes.withUnsafeBufferPointer { ByteScan.endOfPrintable($0, from: start) }
  }

  @Test func findsEveryByteInEveryPlace() {
    for byte in UInt8.min ... .max {
      for place in 0..<40 {
        var bytes = [UInt8](repeating: 0x61, count: 40)
        bytes[place] = byte
        #expect(endOfPrintable(bytes, from: 0) == (0x20...0x7E ~= byte ? 40 : place))
        #expect(firstIndex(of: byte, or: byte, in: bytes, from: 0) == (byte == 0x61 ? 0 : place))
      }
    }
  }

  @Test func agreesWithLookingAtEachByte() {
    var random = SplitMix64(seed: 4)
    let letters: [UInt8] = [0x00, 0x1F, 0x20, 0x22, 0x5C, 0x61, 0x7E, 0x7F, 0x80, 0xFF]
    for _ in 0..<3000 {
      let rare = Double.random(in: 0...0.3, using: &random)
      let bytes = (0..<Int.random(in: 0...50, using: &random)).map { _ -> UInt8 in
        Double.random(in: 0...1, using: &random) < rare ? letters.randomElement(using: &random) ?? 0 : 0x41
      }
      let start = Int.random(in: 0...bytes.count, using: &random)
      let rest = bytes[start...]
      #expect(endOfPrintable(bytes, from: start) == rest.firstIndex { !(0x20...0x7E ~= $0) } ?? bytes.count)
      #expect(
        firstIndex(of: 0x22, or: 0x5C, in: bytes, from: start)
          == rest.firstIndex { $0 == 0x22 || $0 == 0x5C } ?? bytes.count)
    }
  }
}
