import FlyingSocks
import FoundationEssentials

/// Writes answers on a connection.
struct AnswerWriter {
  let socket: AsyncSocket
  /// The moment of the `Date` header.
  let now: SimulatedInstant

  func write(_ answer: PlatformAnswer) async throws {
    try await send(head(of: answer) + answer.body)
  }

  func send(_ bytes: [UInt8]) async throws {
    try await socket.write(Data(bytes))
  }

  /// The status line and headers, with a correct Content-Length unless `framing` says otherwise.
  func head(of answer: PlatformAnswer, framing: [String]? = nil) -> [UInt8] {
    var lines = ["HTTP/1.1 \(answer.status) \(PlatformAnswer.reason(answer.status))", "Date: \(now.httpDate())"]
    lines += answer.headers.map { "\($0.name): \($0.value)" }
    lines += framing ?? ["Content-Length: \(answer.body.count)"]
    return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
  }
}
