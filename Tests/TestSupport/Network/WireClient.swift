import Foundation
import Glibc

/// A client that sends given bytes and keeps every byte of the answer, so that tests see what is on the wire.
package struct WireClient: Sendable {
  package let port: UInt16

  package init(port: UInt16) {
    self.port = port
  }

  /// What came back, and how the connection ended.
  package struct Answer: Sendable {
    package var bytes: [UInt8] = []
    package var ending = Ending.closed

    package enum Ending: Sendable { case closed, reset, timedOut, enough, refused }

    private var split: Int? {
      bytes.count < 4 ? nil : (0...(bytes.count - 4)).first { Array(bytes[$0..<($0 + 4)]) == [13, 10, 13, 10] }
    }
    package var head: String { String(decoding: bytes[..<(split ?? bytes.count)], as: UTF8.self) }
    package var body: [UInt8] { split.map { Array(bytes[($0 + 4)...]) } ?? [] }
    package var text: String { String(decoding: body, as: UTF8.self) }
    package var status: Int { Int(head.split(separator: " ").dropFirst().first ?? "") ?? 0 }
    package func headers(_ name: String) -> [String] {
      head.split(separator: "\r\n").dropFirst().filter { $0.lowercased().hasPrefix(name.lowercased() + ":") }
        .map { String($0.dropFirst(name.count + 1).drop { $0 == " " }) }
    }
  }

  /// Sends `request` and reads until the server closes, `enough` bytes are there, or `seconds` pass without one.
  package func send(_ request: String, enough: Int = .max, seconds: Int = 120) async -> Answer {
    // Blocking calls must not hold the threads that the server under test needs.
    await withCheckedContinuation { continuation in
      Thread {
        continuation.resume(returning: exchange(Array(request.utf8), enough: enough, seconds: seconds))
      }.start()
    }
  }

  /// One request on a connection of its own.
  package func ask(
    _ method: String = "GET", _ target: String, token: String? = nil, body: String? = nil, enough: Int = .max,
    seconds: Int = 120, headers: [String] = []
  ) async -> Answer {
    var lines = ["\(method) \(target) HTTP/1.1", "Host: 127.0.0.1:\(port)", "Connection: close"] + headers
    if let token { lines.append("Authorization: Bearer \(token)") }
    if let body { lines += ["Content-Type: application/json", "Content-Length: \(body.utf8.count)"] }
    return await send(
      lines.joined(separator: "\r\n") + "\r\n\r\n" + (body ?? ""), enough: enough, seconds: seconds)
  }

  private func exchange(_ request: [UInt8], enough: Int, seconds: Int) -> Answer {
    var answer = Answer()
    guard let socket = try? LoopbackSocket() else {
      answer.ending = .refused
      return answer
    }
    let descriptor = socket.descriptor
    defer { close(descriptor) }
    var patience = timeval(tv_sec: seconds, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    guard socket.connect(to: port) else {
      answer.ending = .refused
      return answer
    }
    _ = LoopbackSocket.send(request, to: descriptor)
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while answer.bytes.count < enough {
      let count = LoopbackSocket.receive(into: &buffer, from: descriptor)
      guard count > 0 else {
        answer.ending = count == 0 ? .closed : errno == ECONNRESET ? .reset : .timedOut
        return answer
      }
      answer.bytes += buffer[..<count]
    }
    answer.ending = .enough
    return answer
  }
}
