import Foundation
import Glibc
import MonitorCore

/// A server that costs next to nothing beside what it is asked by: answers made beforehand, one thread a connection.
///
/// Every task it is asked for has the same entries. Filters are refused, so that what is measured is paging by offset.
struct PageServer: Sendable {
  /// Those that were there from the start, oldest first.
  private let entries: [String]
  /// How many more appear in a second; they are dated when they appear.
  private let rate: Double
  private let start = Date()

  init(count: Int, rate: Double) {
    self.rate = rate
    let first =
      rate > 0 ? Timestamp(date: Date()).advanced(bySeconds: -Double(count) * Corpus.spacing) : Corpus.recorded
    entries = (0..<count).map { Corpus.entry($0, at: first.advanced(bySeconds: Double($0) * Corpus.spacing)) }
  }

  /// Serves on a port of loopback that the system chooses, says which on standard output, and never returns.
  func run() throws -> Never {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isListening = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, length) == 0 && listen(listener, 64) == 0 && getsockname(listener, $0, &length) == 0
      }
    }
    guard isListening else { throw BenchFailure(sentence: "cannot listen: \(String(cString: strerror(errno)))") }
    print("http://127.0.0.1:\(UInt16(bigEndian: address.sin_port))")
    fflush(nil)
    while true {
      let connection = accept(listener, nil, nil)
      guard connection >= 0 else { continue }
      Thread.detachNewThread { serve(connection) }
    }
  }

  private func serve(_ connection: Int32) {
    defer { close(connection) }
    var request: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 8192)
    while true {
      let count = read(connection, &buffer, buffer.count)
      guard count > 0 else { return }
      request += buffer[..<count]
      guard request.suffix(4).elementsEqual([13, 10, 13, 10]) else { continue }
      var answer = answer(to: String(decoding: request.prefix { $0 != 13 }, as: UTF8.self))
      request.removeAll(keepingCapacity: true)
      while !answer.isEmpty {
        let written = answer.withUnsafeBytes {
          send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        guard written > 0 else { return }
        answer = answer.dropFirst(written)
      }
    }
  }

  private func answer(to line: String) -> ArraySlice<UInt8> {
    let target = line.split(separator: " ").dropFirst().first ?? ""
    let parts = target.split(separator: "?", maxSplits: 1)
    let path = parts.first ?? ""
    let query = parts.count > 1 ? parts[1] : ""
    if query.contains("ge(") { return response("400 Bad Request", #"{"status":400,"title":"No filters here"}"#) }
    if path.hasSuffix("/logs") {
      return response("200 OK", page(offset: number("offset", query) ?? 0, limit: number("limit", query) ?? 100))
    }
    let name = path.split(separator: "/").last ?? ""
    let status = rate == 0 && entries.count > 5000 ? "Completed" : "Processing"
    return response(
      "200 OK",
      #"{"id":"\#(name)","name":"Transferring the buyer","revision":1,"status":"\#(status)","progress":42.5}"#)
  }

  private func page(offset: Int, limit: Int) -> String {
    let elapsed = Date().timeIntervalSince(start)
    let total = entries.count + Int(elapsed * rate)
    let end = max(0, total - max(0, offset))
    let first = max(0, end - min(100, max(0, limit)))
    let rows = (first..<end).reversed().map { number in
      number < entries.count
        ? entries[number]
        : Corpus.entry(
          number, at: Timestamp(date: start).advanced(bySeconds: Double(number - entries.count + 1) / rate))
    }
    return """
      {"$meta":{"pagination":{"offset":\(offset),"limit":\(min(100, limit)),"total":\(total)}},"data":[\
      \(rows.joined(separator: ","))]}
      """
  }

  private func number(_ name: String, _ query: Substring) -> Int? {
    query.split(separator: "&").first { $0.hasPrefix("\(name)=") }.flatMap { Int($0.dropFirst(name.count + 1)) }
  }

  private func response(_ status: String, _ body: String) -> ArraySlice<UInt8> {
    var text = [UInt8](
      """
      HTTP/1.1 \(status)\r\nContent-Type: application/json\r\nDate: \(HTTPDate.text(Date()))\r\n\
      Content-Length: \(body.utf8.count)\r\n\r\n
      """.utf8)
    text += body.utf8
    return text[...]
  }
}

/// The date of an answer, as HTTP writes it.
enum HTTPDate {
  static func text(_ date: Date) -> String {
    var seconds = time_t(date.timeIntervalSince1970)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    var buffer = [CChar](repeating: 0, count: 40)
    let count = strftime(&buffer, buffer.count, "%a, %d %b %Y %H:%M:%S GMT", &parts)
    return String(decoding: buffer[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}

extension Timestamp {
  init(date: Date) {
    self = Timestamp(ticks: 0).advanced(bySeconds: date.timeIntervalSince1970)
  }
}
