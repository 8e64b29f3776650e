import MonitorCore
import Testing

@Suite struct TimestampStyleTests {
  private func style(_ text: String) -> TimestampStyle? {
    Array(text.utf8).withUnsafeBufferPointer { TimestampStyle(of: $0) }
  }

  @Test(arguments: [
    ("2025-09-11T13:40:13.515Z", TimestampStyle()),
    ("2025-09-11 13:40:13Z", TimestampStyle(hasSpace: true, fractionDigits: 0)),
    ("2025-09-11T13:40:13.1234567", TimestampStyle(fractionDigits: 7, zone: .none)),
    ("2025-09-11T13:40:13.5-03:30", TimestampStyle(fractionDigits: 1, zone: .offset(-210))),
  ])
  func theTextComesBack(text: String, expected: TimestampStyle) throws {
    #expect(style(text) == expected)
    var output = Array("x".utf8)
    expected.append(try #require(Timestamp(parsing: text.utf8)), to: &output)
    #expect(String(decoding: output, as: UTF8.self) == "x" + text)
  }

  @Test(arguments: [
    "2025-09-11t13:40:13Z", "2025-09-11T13:40:60Z", "2025-09-11T13:40:13z", "2025-09-11T13:40:13.12345678Z",
    "2025-09-11T13:40:13+0200", "2025-09-11T13:40:13+02", "2025-09-11T13:40:13-00:00", "",
  ])
  func whatNoStyleDescribes(text: String) {
    #expect(style(text) == nil)
  }
}
