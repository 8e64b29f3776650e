import Foundation
import Testing

@testable import MarketplaceSimulator

struct SimulatedInstantTests {
  @Test(arguments: [
    ("2025-09-11T13:40:13.515Z", 1_757_598_013_515), ("2025-09-11 13:40:13.515Z", 1_757_598_013_515),
    ("2025-09-11T13:40:13.515000+00:00", 1_757_598_013_515), ("2025-09-11T15:40:13.5151234+0200", 1_757_598_013_515),
    ("2025-09-11T13:40:13.5159999", 1_757_598_013_515), ("2025-09-11T13:40:13Z", 1_757_598_013_000),
    ("2025-09-11T08:10:13.5-05:30", 1_757_598_013_500), ("1970-01-01T00:00:00Z", 0),
    ("1969-12-31T23:59:59.999Z", -1), ("2024-02-29T00:00:00Z", 1_709_164_800_000),
    ("9999-12-31T23:59:59.999Z", 253_402_300_799_999), ("0001-01-01T00:00:00Z", -62_135_596_800_000),
  ]) func readsEveryDocumentedForm(_ text: String, _ milliseconds: Int64) {
    #expect(SimulatedInstant(rfc3339: text)?.milliseconds == milliseconds)
  }

  @Test(arguments: [
    "", "2025-09-11", "2025-02-29T00:00:00Z", "2025-13-01T00:00:00Z", "2025-09-11T24:00:00Z", "2025-09-11T13:40:13.Z",
    "2025-09-11T13:40:13.1234567890Z", "2025-09-11T13:40:13.515000 00:00", "2025-09-11T13:40:13Zx",
    "0000-01-01T00:00:00Z",
    "２025-09-11T13:40:13Z",
  ]) func refusesWhatIsNoDate(_ text: String) {
    #expect(SimulatedInstant(rfc3339: text) == nil)
  }

  @Test func writesAsFoundationDoes() throws {
    let format = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<2000 {
      let instant = SimulatedInstant(milliseconds: Int64(generator.between(-62_135_596_800_000, 253_402_300_799_999)))
      let date = Date(timeIntervalSince1970: Double(instant.milliseconds) / 1000)
      // Foundation counts by the Julian calendar before 1582; only the rest can be compared.
      if instant.milliseconds > -12_000_000_000_000 {
        #expect(instant.rfc3339.dropLast(5) == date.formatted(format).dropLast(5))
      }
      #expect(SimulatedInstant(rfc3339: instant.rfc3339) == instant)
    }
  }

  @Test func writesTheThreeHeaderForms() {
    let instant = SimulatedInstant(milliseconds: 784_111_777_999)
    #expect(instant.httpDate(.fixdate) == "Sun, 06 Nov 1994 08:49:37 GMT")
    #expect(instant.httpDate(.rfc850) == "Sunday, 06-Nov-94 08:49:37 GMT")
    #expect(instant.httpDate(.asctime) == "Sun Nov  6 08:49:37 1994")
  }

  @Test func staysWithinTheYearsThatATextCanSay() {
    let instant = SimulatedInstant(milliseconds: 0)
    #expect(instant.advanced(bySeconds: 1e300).rfc3339 == "9999-12-31T23:59:59.999Z")
    #expect(instant.advanced(bySeconds: -1e300).rfc3339 == "0001-01-01T00:00:00.000Z")
    #expect(instant.advanced(bySeconds: .nan) == instant)
    #expect(SimulatedInstant(Date(timeIntervalSince1970: .infinity)).rfc3339.hasPrefix("9999"))
  }
}
