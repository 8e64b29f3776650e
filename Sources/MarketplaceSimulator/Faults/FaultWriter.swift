import FlyingSocks

/// Writes answers with what a fault does to them.
struct FaultWriter {
  let writer: AnswerWriter
  /// Where the redirect fault points.
  let foreignPort: UInt16

  /// Writes the answer as `fault` would have it; false when the connection cannot serve another request.
  /// `number` is the fault's, which its chance is drawn from.
  func write(
    _ answer: PlatformAnswer, to request: PlatformRequest, fault: Fault, number: UInt64
  ) async throws -> Bool {
    switch fault {
    case .stale, .ties, .duplicates: break
    case .slow(let seconds): try await Task.sleep(for: .seconds(seconds))
    case .close:
      try await writer.write(answer)
      return false
    case .html:
      let page = "<!doctype html><title>Maintenance</title><h1>We will be back soon</h1>"
      try await writer.write(
        PlatformAnswer(status: 200, headers: [("Content-Type", "text/html")], body: Array(page.utf8)))
      return true
    case .status(let status, let retry):
      try await writer.write(refusal(status, retry, number: number))
      return true
    case .redirect:
      let target = "http://127.0.0.1:\(foreignPort)/export/\(number % 10_000)"
      try await writer.write(PlatformAnswer(status: 302, headers: [("Location", target)]))
      return true
    case .misroute:
      try await writer.write(misrouted(answer, of: request))
      return true
    case .rows(let most):
      let limit = request.query.split(separator: "&").first { $0.hasPrefix("limit=") }.flatMap { Int($0.dropFirst(6)) }
      try await writer.write((limit ?? 0) > most ? refusal(413, nil, number: number) : answer)
      return true
    case .rate(let bytes):
      try await send(answer, bytesASecond: bytes)
      return true
    case .truncated:
      var cut = answer
      cut.body = Array(answer.body.prefix(answer.body.count * 2 / 3))
      try await writer.write(cut)
      return true
    case .reset, .resetAfterHead, .resetInBody, .half, .twoLengths, .drip, .endless, .bomb:
      try await breakOff(answer, fault: fault)
      return false
    }
    try await writer.write(answer)
    return true
  }

  /// The answer as one about another task.
  private func misrouted(_ answer: PlatformAnswer, of request: PlatformRequest) -> PlatformAnswer {
    guard request.path.count > 4 else { return answer }
    var other = answer
    let body = String(decoding: answer.body, as: UTF8.self)
    other.body = Array(body.replacing(request.path[4], with: "TSK-0000-0000-0000-0000").utf8)
    return other
  }

  /// In ten pieces a second.
  private func send(_ answer: PlatformAnswer, bytesASecond: Double) async throws {
    try await writer.send(writer.head(of: answer))
    var rest = answer.body[...]
    while !rest.isEmpty {
      try await Task.sleep(for: .milliseconds(100))
      let piece = rest.prefix(max(1, Int(bytesASecond / 10)))
      try await writer.send(Array(piece))
      rest = rest.dropFirst(piece.count)
    }
  }

  /// The faults after which the connection is of no use.
  private func breakOff(_ answer: PlatformAnswer, fault: Fault) async throws {
    let half = answer.body.prefix(answer.body.count / 2)
    switch fault {
    case .reset: try reset()
    case .resetAfterHead:
      try await writer.send(writer.head(of: answer))
      try reset()
    case .resetInBody:
      try await writer.send(writer.head(of: answer) + half)
      try reset()
    case .half: try await writer.send(writer.head(of: answer) + half)
    case .twoLengths:
      let lengths = [answer.body.count, answer.body.count / 2].map { "Content-Length: \($0)" }
      try await writer.send(writer.head(of: answer, framing: lengths) + answer.body)
    case .drip(let seconds):
      try await writer.send(writer.head(of: answer))
      for byte in answer.body {
        try await Task.sleep(for: .seconds(seconds))
        try await writer.send([byte])
      }
    case .endless: try await sendForEver(answer)
    case .bomb(let size):
      let bomb = GzipBomb.make(size: size)
      let framing = ["Content-Encoding: gzip", "Content-Length: \(bomb.count)"]
      try await writer.send(writer.head(of: answer, framing: framing) + bomb)
    default: break
    }
  }

  /// A chunked body of spaces until the client goes away.
  private func sendForEver(_ answer: PlatformAnswer) async throws {
    try await writer.send(writer.head(of: answer, framing: ["Transfer-Encoding: chunked"]))
    let chunk = Array("4000\r\n".utf8) + [UInt8](repeating: 32, count: 0x4000) + Array("\r\n".utf8)
    while true {
      try Task.checkCancellation()
      try await writer.send(chunk)
    }
  }

  private func reset() throws {
    try writer.socket.socket.setValue(0, for: LingerOption())
  }

  private func refusal(_ status: Int, _ retry: Fault.Retry?, number: UInt64) -> PlatformAnswer {
    let reason = PlatformAnswer.reason(status)
    let dialects: [PlatformProblem.Dialect] = [.plain, .gateway, .list([reason])]
    let dialect = dialects[Int(number % 3)]
    var answer = PlatformAnswer.json(
      PlatformProblem(status, reason, "A fault by plan.", dialect: dialect)
        .body(traceID: "00-\(number)-0-00", path: "/"), status: status)
    switch retry {
    case nil: break
    case .seconds(let seconds):
      let isWhole = seconds == seconds.rounded()
      answer.headers.append(("Retry-After", isWhole ? String(Int(seconds)) : String(seconds)))
    case .date(let seconds):
      let forms = SimulatedInstant.HTTPDateForm.allCases
      let form = forms[Int(number / 3 % UInt64(forms.count))]
      answer.headers.append(("Retry-After", writer.now.advanced(bySeconds: seconds).httpDate(form)))
    }
    return answer
  }
}
