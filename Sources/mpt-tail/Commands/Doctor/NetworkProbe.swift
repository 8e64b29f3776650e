import Dispatch
import Glibc
import MonitorCore
import Synchronization

/// Names and connections, tried one step at a time, so that it can be said which of them fails.
enum NetworkProbe {
  /// Why a step failed: to end a sentence.
  struct Failure: Error, Equatable {
    let reason: String
  }

  private static let limit = 6.0

  /// The addresses of a name, each once.
  static func addresses(of host: String) async -> Result<[String], Failure> {
    await bounded { resolve(host, port: 443).map { unique($0.map(\.text)) } }
  }

  /// Connects to any of a name's addresses, and lets go at once.
  static func connect(to host: String, port: Int) async -> Result<Void, Failure> {
    await bounded {
      resolve(host, port: port).flatMap { targets in
        var reason = "it has no address"
        for target in targets {
          guard let problem = connect(target) else { return .success(()) }
          reason = problem
        }
        return .failure(Failure(reason: reason))
      }
    }
  }

  private struct Target {
    var family: Int32
    var bytes: [UInt8]
    var text: String
  }

  private static func unique(_ texts: [String]) -> [String] {
    texts.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  private static func resolve(_ host: String, port: Int) -> Result<[Target], Failure> {
    // An IPv6 address of a URL stands in brackets.
    let name = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var first: UnsafeMutablePointer<addrinfo>?
    let code = getaddrinfo(name, "\(port)", &hints, &first)
    defer { if let first { freeaddrinfo(first) } }
    guard code == 0 else { return .failure(Failure(reason: String(cString: gai_strerror(code)))) }
    var targets: [Target] = []
    var next = first
    while let info = next?.pointee {
      var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
      if let address = info.ai_addr,
        getnameinfo(address, info.ai_addrlen, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST) == 0
      {
        let bytes = Array(UnsafeRawBufferPointer(start: address, count: Int(info.ai_addrlen)))
        let end = text.firstIndex(of: 0) ?? text.endIndex
        targets.append(
          Target(
            family: info.ai_family, bytes: bytes,
            text: String(decoding: text[..<end].map { UInt8(bitPattern: $0) }, as: UTF8.self)))
      }
      next = info.ai_next
    }
    return .success(targets)
  }

  /// Why there is no connection; `nil` where there was one.
  private static func connect(_ target: Target) -> String? {
    let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
    let descriptor = socket(target.family, kind, 0)
    guard descriptor >= 0 else { return String(cString: strerror(errno)) }
    defer { close(descriptor) }
    let began = target.bytes.withUnsafeBytes { bytes in
      bytes.baseAddress.map {
        Glibc.connect(descriptor, $0.assumingMemoryBound(to: sockaddr.self), socklen_t(bytes.count))
      } ?? -1
    }
    if began == 0 { return nil }
    guard errno == EINPROGRESS else { return String(cString: strerror(errno)) }
    var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    guard poll(&entry, 1, 3_000) > 0 else { return "no answer within 3 s" }
    var code: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &size)
    return code == 0 ? nil : String(cString: strerror(code))
  }

  /// Runs what blocks on a thread of its own, which is left alone where it takes too long.
  private static func bounded<Value: Sendable>(
    _ body: @escaping @Sendable () -> Result<Value, Failure>
  ) async -> Result<Value, Failure> {
    let once = Once<Result<Value, Failure>>()
    return await withCheckedContinuation { continuation in
      once.hold(continuation)
      DispatchQueue(label: "probe").async { once.resume(returning: body()) }
      DispatchQueue.global().asyncAfter(deadline: .now() + limit) {
        once.resume(returning: .failure(Failure(reason: "no answer within \(Int(limit)) s")))
      }
    }
  }

  /// A continuation that the first of two resumes.
  private final class Once<Value: Sendable>: Sendable {
    private let waiting = Mutex<CheckedContinuation<Value, Never>?>(nil)

    func hold(_ continuation: CheckedContinuation<Value, Never>) { waiting.withLock { $0 = continuation } }

    func resume(returning value: Value) {
      let held = waiting.withLock { held in
        let known = held
        held = nil
        return known
      }
      held?.resume(returning: value)
    }
  }
}
