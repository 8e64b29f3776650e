import MonitorCore
import Testing

@testable import MonitorUI

@Suite struct HistogramTests {
  private func store(_ entries: [Fixture.Entry]) -> LogStore {
    var fixture = Fixture(tasks: 2)
    fixture.logs(0, entries)
    return fixture.model.store
  }

  @Test func hasNothingToCountWithoutEntries() {
    #expect(Histogram(of: LogStore(), tasks: [0], buckets: 10, until: nil) == nil)
    #expect(Histogram(of: store([.init(0, .info, "one")]), tasks: [1], buckets: 10, until: nil) == nil)
  }

  @Test func countsEveryEntryOnceBySeverity() throws {
    let entries = (0..<100).map { (number: Int) -> Fixture.Entry in
      let severity: Severity = number % 10 == 0 ? .error : number % 7 == 0 ? .warning : .info
      return Fixture.Entry(Double(number), severity, "entry")
    }
    let histogram = try #require(Histogram(of: store(entries), tasks: [0], buckets: 10, until: nil))
    #expect((0..<10).map { histogram.total(in: $0) } == Array(repeating: 10, count: 10))
    #expect((0..<10).map { histogram.errors(in: $0) } == Array(repeating: 1, count: 10))
    #expect((0..<10).reduce(0) { $0 + histogram.warnings(in: $1) } == 13)
    #expect(histogram.highest == 10)
    #expect(histogram.bucket(of: histogram.start(of: 7)) == 7)
    #expect(histogram.bucket(of: Timestamp(ticks: .min)) == 0)
    #expect(histogram.bucket(of: Timestamp(ticks: .max)) == 9)
  }

  @Test func carriesProgressOn() throws {
    let histogram = try #require(
      Histogram(
        of: store([
          .init(0, .info, "a"), .init(30, .info, "b", progress: 20), .init(60, .info, "c", progress: 35),
          .init(99, .info, "d"),
        ]),
        tasks: [0], buckets: 10, until: nil))
    #expect(histogram.percent(in: 0) == nil)
    #expect(histogram.percent(in: 4) == 20)
    #expect(histogram.percent(in: 9) == 35)
    #expect(histogram.percent(in: 10) == nil)
  }

  @Test func isNotStretchedByAWrongClock() throws {
    var entries = (0..<200).map { Fixture.Entry(Double($0), .info, "entry") }
    entries += [.init(-3e9, .error, "long ago"), .init(9e9, .error, "far ahead")]
    let histogram = try #require(Histogram(of: store(entries), tasks: [0], buckets: 20, until: nil))
    #expect(histogram.start(of: 20).seconds(since: histogram.start) < 700)
    #expect((0..<20).reduce(0) { $0 + histogram.total(in: $1) } == 202)
    #expect(histogram.errors(in: 0) == 1 && histogram.errors(in: 19) == 1)
  }

  @Test func showsTheSilenceUntilNow() throws {
    let entries = (0..<100).map { Fixture.Entry(Double($0), .info, "entry") }
    let histogram = try #require(Histogram(of: store(entries), tasks: [0], buckets: 15, until: Fixture.at(149)))
    #expect(histogram.total(in: 14) == 0)
    #expect(histogram.total(in: 9) == 10)
  }

  @Test(arguments: [0, 1, 3, 5_000]) func survivesAnyNumberOfBuckets(buckets: Int) throws {
    let entries = (0..<5).map { _ in Fixture.Entry(0, .info, "at once") }
    let histogram = try #require(Histogram(of: store(entries), tasks: [0], buckets: buckets, until: nil))
    #expect((0..<histogram.count).reduce(0) { $0 + histogram.total(in: $1) } == 5)
    #expect(histogram.start(of: .max) >= histogram.start)
  }
}
