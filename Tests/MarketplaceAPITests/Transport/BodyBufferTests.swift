import MonitorCore
import Testing

@testable import MarketplaceAPI

@Suite struct BodyBufferTests {
  @Test(arguments: [[0], [1, 2, 3], [1 << 20], [1 << 20, 1], [700_000, 700_000, 5, 3_000_000, 1]])
  func joinsPiecesOfAnySize(sizes: [Int]) {
    var buffer = BodyBuffer()
    var expected: [UInt8] = []
    buffer.expect(sizes[0])
    for (number, size) in sizes.enumerated() {
      let piece = [UInt8](repeating: UInt8(number), count: size)
      expected += piece
      piece.withUnsafeBytes { buffer.append($0) }
    }
    #expect(buffer.count == expected.count && buffer.joined() == expected)
  }

  @Test(arguments: 0..<30) func bringsWhatArrivedWhateverWasExpected(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    for _ in 0..<100 {
      let body = (0..<Int.random(in: 0...9, using: &random)).map { _ in UInt8.random(in: 0...1, using: &random) }
      var expected = Array(body.prefix(Int.random(in: 0...9, using: &random)))
      if Bool.random(using: &random) { expected += [UInt8](repeating: 0, count: Int.random(in: 0...2, using: &random)) }
      var buffer = BodyBuffer(expecting: expected)
      buffer.expect(body.count)
      var rest = body[...]
      while !rest.isEmpty {
        let piece = rest.prefix(Int.random(in: 0...4, using: &random))
        piece.withUnsafeBytes { buffer.append($0) }
        rest = rest.dropFirst(piece.count)
      }
      #expect(buffer.count == body.count && buffer.joined() == body, "\(body) where \(expected) was expected")
    }
  }

  @Test func aBodyAsExpectedIsTheVeryOne() {
    let expected = [UInt8](repeating: 7, count: 40_000)
    var buffer = BodyBuffer(expecting: expected)
    for piece in [expected[..<16_384], expected[16_384...]] { piece.withUnsafeBytes { buffer.append($0) } }
    let joined = buffer.joined()
    #expect(joined.withUnsafeBytes { $0.baseAddress } == expected.withUnsafeBytes { $0.baseAddress })
  }

  @Test func theBudgetIsForAllLargeBodiesTogether() {
    let budget = BodyBudget(limit: 10 << 20)
    #expect(budget.reserve(8 << 20, bodyBytes: 8 << 20))
    #expect(!budget.reserve(4 << 20, bodyBytes: 4 << 20))
    #expect(budget.reserve(1_000, bodyBytes: 1_000))
    budget.release(8 << 20)
    #expect(budget.reserve(2 << 20, bodyBytes: 6 << 20))
  }
}
