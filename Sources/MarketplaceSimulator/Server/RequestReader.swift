import FlyingSocks
import FoundationEssentials

/// Reads the requests of one connection, one after the other.
struct RequestReader {
  /// What was sent is no request that can be answered otherwise; where the next one begins is not known.
  struct Unreadable: Error {
    let status: Int
    let reason: String

    init(_ status: Int, _ reason: String) {
      self.status = status
      self.reason = reason
    }
  }

  private let socket: AsyncSocket
  private var buffer: [UInt8] = []

  private static let maxHeadBytes = 64 << 10
  private static let maxBodyBytes = 64 << 20

  init(socket: AsyncSocket) {
    self.socket = socket
  }

  /// The next request and whether the client wants the connection kept; throws `Unreadable`, or `SocketError` at the end.
  mutating func next() async throws -> (request: PlatformRequest, keepsAlive: Bool) {
    let lines = try await head()
    let words = (lines.first ?? "").split(separator: " ")
    guard words.count == 3 else { throw Unreadable(400, "The request line cannot be read") }
    var headers: [(name: String, value: String)] = []
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2 else { continue }
      headers.append((String(parts[0]), Self.trimmed(parts[1])))
    }
    func header(_ name: String) -> String { headers.first { $0.name.lowercased() == name }?.value ?? "" }
    if header("expect").lowercased() == "100-continue", buffer.isEmpty {
      try await socket.write(Data("HTTP/1.1 100 Continue\r\n\r\n".utf8))
    }
    let body = try await body(coding: header("transfer-encoding"), length: header("content-length"))
    let wishes = header("connection").lowercased().split(separator: ",").map(Self.trimmed)
    let keepsAlive = words[2] == "HTTP/1.1" && !wishes.contains("close")
    guard
      let request = PlatformRequest(
        method: String(words[0]), target: String(words[1]), headers: headers, body: body)
    else { throw Unreadable(400, "The request target cannot be read") }
    return (request, keepsAlive)
  }

  /// The lines up to the empty one.
  private mutating func head() async throws -> [Substring] {
    var end = Self.headEnd(buffer, from: 0)
    while end == nil {
      guard buffer.count < Self.maxHeadBytes else { throw Unreadable(431, "The headers are too long") }
      let searched = max(0, buffer.count - 3)
      buffer += try await socket.read(atMost: 4096)
      end = Self.headEnd(buffer, from: searched)
    }
    let length = end ?? 0
    defer { buffer.removeFirst(length) }
    return String(decoding: buffer[..<length], as: UTF8.self).split(separator: "\r\n")
  }

  private mutating func body(coding: String, length: String) async throws -> [UInt8] {
    if coding.lowercased() == "chunked" { return try await chunks() }
    guard coding.isEmpty else { throw Unreadable(501, "The transfer coding '\(coding)' is not supported") }
    guard let count = length.isEmpty ? 0 : Int(length), count >= 0 else {
      throw Unreadable(400, "The content length cannot be read")
    }
    return try await take(count)
  }

  /// A body in chunks (RFC 9112, section 7.1).
  private mutating func chunks() async throws -> [UInt8] {
    var body: [UInt8] = []
    while true {
      let size = try await line().split(separator: ";").first.flatMap { Int($0, radix: 16) }
      guard let size, size >= 0 else { throw Unreadable(400, "The size of a chunk cannot be read") }
      if size == 0 {
        while try await !line().isEmpty {}
        return body
      }
      body += try await take(size, after: body.count)
      guard try await line().isEmpty else { throw Unreadable(400, "A chunk is longer than it says") }
    }
  }

  /// The bytes up to the next end of line, without it.
  private mutating func line() async throws -> String {
    var searched = 0
    while true {
      if let feed = buffer[searched...].firstIndex(of: 10) {
        let line = buffer[..<feed]
        buffer.removeFirst(feed + 1)
        return String(decoding: line.last == 13 ? line.dropLast() : line, as: UTF8.self)
      }
      guard buffer.count < Self.maxHeadBytes else { throw Unreadable(400, "A line of the body is too long") }
      searched = buffer.count
      buffer += try await socket.read(atMost: 4096)
    }
  }

  /// That many bytes of a body of which so many came before.
  private mutating func take(_ length: Int, after count: Int = 0) async throws -> [UInt8] {
    guard length <= Self.maxBodyBytes - count else { throw Unreadable(413, "The body is too long") }
    while buffer.count < length { buffer += try await socket.read(atMost: 65_536) }
    let bytes = Array(buffer[..<length])
    buffer.removeFirst(length)
    return bytes
  }

  /// Without the white space that may stand around a value (RFC 9110, section 5.5).
  private static func trimmed(_ value: Substring) -> String {
    let start = value.drop { $0 == " " || $0 == "\t" }
    return String(start.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
  }

  /// One past the empty line that ends the head.
  private static func headEnd(_ bytes: [UInt8], from start: Int) -> Int? {
    guard bytes.count >= 4 else { return nil }
    for index in start..<(bytes.count - 3)
    where bytes[index] == 13 && bytes[index + 1] == 10 && bytes[index + 2] == 13 && bytes[index + 3] == 10 {
      return index + 4
    }
    return nil
  }
}
