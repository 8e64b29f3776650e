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

  /// The next request and whether the client wants the connection kept; nil when it is not one we can read.
  mutating func next() async throws -> (request: PlatformRequest, keepsAlive: Bool)? {
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
      headers.append((String(parts[0]), String(parts[1].drop { $0 == " " })))
    }
    func header(_ name: String) -> String? { headers.first { $0.name.lowercased() == name }?.value }
    guard let length = Int(header("content-length") ?? "0"), (0...Self.longestBody).contains(length),
      header("transfer-encoding") == nil
    else { return nil }
    while buffer.count < length { buffer += try await socket.read(atMost: 65_536) }
    let body = Array(buffer[..<length])
    buffer.removeFirst(length)
    let keepsAlive = words[2] == "HTTP/1.1" && header("connection")?.lowercased() != "close"
    guard
      let request = PlatformRequest(
        method: String(words[0]), target: String(words[1]), headers: headers, body: body)
    else { return nil }
    return (request, keepsAlive)
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
