import MonitorCore
import MonitorStream
import Testing

@Suite struct EventClockTests {
  @Test func goesByTheRunsClockFromTheServersTimeOn() {
    var clock = EventClock()
    #expect(clock.moment(at: .seconds(2), server: Timestamp(ticks: 70_000_000)) == Timestamp(ticks: 70_000_000))
    // Whatever the server's clock is said to be later.
    #expect(clock.moment(at: .milliseconds(3_500), server: Timestamp(ticks: 0)) == Timestamp(ticks: 85_000_000))
  }

  @Test func neverGoesBack() {
    var clock = EventClock()
    let first = clock.moment(at: .seconds(5), server: Timestamp(ticks: 100))
    #expect(clock.moment(at: .seconds(4), server: Timestamp(ticks: 100)) == first)
  }
}
