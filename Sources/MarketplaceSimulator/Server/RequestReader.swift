import FlyingSocks

/// Reads the requests of one connection, one after the other.
struct RequestReader {
  private let socket: AsyncSocket
  private var buffer: [UInt8] = []

  private static let longestHead = 64 << 10
  private static let longestBody = 64 << 20

  init(socket: AsyncSocket) {
    self.socket = socket
  }

  /// The next request and whether the client wants the connection kept; nil when it is not one we can read. The request
  /// alone is nil when only its target is not.
  mutating func next() async throws -> (request: PlatformRequest?, keepsAlive: Bool)? {
    var end = Self.headEnd(buffer, from: 0)
    while end == nil {
      guard buffer.count < Self.longestHead else { return nil }
      let searched = max(0, buffer.count - 3)
      buffer += try await socket.read(atMost: 4096)
      end = Self.headEnd(buffer, from: searched)
    }
    let headLength = end ?? 0
    let lines = String(decoding: buffer[..<headLength], as: UTF8.self).split(separator: "\r\n")
    buffer.removeFirst(headLength)
    let words = (lines.first ?? "").split(separator: " ")
    guard words.count == 3 else { return nil }
    var headers: [(name: String, value: String)] = []
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2 else { continue }
      headers.append((String(parts[0]), Self.trimmed(parts[1])))
    }
    func header(_ name: String) -> String? { headers.first { $0.name.lowercased() == name }?.value }
    let body: [UInt8]?
    if let coding = header("transfer-encoding") {
      body = coding.lowercased() == "chunked" ? try await chunks() : nil
    } else if let length = Int(header("content-length") ?? "0") {
      body = try await take(length)
    } else {
      body = nil
    }
    guard let body else { return nil }
    let wishes = (header("connection") ?? "").lowercased().split(separator: ",").map(Self.trimmed)
    let keepsAlive = words[2] == "HTTP/1.1" && !wishes.contains("close")
    let request = PlatformRequest(
      method: String(words[0]), target: String(words[1]), headers: headers, body: body)
    return (request, keepsAlive)
  }

  /// A body in chunks (RFC 9112, section 7.1); nil when it is not well formed or too long.
  private mutating func chunks() async throws -> [UInt8]? {
    var body: [UInt8] = []
    while let line = try await self.line(), let size = line.split(separator: ";").first.flatMap({ Int($0, radix: 16) })
    {
      if size == 0 {
        while let trailer = try await self.line() {
          if trailer.isEmpty { return body }
        }
        return nil
      }
      guard size > 0, size <= Self.longestBody - body.count, let chunk = try await take(size) else { return nil }
      body += chunk
      guard try await self.line() == "" else { return nil }
    }
    return nil
  }

  /// The bytes up to the next end of line, without it; nil when there are too many.
  private mutating func line() async throws -> String? {
    var searched = 0
    while true {
      if let feed = buffer[searched...].firstIndex(of: 10) {
        let line = buffer[..<feed]
        buffer.removeFirst(feed + 1)
        return String(decoding: line.last == 13 ? line.dropLast() : line, as: UTF8.self)
      }
      guard buffer.count < Self.longestHead else { return nil }
      searched = buffer.count
      buffer += try await socket.read(atMost: 4096)
    }
  }

  /// That many bytes; nil when it is no sensible number.
  private mutating func take(_ length: Int) async throws -> [UInt8]? {
    guard (0...Self.longestBody).contains(length) else { return nil }
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
