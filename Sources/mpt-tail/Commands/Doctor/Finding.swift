import MonitorCore

/// What one check of `doctor` found.
struct Finding: Equatable, Sendable {
  enum Verdict: String, Sendable {
    case ok
    /// It works, and there is something to know.
    case note
    case broken
    /// The platform cannot be reached.
    case unreachable
    /// Something before it failed, or there is nothing to check.
    case skipped
  }

  var check: String
  var verdict: Verdict
  /// Plain words, safe to show, without a secret.
  var words: String

  init(_ check: String, _ verdict: Verdict, _ words: String) {
    (self.check, self.verdict, self.words) = (check, verdict, TokenMask.masked(SafeText.line(words)))
  }

  var isWrong: Bool { verdict == .broken || verdict == .unreachable }
}

/// All findings, as lines and as an exit status.
struct Diagnosis: Sendable {
  let findings: [Finding]

  private var wrong: [Finding] { findings.filter(\.isWrong) }

  var exit: ExitStatus {
    if findings.contains(where: { $0.verdict == .unreachable }) { return .gaveUp }
    return wrong.isEmpty ? .success : .taskFailed
  }

  /// What is wrong first, then everything in its order.
  func lines(ascii: Bool) -> [String] {
    let head = wrong.isEmpty ? ["All is well."] : wrong.map { "\($0.check): \($0.words)" }
    let width = findings.map(\.check.count).max() ?? 0
    let verdict = findings.map(\.verdict.rawValue.count).max() ?? 0
    func padded(_ text: String, _ width: Int) -> String {
      text + String(repeating: " ", count: max(0, width - text.count))
    }
    let rows = findings.map { "\(padded($0.verdict.rawValue, verdict))  \(padded($0.check, width))  \($0.words)" }
    return (head + [""] + rows).map { SafeText.line($0, ascii: ascii) }
  }

  /// One object a line.
  func json(ascii: Bool) -> [String] {
    findings.map { finding in
      var json = JSONWriter(ascii: ascii)
      json.beginObject()
      json.name("check")
      json.value(finding.check)
      json.name("verdict")
      json.value(finding.verdict.rawValue)
      json.name("words")
      json.value(finding.words)
      json.endObject()
      return String(decoding: json.output, as: UTF8.self)
    }
  }
}
