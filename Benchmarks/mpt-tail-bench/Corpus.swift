import MonitorCore

/// Entries like the documented ones, each from its number alone.
struct Corpus: Sendable {
  static let task = "TSK-5498-1544-6054-5440"
  /// 2025-09-11T00:00:00Z, when the first entry of a recorded corpus happened.
  static let recorded = Timestamp(ticks: 17_575_488_000_000_000)

  private struct Kind: Sendable {
    let severity: String
    let message: String
    let values: [String]
  }

  /// One kind in a thousand entries is a failure, eight are errors, forty warnings.
  private static let common: [Kind] = [
    Kind(
      severity: "Info", message: "Starting buyer '{{BuyerId}}' transfer to '{{TargetAccountId}}'.",
      values: ["BuyerId", "TargetAccountId"]),
    Kind(
      severity: "Info", message: "Agreement '{{AgreementId}}' moved to '{{TargetAccountId}}' in {{Milliseconds}} ms.",
      values: ["AgreementId", "TargetAccountId", "Milliseconds"]),
    Kind(severity: "Info", message: "{{Done}} of {{Total}} objects moved.", values: ["Done", "Total"]),
    Kind(severity: "Debug", message: "Cache entry for '{{AgreementId}}' dropped.", values: ["AgreementId"]),
  ]
  private static let warning = Kind(
    severity: "Warning", message: "Step {{Done}} of {{Total}} took longer than expected", values: ["Done", "Total"])
  private static let error = Kind(
    severity: "Error", message: "Agreement {{AgreementId}} could not be moved: quota exceeded",
    values: ["AgreementId"])
  private static let failure = Kind(
    severity: "Failure", message: "The transfer to {{TargetAccountId}} was given up.", values: ["TargetAccountId"])

  /// The entry of a number, as the platform writes it.
  static func entry(_ number: Int, at timestamp: Timestamp) -> String {
    let kind = kind(of: number)
    let parameters = kind.values.map { "\"\($0)\":\(value($0, number))" }.joined(separator: ",")
    let digits = scrambled(number)
    return """
      {"id":"TLR-\(four(digits))-\(four(digits / 10_000))-\(four(number / 10_000))-\(four(number))","revision":1,\
      "task":{"id":"\(task)","name":"Transferring the buyer to a different account",\
      "code":"accounts.buyers.transfer","revision":3},"severity":"\(kind.severity)","message":"\(kind.message)",\
      "parameters":{\(parameters)},"timestamp":"\(TimestampFormat.rfc3339(timestamp))",\
      "progress":\(Double(number % 1000) / 10),"eta":"2025-09-12 13:40:13.515Z","$meta":{"omitted":["audit"]}}
      """
  }

  /// Seconds between recorded entries: the last minute of a quiet task, which every poll reads again, is on one page.
  static let spacing = 2.0

  /// The instant of an entry of a recorded corpus.
  static func instant(_ number: Int) -> Timestamp { recorded.advanced(bySeconds: Double(number) * spacing) }

  private static func kind(of number: Int) -> Kind {
    switch scrambled(number) % 1000 {
    case 0: failure
    case 1..<9: error
    case 9..<49: warning
    default: common[number % common.count]
    }
  }

  private static func value(_ name: String, _ number: Int) -> String {
    let digits = scrambled(number &+ name.utf8.count)
    switch name {
    case "Done": return "\(number % 638)"
    case "Total": return "638"
    case "Milliseconds": return "\(digits % 2500)"
    default: return "\"\(name.prefix(3).uppercased())-\(four(digits))-\(four(digits / 10_000))\""
    }
  }

  private static func four(_ number: Int) -> String {
    let text = "\(abs(number % 10_000))"
    return String(repeating: "0", count: 4 - text.utf8.count) + text
  }

  private static func scrambled(_ number: Int) -> Int {
    var value = UInt64(truncatingIfNeeded: number) &* 0x9E37_79B9_7F4A_7C15
    value ^= value >> 29
    value = value &* 0xBF58_476D_1CE4_E5B9
    return Int(truncatingIfNeeded: (value ^ value >> 32) & 0x7FFF_FFFF)
  }
}
