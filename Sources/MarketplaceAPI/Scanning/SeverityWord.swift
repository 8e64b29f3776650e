import MonitorCore

/// The platform's severities straight from bytes: the usual spelling without taking a word apart.
enum SeverityWord {
  static func severity(_ bytes: Span<UInt8>, _ token: JSONToken) -> Severity {
    guard token.contents.contains(.escape) else { return severity(bytes, token.inside) }
    var plain: [UInt8] = []
    JSONText.appendUnescaped(bytes, token.inside, .replaced, to: &plain)
    return severity(plain.span, 0..<plain.count)
  }

  private static func severity(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Severity {
    if JSONText.matches(bytes, range, "Info") { return .info }
    if JSONText.matches(bytes, range, "Debug") { return .debug }
    if JSONText.matches(bytes, range, "Warning") { return .warning }
    if JSONText.matches(bytes, range, "Error") { return .error }
    if JSONText.matches(bytes, range, "Failure") { return .failure }
    guard range.count <= 16 else { return .unknown }
    return bytes.extracting(range).withUnsafeBufferPointer { Severity(word: $0) }
  }
}
