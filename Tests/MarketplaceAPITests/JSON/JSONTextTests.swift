import Foundation
import MonitorCore
import Testing

@testable import MarketplaceAPI

@Suite struct JSONTextTests {
  @Test(arguments: [
    "0", "-0", "7", "-7", "21.3", "0.1", "123456789012345", "1234567890.12345", "9007199254740993", "1e3", "1.5E-3",
    "123456789012345678901234567890", "0.30000000000000004", "-0.000001", "99999999999999.9", "1e400", "-1e400",
    "1e-400",
  ])
  func numbersAreThoseOfStrtod(text: String) {
    let bytes = Array(text.utf8)
    #expect(JSONText.number(bytes.span, 0..<bytes.count) == strtod(text, nil))
  }

  @Test func randomNumbersAreThoseOfStrtod() {
    var random = SplitMix64(seed: 5)
    for _ in 0..<5_000 {
      let digits = Int.random(in: 1...9, using: &random)
      let whole = Int.random(in: 0...Int(pow(10, Double(digits))), using: &random)
      let text = "\(Bool.random(using: &random) ? "-" : "")\(whole).\(Int.random(in: 0...999_999, using: &random))"
      let bytes = Array(text.utf8)
      #expect(JSONText.number(bytes.span, 0..<bytes.count) == strtod(text, nil), "\(text)")
    }
  }
}
