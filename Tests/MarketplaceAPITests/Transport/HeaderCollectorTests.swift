import MonitorCore
import Testing

@testable import MarketplaceAPI

@Suite struct HeaderCollectorTests {
  private func collect(_ lines: String..., limit: Int = 1_000) throws -> HeaderCollector {
    var collector = HeaderCollector(limit: limit)
    for line in lines { try Array("\(line)\r\n".utf8).withUnsafeBytes { try collector.consume($0) } }
    return collector
  }

  @Test func trimsValuesAndForgetsInterimAnswers() throws {
    let collector = try collect(
      "HTTP/1.1 100 Continue", "A: 1", "", "HTTP/1.1 200 OK", "A:  2\t ", "B:", "odd line", ":x")
    #expect(collector.headers.values(of: "a") == ["2"])
    #expect(collector.headers["B"] == "")
    #expect(collector.headers["odd line"] == nil)
  }

  @Test func readsTheLength() throws {
    #expect(try collect("Content-Length: 7", "content-length: 7, 7").contentLength == 7)
    #expect(try collect("Content-Length: 7", "HTTP/1.1 200 OK").contentLength == nil)
  }

  @Test(arguments: ["7, 8", "", "x", "-1", "+1", "7,", "99999999999999999999", "1_0", "0x1"])
  func refusesLengthsThatLeaveTheEndOpen(value: String) {
    #expect(throws: SourceFailure.self) { try collect("Content-Length: \(value)") }
  }

  @Test func countsEveryByte() throws {
    #expect(try collect("A: 1", "B: 2").bytes == 12)
    #expect(throws: SourceFailure.self) { try collect("HTTP/1.1 100 C", "", "HTTP/1.1 100 C", limit: 20) }
  }
}
