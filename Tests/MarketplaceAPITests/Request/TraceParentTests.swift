import MarketplaceAPI
import Testing

@Suite struct TraceParentTests {
  private struct Constant: RandomNumberGenerator {
    let value: UInt64
    func next() -> UInt64 { value }
  }

  @Test(arguments: [0, 1, UInt64.max / 2])
  func hasTheStandardFormAndNoZeros(value: UInt64) {
    var random = Constant(value: value)
    let text = TraceParent(using: &random).text
    #expect(text.wholeMatch(of: /00-[0-9a-f]{32}-[0-9a-f]{16}-01/) != nil)
    #expect(!text.contains("-0000000000000000-"))
    #expect(!text.contains("-00000000000000000000000000000000-"))
  }

  @Test func differsEachTime() {
    #expect(Set((0..<100).map { _ in TraceParent.fresh() }).count == 100)
  }
}
