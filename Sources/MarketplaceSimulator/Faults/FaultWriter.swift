import FlyingSocks
import FoundationEssentials

/// Writes answers on a connection, well or broken as a fault demands.
struct FaultWriter {
  let socket: AsyncSocket
  /// The moment of the `Date` header.
  let now: SimulatedInstant
  /// Where the redirect fault points.
  let foreignPort: UInt16

  /// Writes the answer as `fault` would have it; false when the connection cannot serve another request.
  func write(_ answer: PlatformAnswer, fault: Fault?, number: UInt64) async throws -> Bool {
    switch fault {
    case nil, .stale, .ties, .duplicates: break
    case .slow(let seconds): try await Task.sleep(for: .seconds(seconds))
    case .close:
      try await send(head(answer) + answer.body)
      return false
    case .html:
      try await send(page("<!doctype html><title>Maintenance</title><h1>We will be back soon</h1>"))
      return true
    case .status(let status, let retry):
      try await send(refusal(status, retry, number: number))
      return true
    case .redirect:
      let target = "http://127.0.0.1:\(foreignPort)/export/\(number % 10_000)"
      let moved = PlatformAnswer(status: 302, headers: [("Location", target)])
      try await send(head(moved))
      return true
    case .truncated:
      var cut = answer
      cut.body = Array(answer.body.prefix(answer.body.count * 2 / 3))
      try await send(head(cut) + cut.body)
      return true
    case .reset, .resetAfterHead, .resetInBody, .half, .twoLengths, .drip, .endless, .bomb:
      try await breakOff(answer, fault: fault)
      return false
    }
    try await send(head(answer) + answer.body)
    return true
  }

  /// The faults after which the connection is of no use.
  private func breakOff(_ answer: PlatformAnswer, fault: Fault?) async throws {
    let half = answer.body.prefix(answer.body.count / 2)
    switch fault {
    case .reset: try reset()
    case .resetAfterHead:
      try await send(head(answer))
      try reset()
    case .resetInBody:
      try await send(head(answer) + half)
      try reset()
    case .half: try await send(head(answer) + half)
    case .twoLengths:
      let lengths = [answer.body.count, answer.body.count / 2].map { "Content-Length: \($0)" }
      try await send(head(answer, framing: lengths) + answer.body)
    case .drip(let seconds):
      try await send(head(answer))
      for byte in answer.body {
        try await Task.sleep(for: .seconds(seconds))
        try await send([byte])
      }
    case .endless: try await sendForEver(answer)
    case .bomb(let size):
      let bomb = GzipBomb.make(size: size)
      let framing = ["Content-Encoding: gzip", "Content-Length: \(bomb.count)"]
      try await send(head(answer, framing: framing) + bomb)
    default: break
    }
  }

  /// A chunked body of spaces until the client goes away.
  private func sendForEver(_ answer: PlatformAnswer) async throws {
    try await send(head(answer, framing: ["Transfer-Encoding: chunked"]))
    let chunk = Array("4000\r\n".utf8) + [UInt8](repeating: 32, count: 0x4000) + Array("\r\n".utf8)
    while true {
      try Task.checkCancellation()
      try await send(chunk)
    }
  }

  private func reset() throws {
    try socket.socket.setValue(0, for: LingerOption())
  }

  private func send(_ bytes: [UInt8]) async throws {
    try await socket.write(Data(bytes))
  }

  private func page(_ html: String) -> [UInt8] {
    let page = PlatformAnswer(status: 200, headers: [("Content-Type", "text/html")], body: Array(html.utf8))
    return head(page) + page.body
  }

  private func refusal(_ status: Int, _ retry: Fault.Retry?, number: UInt64) -> [UInt8] {
    let reason = PlatformAnswer.reason(status)
    let dialects: [PlatformProblem.Dialect] = [.plain, .gateway, .list([reason])]
    let dialect = dialects[Int(number % 3)]
    var answer = PlatformAnswer.json(
      PlatformProblem(status, reason, "A fault by plan.", dialect: dialect)
        .body(traceID: "00-\(number)-0-00", path: "/"), status: status)
    switch retry {
    case nil: break
    case .seconds(let seconds): answer.headers.append(("Retry-After", String(Int(seconds))))
    case .date(let seconds):
      let forms = SimulatedInstant.HTTPDateForm.allCases
      let form = forms[Int(number / 3 % UInt64(forms.count))]
      answer.headers.append(("Retry-After", now.advanced(bySeconds: seconds).httpDate(form)))
    }
    return head(answer) + answer.body
  }

  /// The status line and headers, with a correct Content-Length unless `framing` says otherwise.
  private func head(_ answer: PlatformAnswer, framing: [String]? = nil) -> [UInt8] {
    var lines = ["HTTP/1.1 \(answer.status) \(PlatformAnswer.reason(answer.status))", "Date: \(now.httpDate())"]
    lines += answer.headers.map { "\($0.name): \($0.value)" }
    lines += framing ?? ["Content-Length: \(answer.body.count)"]
    return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
  }
}
