import Foundation
import Glibc

/// A client that sends given bytes and keeps every byte of the answer, so that tests see what is on the wire.
struct WireClient: Sendable {
  let port: UInt16

  /// What came back, and how the connection ended.
  struct Answer: Sendable {
    var bytes: [UInt8] = []
    var ending = Ending.closed

    enum Ending: Sendable { case closed, reset, timedOut, enough, refused }

    private var split: Int? {
      bytes.count < 4 ? nil : (0...(bytes.count - 4)).first { Array(bytes[$0..<($0 + 4)]) == [13, 10, 13, 10] }
    }
    var head: String { String(decoding: bytes[..<(split ?? bytes.count)], as: UTF8.self) }
    var body: [UInt8] { split.map { Array(bytes[($0 + 4)...]) } ?? [] }
    var text: String { String(decoding: body, as: UTF8.self) }
    var status: Int { Int(head.split(separator: " ").dropFirst().first ?? "") ?? 0 }
    func headers(_ name: String) -> [String] {
      head.split(separator: "\r\n").dropFirst().filter { $0.lowercased().hasPrefix(name.lowercased() + ":") }
        .map { String($0.dropFirst(name.count + 1).drop { $0 == " " }) }
    }
  }

  /// Sends `request` and reads until the server closes, `enough` bytes are there, or `seconds` pass without one.
  func send(_ request: String, enough: Int = .max, seconds: Int = 120) async -> Answer {
    // Blocking calls must not hold the threads that the server under test needs.
    await withCheckedContinuation { continuation in
      Thread {
        continuation.resume(returning: exchange(Array(request.utf8), enough: enough, seconds: seconds))
      }.start()
    }
  }

  /// One request on a connection of its own.
  func ask(
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
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var patience = timeval(tv_sec: seconds, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    let connected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard connected == 0 else {
      answer.ending = .refused
      return answer
    }
    _ = Glibc.send(descriptor, request, request.count, Int32(MSG_NOSIGNAL))
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while answer.bytes.count < enough {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      // Tests beside this one raise signals, which interrupt any thread's calls.
      if count < 0, errno == EINTR { continue }
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
