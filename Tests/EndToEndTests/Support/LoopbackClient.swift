import Foundation
import Glibc

/// A plain HTTP client of a simulator on loopback, one connection a request; shares no code with what is tested.
struct LoopbackClient: Sendable {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  let port: UInt16

  /// Asks, and reads the answer's body as JSON. Blocking calls run on a thread of their own: the simulator may live in
  /// this very process.
  func json(_ method: String = "GET", _ target: String, body: String = "") async throws -> [String: Any] {
    let port = port
    let answer: Result<Data, Failure> = await withCheckedContinuation { continuation in
      Thread { continuation.resume(returning: Self.exchange(method, target, body, port)) }.start()
    }
    guard let object = try JSONSerialization.jsonObject(with: try answer.get()) as? [String: Any] else {
      throw Failure(description: "\(target) is no object")
    }
    return object
  }

  /// What is promised to whoever watched a task to its completion: the revision of every log record by id, as far as it
  /// was made before that. The simulator revises records for seconds after it, which nobody promises.
  func promise(of task: String) async throws -> [String: Int] {
    let answer = try await json("GET", "/simulator/truth/\(task)")
    guard let completed = answer["completed"] as? String, let rows = answer["logs"] as? [[String: Any]] else {
      throw Failure(description: "\(task) is not completed")
    }
    let pairs = rows.compactMap { row -> (String, Int)? in
      guard let id = row["id"] as? String, let revision = row["revision"] as? Int,
        let updated = row["updated"] as? String
      else { return nil }
      return (id, updated < completed ? revision : 1)
    }
    return Dictionary(pairs) { $1 }
  }

  private static func exchange(_ method: String, _ target: String, _ body: String, _ port: UInt16)
    -> Result<Data, Failure>
  {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var patience = timeval(tv_sec: 180, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    guard connectLoopback(descriptor, port) == 0 else { return .failure(Failure(description: "refused: \(errno)")) }
    let head =
      "\(method) \(target) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n"
      + "Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
    let request = Array((head + body).utf8)
    var sent = 0
    while sent < request.count {
      let count = Glibc.send(descriptor, Array(request[sent...]), request.count - sent, Int32(MSG_NOSIGNAL))
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return .failure(Failure(description: "not sent: \(errno)")) }
      sent += count
    }
    var bytes = Data()
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      // Tests beside this one raise signals, which interrupt any thread's calls.
      if count < 0, errno == EINTR { continue }
      if count > 0 { bytes.append(contentsOf: buffer[..<count]) } else { break }
      if let whole = wholeBody(bytes) { return .success(whole) }
    }
    return wholeBody(bytes).map(Result.success) ?? .failure(Failure(description: "cut off: \(target)"))
  }

  /// The body, once as much of it is there as the head says.
  private static func wholeBody(_ bytes: Data) -> Data? {
    guard let split = bytes.range(of: Data("\r\n\r\n".utf8)) else { return nil }
    let head = String(decoding: bytes[..<split.lowerBound], as: UTF8.self).lowercased()
    let line = head.split(separator: "\r\n").first { $0.hasPrefix("content-length:") }
    let length = line.flatMap { Int($0.dropFirst(15).trimmingCharacters(in: .whitespaces)) } ?? 0
    let body = bytes[split.upperBound...]
    return body.count >= length ? Data(body.prefix(length)) : nil
  }

  private static func loopback(_ port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    return address
  }

  private static func connectLoopback(_ descriptor: Int32, _ port: UInt16) -> Int32 {
    var address = loopback(port)
    return withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }
}
