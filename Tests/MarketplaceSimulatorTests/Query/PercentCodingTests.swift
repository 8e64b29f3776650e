import Testing

@testable import MarketplaceSimulator

@Suite struct PercentCodingTests {
  @Test(arguments: [("a%20b", "a b"), ("%c3%A9", "é"), ("", ""), ("a+b", "a+b"), ("%25", "%")])
  func decodes(text: String, expected: String) {
    #expect(PercentCoding.decoded(text, plusIsSpace: false) == expected)
  }

  @Test func aPlusIsASpaceInAQuery() {
    #expect(PercentCoding.decoded("a+b%2B", plusIsSpace: true) == "a b+")
  }

  @Test(arguments: ["%", "%4", "%zz", "%ff", "a%C3"]) func refusesWhatIsBroken(text: String) {
    #expect(PercentCoding.decoded(text, plusIsSpace: false) == nil)
  }
}
