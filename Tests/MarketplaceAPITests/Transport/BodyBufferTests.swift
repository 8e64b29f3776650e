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

  @Test func theBudgetIsForAllLargeBodiesTogether() {
    let budget = BodyBudget(limit: 10 << 20)
    #expect(budget.take(8 << 20, bodyBytes: 8 << 20))
    #expect(!budget.take(4 << 20, bodyBytes: 4 << 20))
    #expect(budget.take(1_000, bodyBytes: 1_000))
    budget.give(8 << 20)
    #expect(budget.take(2 << 20, bodyBytes: 6 << 20))
  }
}
