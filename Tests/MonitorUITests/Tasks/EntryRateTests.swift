import MonitorCore
import Testing

@testable import MonitorUI

@Suite struct EntryRateTests {
  private func fixture() -> Fixture {
    var fixture = Fixture(width: 120, height: 12)
    fixture.task(name: "Importing", progress: 40, eta: 785)
    return fixture
  }

  @Test func drawsFiveMinutesWithErrorsInTheirColour() {
    var fixture = fixture()
    fixture.logs(0, (0..<40).map { .init(-70 - Double($0) / 10, .info, "entry \($0)") })
    fixture.logs(0, (0..<10).map { .init(-140 - Double($0) / 10, .error, "entry \($0)") })
    #expect(fixture.lines[2].hasSuffix("       ▂ █   0/min") || fixture.lines[2].contains("▂ █"), "\(fixture.lines[2])")
    #expect(fixture.texts(.danger).contains { $0.contains("▂") })
    #expect(fixture.texts(.sparkline).contains { $0.contains("█") })
  }

  @Test func whatIsOlderDoesNotCount() {
    var fixture = fixture()
    fixture.logs(0, (0..<40).map { .init(-700 - Double($0), .info, "entry \($0)") })
    #expect(!fixture.lines[2].contains("/min"))
  }

  /// An entry dated in the future counts now, and nothing overflows.
  @Test func timesOfNoSenseAreHarmless() {
    var fixture = fixture()
    fixture.logs(0, .init(1e9, .info, "far"), .init(-1e9, .info, "past"))
    #expect(fixture.lines[2].contains("█"))
    fixture.tick(400)
    #expect(!fixture.lines[2].contains("/min"))
  }
}
